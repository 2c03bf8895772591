package io.ketstream.stack.system;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks again until there is an answer.
final class Poll {
    private static final long PAUSE_MILLIS = 50;

    private Poll() {}

    /// The first present answer; a service that does not answer at all is asked again too.
    static <T> T until(String what, Duration patience, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> answer = ask(question);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            pause();
        }
    }

    static void untilTrue(String what, Duration patience, Supplier<Boolean> question) {
        until(what, patience, () -> question.get() ? Optional.of(true) : Optional.empty());
    }

    private static <T> Optional<T> ask(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (UncheckedIOException down) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
