package io.ketstream.simulator;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Collects diagonal gates into phases exp(−(i/2) Σ θₘ χₘ), χₘ(x) = (−1)^{|x∧m|}, and sorts these by parameter
/// into tables. Layers that differ in their parameter only share a table.
final class SubspacePhases {

    private final SortedMap<Long, ParameterExpression> pending = new TreeMap<>();
    private final Map<SortedMap<Long, Double>, Integer> tables = new LinkedHashMap<>();
    private long pendingQubits;

    /// mask → coefficient, by number of table.
    List<SortedMap<Long, Double>> tables() {
        return List.copyOf(tables.keySet());
    }

    /// Whether what is collected acts on one of the qubits.
    boolean touch(int first, int second) {
        return (pendingQubits & (1L << first | 1L << second)) != 0;
    }

    void add(Instruction.Apply gate) {
        int last = gate.qubits().getLast();
        int first = gate.qubits().getFirst();
        long bit = 1L << last;
        long both = bit | 1L << first;
        switch (gate.gate()) {
            case ID -> {}
            case Z -> phase(bit, ParameterExpression.constant(Math.PI));
            case S -> phase(bit, ParameterExpression.constant(Math.PI / 2));
            case SDG -> phase(bit, ParameterExpression.constant(-Math.PI / 2));
            case T -> phase(bit, ParameterExpression.constant(Math.PI / 4));
            case TDG -> phase(bit, ParameterExpression.constant(-Math.PI / 4));
            case P -> phase(bit, gate.angles().getFirst());
            case CZ -> controlledPhase(first, last, ParameterExpression.constant(Math.PI));
            case CP -> controlledPhase(first, last, gate.angles().getFirst());
            case RZ -> factor(bit, gate.angles().getFirst());
            case RZZ -> factor(both, gate.angles().getFirst());
            case CRZ -> {
                // exp(−iθ/2 · x_c z_t) with x = (1 − z)/2
                factor(bit, gate.angles().getFirst().times(0.5));
                factor(both, gate.angles().getFirst().times(-0.5));
            }
            case X, Y, H, SX, SXDG, RX, RY, U, CX, CY, CH, CRX, CRY, CU, SWAP, RXX, RYY, CCX, CSWAP ->
                throw new IllegalArgumentException(gate.gate() + " is not diagonal");
        }
    }

    /// What was collected since the last call.
    Optional<SubspaceStep.Phase> drain() {
        var constant = new TreeMap<Long, Double>();
        var byParameter = new TreeMap<Integer, SortedMap<Long, Double>>();
        pending.forEach((mask, angle) -> {
            if (angle.constant() != 0) {
                constant.put(mask, angle.constant());
            }
            for (ParameterExpression.Term term : angle.terms()) {
                byParameter
                        .computeIfAbsent(term.parameter(), _ -> new TreeMap<>())
                        .put(mask, term.coefficient());
            }
        });
        pending.clear();
        pendingQubits = 0;
        if (constant.isEmpty() && byParameter.isEmpty()) {
            return Optional.empty();
        }
        var terms = new ArrayList<SubspaceStep.Phase.Term>();
        int constantTable = constant.isEmpty() ? SubspaceStep.Phase.NO_TABLE : table(constant);
        byParameter.forEach((parameter, factors) -> terms.add(new SubspaceStep.Phase.Term(parameter, table(factors))));
        return Optional.of(new SubspaceStep.Phase(constantTable, terms));
    }

    private int table(SortedMap<Long, Double> factors) {
        return tables.computeIfAbsent(factors, _ -> tables.size());
    }

    /// e^{iλ} where `bit` is 1.
    private void phase(long bit, ParameterExpression lambda) {
        factor(0, lambda.times(-1));
        factor(bit, lambda);
    }

    /// e^{iλ} where both qubits are 1.
    private void controlledPhase(int first, int second, ParameterExpression lambda) {
        factor(0, lambda.times(-0.5));
        factor(1L << first, lambda.times(0.5));
        factor(1L << second, lambda.times(0.5));
        factor(1L << first | 1L << second, lambda.times(-0.5));
    }

    private void factor(long mask, ParameterExpression angle) {
        pending.merge(mask, angle, ParameterExpression::plus);
        pendingQubits |= mask;
    }
}
