package io.ketstream.circuit.ansatz;

import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;

/// The circuit of a formulation, without measurements.
public final class AnsatzCircuit {

    private AnsatzCircuit() {}

    /// @throws CircuitRejectedException when ansatz and formulation do not fit, or the circuit would be too
    ///     large
    public static ParameterizedCircuit of(Formulation formulation, Ansatz ansatz) {
        return switch (ansatz) {
            case Ansatz.Qaoa qaoa -> QaoaCircuit.of(formulation, qaoa);
            case Ansatz.HardwareEfficient hardwareEfficient ->
                HardwareEfficientCircuit.of(formulation.cost().qubits(), hardwareEfficient);
            case Ansatz.HamiltonianVariational variational ->
                HamiltonianVariationalCircuit.of(formulation.cost(), variational);
        };
    }

    /// The factor s by which QAOA's γ multiplies the cost, so that γ is of order 1; 1 for other ansätze.
    public static double costScale(Formulation formulation, Ansatz ansatz) {
        return switch (ansatz) {
            case Ansatz.Qaoa qaoa -> QaoaCircuit.scale(formulation, qaoa.mixer());
            case Ansatz.HardwareEfficient hardwareEfficient -> 1;
            case Ansatz.HamiltonianVariational variational -> 1;
        };
    }
}
