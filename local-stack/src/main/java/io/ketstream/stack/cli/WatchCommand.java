package io.ketstream.stack.cli;

import io.ketstream.stack.Addresses;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.service.ServiceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Prints a run whenever it has moved on, until it has ended and is judged. Exit status 0 when it succeeded.
final class WatchCommand {
    private final Path data;
    private final String runId;
    private final Terminal terminal;

    WatchCommand(Path data, String run, Terminal terminal) {
        this.data = data;
        // The address that submit prints is as good as the id.
        this.runId = run.substring(run.lastIndexOf('/') + 1);
        this.terminal = terminal;
    }

    int run() {
        Addresses addresses = Addresses.read(new StackDirectory(data).addresses());
        RunClient client = new RunClient(addresses.of(ServiceKind.INGESTION), addresses.of(ServiceKind.RESULTS));
        String last = "";
        RunView run = client.await(runId, Duration.ofSeconds(3));
        while (true) {
            String line = describe(run);
            if (!line.equals(last)) {
                terminal.progress(line);
                last = line;
            }
            if (run.isJudged()) {
                return end(run);
            }
            Pause.ofMillis(300);
            run = client.await(runId, Duration.ofSeconds(3));
        }
    }

    private int end(RunView run) {
        if (!run.failure().isEmpty()) {
            terminal.line(run.failure());
        }
        if (!run.bestBitString().isEmpty()) {
            terminal.line("best bit string  " + run.bestBitString());
        } else if (!run.bestSelection().isEmpty()) {
            terminal.line("best selection   " + String.join(", ", run.bestSelection()));
        }
        run.exact().ifPresent(exact -> terminal.line("exact optimum    " + exact));
        return run.status().equals("SUCCEEDED") ? 0 : 1;
    }

    private static String describe(RunView run) {
        String steps = run.isParent()
                ? "%5d of %d children ended".formatted(run.childrenEnded(), run.childrenBegun())
                : "%5d iterations".formatted(run.iterations());
        StringBuilder line = new StringBuilder(
                "%-9s %s %6d evaluations".formatted(run.status().toLowerCase(Locale.ROOT), steps, run.evaluations()));
        run.best().ifPresent(best -> line.append("  best ").append(best));
        run.expectation().ifPresent(mean -> line.append("  mean ").append(mean));
        if (!run.verdict().isEmpty()) {
            line.append("  ").append(run.verdict());
        }
        return line.toString();
    }
}
