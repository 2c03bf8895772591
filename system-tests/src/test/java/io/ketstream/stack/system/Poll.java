package io.ketstream.stack.system;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks again until there is an answer: often at first, then less, because many ask at once and each answer takes
/// processor time from what is waited for.
final class Poll {
    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private Poll() {}

    /// The first present answer; a service that does not answer at all is asked again too.
    static <T> T until(String what, Duration patience, Supplier<Optional<T>> question) {
        return until(what, patience, LONGEST_PAUSE_MILLIS, question);
    }

    /// For what has to be acted on at once.
    static void closely(String what, Duration patience, Supplier<Boolean> question) {
        until(what, patience, FIRST_PAUSE_MILLIS, () -> question.get() ? Optional.of(true) : Optional.empty());
    }

    private static <T> T until(
            String what, Duration patience, long longestPauseMillis, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            Optional<T> answer = ask(question);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            pause(pauseMillis);
            pauseMillis = Math.min(longestPauseMillis, pauseMillis + pauseMillis / 4);
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

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
