package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A plan for simulating one circuit, made once and bound by numbers only. Immutable and thread-safe.
public final class CompiledCircuit {

    private final ParameterizedCircuit circuit;
    private final int preparedUniform;
    private final List<Operation> operations;
    private final List<Instruction.Measure> terminalMeasurements;
    private final ClassicalLayout layout;
    private final Optional<Schedule> schedule;

    CompiledCircuit(
            ParameterizedCircuit circuit,
            int preparedUniform,
            List<Operation> operations,
            List<Instruction.Measure> terminalMeasurements) {
        this.circuit = circuit;
        this.preparedUniform = preparedUniform;
        this.operations = List.copyOf(operations);
        this.terminalMeasurements = List.copyOf(terminalMeasurements);
        this.layout = new ClassicalLayout(circuit.registers());
        this.schedule = isDynamic() ? Optional.empty() : Optional.of(Schedule.of(circuit.qubits(), unitarySteps()));
    }

    /// Compiles in time linear in the number of gates; allocates no state.
    ///
    /// @throws CircuitTooLargeException when the circuit has more qubits than a statevector can address
    public static CompiledCircuit compile(ParameterizedCircuit circuit) {
        if (circuit.qubits() > Statevector.LARGEST) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the circuit has " + circuit.qubits());
        }
        return new CircuitCompiler(circuit).compile();
    }

    public ParameterizedCircuit circuit() {
        return circuit;
    }

    public int numberOfQubits() {
        return circuit.qubits();
    }

    public int numberOfParameters() {
        return circuit.parameters().size();
    }

    /// Whether it measures before its end, resets, or branches on classical bits, so that it has no single
    /// final state.
    public boolean isDynamic() {
        return operations.stream().anyMatch(operation -> !(operation instanceof Operation.Unitary));
    }

    /// Whether it writes any classical bit.
    public boolean hasMeasurements() {
        return !terminalMeasurements.isEmpty() || isDynamic();
    }

    /// The bytes of one state, 16·2^n.
    public long stateBytes() {
        return 16L << circuit.qubits();
    }

    /// The bytes that computing `wanted` holds at once, at most.
    public long memoryBytes(Set<Wanted> wanted) {
        long state = stateBytes();
        long more = 0;
        for (Wanted each : wanted) {
            more = Math.max(
                    more,
                    switch (each) {
                        case EXPECTATION -> state / 2;
                        case VARIANCE -> state;
                        case GRADIENT -> state + state / 2;
                        case SAMPLES -> 0;
                        case PROBABILITIES -> state / 2;
                    });
        }
        return state + Math.max(more, isDynamic() ? (BranchExplorer.openStates(this) - 1) * state : 0);
    }

    /// The plan for a person to read.
    public String explain() {
        return PlanText.of(this);
    }

    int preparedUniform() {
        return preparedUniform;
    }

    List<Operation> operations() {
        return operations;
    }

    List<Instruction.Measure> terminalMeasurements() {
        return terminalMeasurements;
    }

    ClassicalLayout layout() {
        return layout;
    }

    /// The steps of a circuit that is not dynamic, in order.
    List<Step> unitarySteps() {
        var steps = new ArrayList<Step>();
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Unitary unitary -> steps.addAll(unitary.steps());
                case Operation.Measure _, Operation.Reset _, Operation.Branch _ ->
                    throw new IllegalArgumentException(
                            "a circuit that measures before its end, resets or branches has no"
                                    + " single final state; ask for its outcomes instead");
            }
        }
        return steps;
    }

    /// How [#unitarySteps] are passed over the state.
    Schedule schedule() {
        return schedule.orElseThrow(() -> new IllegalArgumentException("a dynamic circuit has no single schedule"));
    }

    void check(RealVector parameters) {
        if (parameters.size() != numberOfParameters()) {
            throw new IllegalArgumentException(
                    "the circuit has " + numberOfParameters() + " parameters, not " + parameters.size());
        }
    }
}
