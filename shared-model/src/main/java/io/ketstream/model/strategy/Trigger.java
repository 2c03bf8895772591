package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which snapshots of its market make a strategy choose anew.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.Snapshot.class, name = "snapshot"),
    @JsonSubTypes.Type(value = Trigger.Schedule.class, name = "schedule"),
    @JsonSubTypes.Type(value = Trigger.Drift.class, name = "drift")
})
public sealed interface Trigger {

    /// Each one; of those that come while a run is under way, the newest.
    record Snapshot() implements Trigger {}

    /// The first that is at least `every` younger than the last one that did, by the market's own time.
    record Schedule(Duration every) implements Trigger {
        public Schedule {
            Rules.required("every", every);
            if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofDays(3660)) > 0) {
                throw new InvalidValueException("every", "must be between PT1S and P3660D, not " + every);
            }
        }
    }

    /// One whose market has become another, or offers more than a change costs.
    ///
    /// @param covarianceChange ‖Σ − Σ₀‖/‖Σ₀‖ (Frobenius, of the assets that both have) from which the market
    ///     counts as another; Σ₀ was that of the last choice
    /// @param leastGain what the best portfolio of all assets must be expected to bring more than the one that
    ///     is held, within the strategy's `horizon`, as a share of the equity: after the costs of changing to
    ///     it, and beyond what that was in the market of the last choice
    record Drift(double covarianceChange, double leastGain) implements Trigger {

        private static final double DEFAULT_CHANGE = 0.25;
        private static final double DEFAULT_GAIN = 0.001;

        public Drift {
            Rules.within("covarianceChange", covarianceChange, 0, 1e6);
            Rules.within("leastGain", leastGain, 0, 1e6);
        }

        @JsonCreator
        static Drift of(@Nullable Double covarianceChange, @Nullable Double leastGain) {
            return new Drift(
                    covarianceChange == null ? DEFAULT_CHANGE : covarianceChange,
                    leastGain == null ? DEFAULT_GAIN : leastGain);
        }
    }
}
