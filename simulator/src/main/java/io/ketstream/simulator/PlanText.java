package io.ketstream.simulator;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Writes a compiled circuit's plan as text, one line per step; [Schedule] puts these into passes.
final class PlanText {

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(CompiledCircuit compiled, Precision precision) {
        var plan = new PlanText();
        Precision all = compiled.precision(precision);
        plan.line(
                0,
                "%d qubits, %d parameters, %d bytes of state in %s"
                        .formatted(
                                compiled.numberOfQubits(),
                                compiled.numberOfParameters(),
                                compiled.stateBytes(all),
                                all.numericProfile()));
        if (compiled.subspace().isPresent()) {
            plan.subspace(compiled.numberOfQubits(), compiled.subspace().get());
        }
        if (compiled.preparedUniform() != 0) {
            plan.line(0, "start: uniform over qubits " + qubits(compiled.preparedUniform()));
        }
        plan.operations(0, compiled.operations());
        compiled.terminalMeasurements()
                .forEach(measure -> plan.line(0, "read qubit " + measure.qubit() + " into bit " + measure.bit()));
        return plan.text.toString();
    }

    private void subspace(int qubits, SubspacePlan plan) {
        line(
                0,
                String.format(
                        Locale.ROOT,
                        "subspace of %d ones: %d amplitudes instead of %.0f for diagonal observables and outcomes, in f64",
                        plan.ones(),
                        plan.amplitudes(),
                        Math.pow(2, qubits)));
        line(
                1,
                String.format(
                        Locale.ROOT,
                        "estimated cost %.3g, on all amplitudes %.3g; %d bytes of tables",
                        plan.cost(),
                        plan.fullCost(),
                        plan.kept()));
        line(1, "start: after " + plan.preparationGates() + " gates, simulated once");
        for (SubspaceStep step : plan.steps()) {
            line(
                    1,
                    switch (step) {
                        case SubspaceStep.Phase phase ->
                            "phase by " + phase.terms().size() + " parameters";
                        case SubspaceStep.Block block ->
                            "block of " + block.gates().size() + " gates on qubits " + block.low() + " and "
                                    + block.high();
                    });
        }
        if (qubits <= Statevector.LARGEST) {
            line(0, "all amplitudes, for other observables:");
        }
    }

    private void operations(int depth, List<Operation> operations) {
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Unitary unitary -> unitary.steps().forEach(step -> line(depth, describe(step)));
                case Operation.Measure measure ->
                    line(depth, "measure qubit " + measure.qubit() + " into bit " + measure.bit());
                case Operation.Reset reset -> line(depth, "reset qubit " + reset.qubit());
                case Operation.Branch branch -> {
                    line(depth, "if bits " + branch.bits() + " = " + branch.value());
                    operations(depth + 1, branch.then());
                    line(depth, "else");
                    operations(depth + 1, branch.otherwise());
                }
            }
        }
    }

    private static String describe(Step step) {
        return switch (step) {
            case DiagonalStep diagonal ->
                "diagonal phase of " + diagonal.factors().size() + " terms";
            case TwoQubitStep fused -> "matrix on qubits " + fused.low() + " and " + fused.high();
            case PairStep pair ->
                switch (pair.operation()) {
                            case PairStep.Operation.Fixed fixed ->
                                fixed.kernel().getClass().getSimpleName();
                            case PairStep.Operation.RotationX _ -> "X rotation";
                            case PairStep.Operation.RotationY _ -> "Y rotation";
                        }
                        + " on qubits " + qubits(pair.pairs().involved());
        };
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private static List<Integer> qubits(int mask) {
        return IntStream.range(0, 31)
                .filter(qubit -> ((mask >>> qubit) & 1) == 1)
                .boxed()
                .toList();
    }
}
