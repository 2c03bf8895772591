package io.ketstream.ingestion.tick;

import io.ketstream.model.Rules;
import java.time.Duration;

/// When a tick belongs to which bar, and until when it is taken.
///
/// @param length of a bar; a day has a whole number of them
/// @param lateness a bar closes when its symbol has a tick this much later than the bar's end
/// @param idle a bar whose end is `lateness` ago also closes when its symbol had no tick for so long
/// @param ahead how much later than its arrival at the broker a tick may say it occurred
/// @param remembered how many words of 32 bytes the sequences of all open bars may take
public record BarRules(Duration length, Duration lateness, Duration idle, Duration ahead, long remembered) {

    private static final long DAY_SECONDS = 86_400;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long LEAST_REMEMBERED = 1000;
    private static final long MOST_REMEMBERED = 100_000_000;

    public BarRules {
        Rules.within("length in s", length.toSeconds(), 1, DAY_SECONDS);
        if (!length.equals(Duration.ofSeconds(length.toSeconds())) || DAY_SECONDS % length.toSeconds() != 0) {
            throw new IllegalArgumentException("a day must have a whole number of bars, not of " + length);
        }
        Rules.within("lateness in ms", lateness.toMillis(), 0, HOUR_MILLIS);
        Rules.within("idle in ms", idle.toMillis(), 1, HOUR_MILLIS);
        Rules.within("ahead in ms", ahead.toMillis(), 0, HOUR_MILLIS);
        Rules.within("remembered", remembered, LEAST_REMEMBERED, MOST_REMEMBERED);
    }
}
