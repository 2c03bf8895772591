package io.ketstream.execution.job;

import io.ketstream.execution.backend.Workload;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.model.qasm.OpenQasmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the workload of a job from its request.
final class JobReader {

    private JobReader() {}

    /// @param request with its seed chosen
    /// @throws InvalidValueException that names the field
    static Workload.CircuitRun read(JobRequest request) {
        ParameterizedCircuit circuit = circuit(request.circuit());
        List<RealVector> vectors = request.vectors();
        int expected = circuit.parameters().size();
        if (request.parameters() == null && expected > 0) {
            throw new InvalidValueException(
                    "parameters", "is required: the circuit has the inputs " + String.join(", ", circuit.parameters()));
        }
        for (int k = 0; k < vectors.size(); k++) {
            Rules.size("parameters[" + k + "]", vectors.get(k).size(), expected);
        }
        var observables = new ArrayList<PauliSum>();
        for (int i = 0; i < request.observablesOrNone().size(); i++) {
            try {
                observables.add(request.observablesOrNone().get(i).toPauliSum(circuit.qubits()));
            } catch (InvalidValueException e) {
                throw e.within("observables[" + i + "]");
            }
        }
        if (!observables.isEmpty() && isDynamic(circuit)) {
            throw new InvalidValueException(
                    "observables",
                    "must be empty for a circuit with mid-circuit measurement, reset or if: it has no single final state");
        }
        return new Workload.CircuitRun(
                circuit,
                vectors,
                request.shots(),
                request.seed() == null ? 0 : request.seed(),
                observables,
                request.groupingOrDefault());
    }

    private static ParameterizedCircuit circuit(String text) {
        try {
            return OpenQasm.read(text);
        } catch (OpenQasmException e) {
            throw new InvalidValueException("circuit", "must be OpenQASM 2.0 or 3 that can be run: " + e.getMessage());
        }
    }

    /// Whether it resets, branches, acts on a qubit after measuring it, or measures a bit twice.
    private static boolean isDynamic(ParameterizedCircuit circuit) {
        Set<Integer> measured = new HashSet<>();
        Set<Integer> bits = new HashSet<>();
        for (Instruction instruction : circuit.instructions()) {
            boolean dynamic = switch (instruction) {
                case Instruction.Apply apply -> apply.qubits().stream().anyMatch(measured::contains);
                case Instruction.Measure measure -> !measured.add(measure.qubit()) || !bits.add(measure.bit());
                case Instruction.Reset _, Instruction.Conditional _ -> true;
                case Instruction.Barrier _ -> false;
            };
            if (dynamic) {
                return true;
            }
        }
        return false;
    }
}
