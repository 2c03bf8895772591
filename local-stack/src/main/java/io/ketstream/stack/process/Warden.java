package io.ketstream.stack.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/// A shell that only reads from a pipe we hold. When we end, however suddenly, the pipe ends, and the shell
/// becomes the given command, which stops what we left behind.
public final class Warden implements AutoCloseable {
    private final Process shell;

    private Warden(Process shell) {
        this.shell = shell;
    }

    public static Warden start(List<String> command) {
        List<String> watch = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "trap '' INT TERM HUP; while read -r line; do :; done; exec \"$@\"",
                "ketstream-warden"));
        watch.addAll(command);
        try {
            return new Warden(new ProcessBuilder(Detachment.detached(watch))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException failed) {
            throw new StackFailure("Cannot start the warden of the child processes", failed);
        }
    }

    /// Ends the watch without running its command.
    @Override
    public void close() {
        shell.destroyForcibly();
        try {
            shell.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
