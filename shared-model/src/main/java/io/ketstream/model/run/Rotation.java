package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A rotation gate of the hardware-efficient ansatz.
public enum Rotation {
    @JsonProperty("rx")
    RX,
    @JsonProperty("ry")
    RY,
    @JsonProperty("rz")
    RZ
}
