package io.ketstream.stack.cli;

import io.ketstream.stack.Addresses;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Submits what is in a file, or on standard input, as a run.
final class SubmitCommand {
    private final Path data;
    private final String file;
    private final Terminal terminal;

    SubmitCommand(Path data, String file, Terminal terminal) {
        this.data = data;
        this.file = file;
        this.terminal = terminal;
    }

    int run() {
        Addresses addresses = Addresses.read(new StackDirectory(data).addresses());
        RunClient client = new RunClient(addresses.of(ServiceKind.INGESTION), addresses.of(ServiceKind.RESULTS));
        RunClient.Submission submission = client.submit(body());
        terminal.line(submission.runId());
        terminal.line(submission.address().toString());
        return 0;
    }

    private String body() {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new StackFailure("Cannot read " + file, unreadable);
        }
    }
}
