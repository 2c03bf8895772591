package io.ketstream.stack.cli;

import io.ketstream.stack.Addresses;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.service.Readiness;
import io.ketstream.stack.service.ServiceKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What runs, where it answers, and whether it is ready. Exit status 0 only when all of it is.
final class StatusCommand {
    private final StackDirectory directory;
    private final Terminal terminal;

    StatusCommand(Path data, Terminal terminal) {
        this.directory = new StackDirectory(data);
        this.terminal = terminal;
    }

    int run() {
        List<String> running = directory.ledger().running();
        if (running.isEmpty()) {
            terminal.line("Nothing is running in " + directory.root());
            return 1;
        }
        if (Files.notExists(directory.addresses())) {
            terminal.line("Starting: " + String.join(", ", running));
            return 1;
        }
        for (String infrastructure : List.of("postgresql", "kafka")) {
            terminal.line("%-20s %s".formatted(infrastructure, running.contains(infrastructure) ? "running" : "down"));
        }
        boolean allReady = running.contains("postgresql") && running.contains("kafka");
        Addresses addresses = Addresses.read(directory.addresses());
        for (ServiceKind kind : ServiceKind.values()) {
            URI url = addresses.of(kind);
            boolean runs = running.contains(kind.serviceName());
            boolean ready = runs && new Readiness().isReady(url);
            allReady &= ready;
            terminal.line(
                    "%-20s %-9s %s".formatted(kind.serviceName(), ready ? "ready" : runs ? "not ready" : "down", url));
        }
        return allReady ? 0 : 1;
    }
}
