package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.lang.ref.SoftReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory of one evaluation at a time of one plan, for the next one like it: its states, and its steps with
/// numbers.
final class SubspaceMemory {

    private final SoftReference<SubspaceMemory> reference = new SoftReference<>(this);
    private final SubspacePlan plan;
    private final SubspaceState state;
    private final SubspaceOperation[] operations;
    private final List<SubspaceEvolution> forward;
    private final Moment moment;
    private @Nullable SubspaceState costate;
    private double[] upTo = {};

    SubspaceMemory(SubspacePlan plan, Workers workers) {
        this.plan = plan;
        this.state = plan.start();
        this.operations = plan.operations(state, workers);
        this.forward = ExchangeSweeps.arrange(List.of(operations), state.basis(), workers);
        this.moment = new Moment(state, workers);
    }

    /// To keep it for as long as there is memory enough.
    SoftReference<SubspaceMemory> reference() {
        return reference;
    }

    boolean isOf(SubspacePlan other) {
        return plan == other;
    }

    /// The final state, until the next call.
    SubspaceState evolve(RealVector parameters) {
        plan.start(state);
        for (SubspaceOperation operation : operations) {
            operation.bind(parameters);
        }
        for (int k = 0; k < forward.size(); k++) {
            forward.get(k).apply(state);
        }
        return state;
    }

    SubspaceOperation operation(int step) {
        return operations[step];
    }

    /// The second state that a gradient takes; its content does not matter.
    SubspaceState costate() {
        if (costate == null) {
            costate = new SubspaceState(state.basis());
        }
        return costate;
    }

    /// A number for each amplitude; what they are does not matter.
    double[] upTo() {
        if (upTo.length == 0) {
            upTo = new double[state.size()];
        }
        return upTo;
    }

    Moment moment() {
        return moment;
    }

    /// Σ |ψ_b|² (E_b − shift)^power for power 1 or 2.
    static final class Moment extends SubspaceSum {

        private final Workers workers;
        private SubspaceState state;
        private double[] energies = {};
        private double shift;
        private boolean squared;

        Moment(SubspaceState state, Workers workers) {
            this.workers = workers;
            this.state = state;
        }

        double of(SubspaceState state, double[] energies) {
            return of(state, energies, 0, false);
        }

        double variance(SubspaceState state, double[] energies, double mean) {
            return of(state, energies, mean, true);
        }

        private double of(SubspaceState state, double[] energies, double shift, boolean squared) {
            this.state = state;
            this.energies = energies;
            this.shift = shift;
            this.squared = squared;
            return total(workers, state.size(), state.size());
        }

        @Override
        double sum(int from, int to, double[] work) {
            double sum = 0;
            for (int k = from; k < to; k++) {
                double energy = energies[k] - shift;
                sum += state.probability(k) * (squared ? energy * energy : energy);
            }
            return sum;
        }
    }
}
