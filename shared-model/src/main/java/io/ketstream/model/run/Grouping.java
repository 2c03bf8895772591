package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which terms of an observable are measured together, by the shots of one circuit.
public enum Grouping {
    /// Terms whose letters agree on every qubit that both act on: measured after gates on single qubits.
    @JsonProperty("qubit-wise")
    QUBIT_WISE,
    /// Terms that commute: fewer groups, measured after a Clifford circuit with gates on two qubits.
    @JsonProperty("commuting")
    COMMUTING
}
