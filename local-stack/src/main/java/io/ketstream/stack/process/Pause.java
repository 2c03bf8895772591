package io.ketstream.stack.process;

import java.time.Duration;

/// Waiting between two looks at something that another process does.
public final class Pause {
    private Pause() {}

    public static void ofMillis(long millis) {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting", interrupted);
        }
    }
}
