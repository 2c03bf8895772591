package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What QAOA mixes with: transverse field, XY terms that keep the number of ones, or a field towards the solution of a
/// relaxed problem.
public enum Mixer {
    @JsonProperty("x")
    X,
    @JsonProperty("xy-ring")
    XY_RING,
    @JsonProperty("xy-complete")
    XY_COMPLETE,
    @JsonProperty("warm-start")
    WARM_START;

    /// Whether it keeps the number of ones.
    public boolean keepsOnes() {
        return switch (this) {
            case X, WARM_START -> false;
            case XY_RING, XY_COMPLETE -> true;
        };
    }
}
