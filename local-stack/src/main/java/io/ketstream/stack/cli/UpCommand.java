package io.ketstream.stack.cli;

import io.ketstream.stack.LocalStack;
import io.ketstream.stack.PortPlan;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.service.ServiceProcess;
import java.nio.file.Path;

/// Starts everything, prints where it is, and stays until it is told to stop or a part of it dies.
final class UpCommand {
    private final Path home;
    private final Path data;
    private final Arguments arguments;
    private final Terminal terminal;

    UpCommand(Path home, Path data, Arguments arguments, Terminal terminal) {
        this.home = home;
        this.data = data;
        this.arguments = arguments;
        this.terminal = terminal;
    }

    int run() {
        terminal.progress("Starting Kafka, PostgreSQL and five services; data and logs in " + data);
        try (LocalStack stack = LocalStack.builder()
                .home(home)
                .data(data)
                .ports(arguments.portsOr(PortPlan.defaults()))
                .writeArchives()
                .progress(terminal::progress)
                .start()) {
            StopOnExit.arm(stack);
            print(stack);
            while (!Thread.currentThread().isInterrupted()) {
                stack.requireAlive();
                Pause.ofMillis(500);
            }
            return 0;
        }
    }

    private void print(LocalStack stack) {
        terminal.line("");
        for (ServiceProcess service : stack.services()) {
            terminal.line("  %-20s %s   API: %s"
                    .formatted(service.instance(), service.url(), service.url().resolve("/swagger-ui.html")));
        }
        terminal.line("  %-20s %s".formatted("Kafka", stack.broker().bootstrapServers()));
        terminal.line("  %-20s %s".formatted("PostgreSQL", stack.database().url()));
        terminal.line("");
        terminal.line("  ./ketstream submit FILE   submits a run;   ./ketstream watch RUN   follows it.");
        terminal.line("  Ctrl-C or ./ketstream down   stops everything; the data stays.");
    }
}
