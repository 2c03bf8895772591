package io.ketstream.circuit.config;

import io.ketstream.model.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `ketstream.circuit.*`.
///
/// @param problemTimeout how long one answer of a problem's owner may take
/// @param covarianceTimeout the same where the answer is the covariance of a market, which may have 200 MB
/// @param problemGiveUp how long the owner of a run's problem may stay away before the run fails; its partition waits
/// so long
/// @param problemLimit the largest problem that is fetched
/// @param retryLongest the longest pause between two attempts at the same record
/// @param sendTimeout how long the broker may take to acknowledge an event
/// @param retention how long a circuit is kept after a run was last given it; absent: for ever. Longer than any run
/// lasts, pauses included: a run needs its circuit until its end
@ConfigurationProperties("ketstream.circuit")
public record CircuitSettings(
        @DefaultValue("10s") Duration problemTimeout,
        @DefaultValue("30s") Duration covarianceTimeout,
        @DefaultValue("15m") Duration problemGiveUp,
        @DefaultValue("64MB") DataSize problemLimit,
        @DefaultValue("10s") Duration retryLongest,
        @DefaultValue("130s") Duration sendTimeout,
        @Nullable Duration retention) {

    private static final long MINUTE = 60_000;

    /// A run may take 30 days, without its pauses.
    private static final long SHORTEST_DAYS = 31;

    private static final long LONGEST_DAYS = 36_525;

    public CircuitSettings {
        Rules.within("ketstream.circuit.problem-timeout in ms", problemTimeout.toMillis(), 1, MINUTE);
        Rules.within("ketstream.circuit.covariance-timeout in ms", covarianceTimeout.toMillis(), 1, MINUTE);
        Rules.within("ketstream.circuit.problem-give-up in ms", problemGiveUp.toMillis(), 1, 7 * 24 * 60 * MINUTE);
        Rules.within("ketstream.circuit.problem-limit in bytes", problemLimit.toBytes(), 1, 1L << 30);
        Rules.within("ketstream.circuit.retry-longest in ms", retryLongest.toMillis(), 1, MINUTE);
        Rules.within("ketstream.circuit.send-timeout in ms", sendTimeout.toMillis(), 1, 4 * MINUTE);
        if (retention != null) {
            Rules.within("ketstream.circuit.retention in days", retention.toDays(), SHORTEST_DAYS, LONGEST_DAYS);
        }
    }
}
