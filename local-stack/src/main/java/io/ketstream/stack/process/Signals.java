package io.ketstream.stack.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/// POSIX signals through the shell's own `kill`, because a slim image has no other and Java sends only two.
final class Signals {
    private Signals() {}

    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new StackFailure("Cannot send " + signal + " to process " + pid, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
