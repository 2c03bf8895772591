package io.ketstream.circuit.generation;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.RunSettings;

/// Problem and settings in, circuit out: a pure function, so that a repeated run gets the same digest.
public final class CircuitGenerator {

    private CircuitGenerator() {}

    /// @throws CircuitRejectedException when there is no such circuit
    public static GeneratedCircuit generate(Problem problem, RunSettings settings) {
        Formulation formulation = Formulator.formulate(problem, settings.ansatz());
        ParameterizedCircuit circuit = AnsatzCircuit.of(formulation, settings.ansatz());
        check(settings, circuit.parameters().size());
        return new GeneratedCircuit(
                Definitions.of(circuit, formulation.cost()),
                formulation,
                AnsatzCircuit.costScale(formulation, settings.ansatz()));
    }

    /// Not every ansatz tells the number of its parameters when the run is submitted.
    private static void check(RunSettings settings, int parameters) {
        try {
            settings.checkParameters(parameters);
        } catch (InvalidValueException e) {
            throw new CircuitRejectedException(e.field(), e.rule());
        }
    }
}
