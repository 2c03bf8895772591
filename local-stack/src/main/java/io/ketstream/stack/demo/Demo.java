package io.ketstream.stack.demo;

import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.StackFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the three problems one after the other against a running stack and judges what comes back.
public final class Demo {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final RunClient client;
    private final Consumer<String> lines;

    /// @param lines gets the progress and, at the end, the table
    public Demo(RunClient client, Consumer<String> lines) {
        this.client = client;
        this.lines = lines;
    }

    /// @return whether every result is right
    public boolean run() {
        List<DemoTable.Row> rows = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (DemoProblem problem :
                List.of(new DemoProblem.Portfolio(), new DemoProblem.MaxCut(), new DemoProblem.HydrogenMolecule())) {
            long begin = System.nanoTime();
            problem.prepare(client);
            RunView run = finish(problem.title(), client.submit(problem.run().toString()));
            rows.add(new DemoTable.Row(problem.title(), run, (System.nanoTime() - begin) / 1e9));
            problem.complaints(run).forEach(complaint -> complaints.add(problem.title() + ": " + complaint));
        }
        lines.accept("");
        DemoTable.lines(rows).forEach(lines);
        lines.accept("");
        complaints.forEach(complaint -> lines.accept("WRONG  " + complaint));
        if (complaints.isEmpty()) {
            lines.accept("All three results are right.");
        }
        return complaints.isEmpty();
    }

    private RunView finish(String title, RunClient.Submission submission) {
        lines.accept("%s: run %s".formatted(title, submission.runId()));
        long begin = System.nanoTime();
        long nextLine = begin + BETWEEN_LINES.toNanos();
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            Optional<RunView> run = client.read(submission.runId());
            if (run.isPresent() && run.get().isJudged()) {
                lines.accept("  " + progress(run.get()));
                return run.get();
            }
            if (run.isPresent() && System.nanoTime() > nextLine) {
                lines.accept("  " + progress(run.get()));
                nextLine += BETWEEN_LINES.toNanos();
            }
            Pause.ofMillis(100);
        }
        throw new StackFailure("%s did not end within %s: %s".formatted(title, LIMIT, submission.address()));
    }

    private static String progress(RunView run) {
        StringBuilder line = new StringBuilder("%-9s %4d iterations, %5d evaluations"
                .formatted(run.status().toLowerCase(java.util.Locale.ROOT), run.iterations(), run.evaluations()));
        run.best().ifPresent(best -> line.append(", best ").append(DemoTable.number(best)));
        if (!run.failure().isEmpty()) {
            line.append(", ").append(run.failure());
        }
        return line.toString();
    }
}
