package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// How weights are set on the assets that were selected.
///
/// @param grossExposure the most that the sizes of all weights may add up to; 1 where none is below 0
/// @param riskAversion of the weights; absent: the portfolio's own, which of K assets weighs risk K² times
///     where it selects them and once where it sets their weights
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Weighting(
        Style style, double grossExposure, @Nullable Double riskAversion) {

    private static final double DEFAULT_EXPOSURE = 2;
    private static final double LARGEST_EXPOSURE = 100;

    /// Which signs weights may have.
    public enum Style {
        @JsonProperty("long-only")
        LONG_ONLY,
        @JsonProperty("long-short")
        LONG_SHORT
    }

    public static final Weighting LONG_ONLY = new Weighting(Style.LONG_ONLY, 1);

    /// With the portfolio's own risk aversion.
    public Weighting(Style style, double grossExposure) {
        this(style, grossExposure, null);
    }

    public Weighting {
        if (riskAversion != null) {
            Rules.within("riskAversion", riskAversion, 0, 1e12);
        }
        Rules.within("grossExposure", grossExposure, 1, LARGEST_EXPOSURE);
        if (style == Style.LONG_ONLY && grossExposure != 1) {
            throw new InvalidValueException("grossExposure", "must be 1 where no weight is below 0");
        }
    }

    @JsonCreator
    static Weighting of(@Nullable Style style, @Nullable Double grossExposure, @Nullable Double riskAversion) {
        Style given = style == null ? Style.LONG_ONLY : style;
        double exposure = given == Style.LONG_ONLY ? 1 : DEFAULT_EXPOSURE;
        return new Weighting(given, grossExposure == null ? exposure : grossExposure, riskAversion);
    }
}
