package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What QAOA mixes with: transverse field, or XY terms that keep the number of ones.
public enum Mixer {
    @JsonProperty("x")
    X,
    @JsonProperty("xy-ring")
    XY_RING,
    @JsonProperty("xy-complete")
    XY_COMPLETE
}
