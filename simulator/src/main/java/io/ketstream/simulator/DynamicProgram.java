package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled circuit bound to numbers, with the steps that exact and shot-by-shot simulation share.
final class DynamicProgram {

    private final CompiledCircuit compiled;
    private final Workers workers;
    private final IdentityHashMap<Step, Step.Bound> bound = new IdentityHashMap<>();

    DynamicProgram(CompiledCircuit compiled, RealVector parameters, Workers workers) {
        this.compiled = compiled;
        this.workers = workers;
        bind(compiled.operations(), parameters);
    }

    /// What is still to be done: the rest of a list of operations, then `after`.
    record Remaining(
            List<Operation> operations, int next, @Nullable Remaining after) {
        private static @Nullable Remaining of(List<Operation> operations, @Nullable Remaining after) {
            return operations.isEmpty() ? after : new Remaining(operations, 0, after);
        }

        Operation operation() {
            return operations.get(next);
        }

        @Nullable
        Remaining rest() {
            return next + 1 < operations.size() ? new Remaining(operations, next + 1, after) : after;
        }
    }

    CompiledCircuit compiled() {
        return compiled;
    }

    Workers workers() {
        return workers;
    }

    Statevector start() {
        var state = new Statevector(compiled.numberOfQubits());
        state.prepareUniform(compiled.preparedUniform());
        return state;
    }

    @Nullable
    Remaining all() {
        return Remaining.of(compiled.operations(), null);
    }

    /// The side of `branch` that `bits` choose, then `rest`.
    static @Nullable Remaining chosen(Operation.Branch branch, BitSet bits, @Nullable Remaining rest) {
        long value = 0;
        for (int k = 0; k < branch.bits().size(); k++) {
            value |= bits.get(branch.bits().get(k)) ? 1L << k : 0;
        }
        return Remaining.of(value == branch.value() ? branch.then() : branch.otherwise(), rest);
    }

    void apply(Operation.Unitary unitary, Statevector state) {
        for (Step step : unitary.steps()) {
            Step.Bound numbers = bound.get(step);
            if (numbers == null) {
                throw new IllegalStateException("a step was not bound");
            }
            Passes.apply(numbers, state, workers);
        }
    }

    double probabilityOfOne(Statevector state, int qubit) {
        return Math.clamp(state.probabilityOfOne(qubit, workers) / state.norm(workers), 0, 1);
    }

    private void bind(List<Operation> operations, RealVector parameters) {
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Unitary unitary ->
                    unitary.steps().forEach(step -> bound.put(step, step.bind(parameters)));
                case Operation.Branch branch -> {
                    bind(branch.then(), parameters);
                    bind(branch.otherwise(), parameters);
                }
                case Operation.Measure _, Operation.Reset _ -> {}
            }
        }
    }
}
