package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which pairs a hardware-efficient layer joins: neighbours, neighbours and the closing pair, or all.
public enum Entanglement {
    @JsonProperty("linear")
    LINEAR,
    @JsonProperty("ring")
    RING,
    @JsonProperty("full")
    FULL
}
