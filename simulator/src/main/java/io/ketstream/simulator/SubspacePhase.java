package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.Arrays;
import java.util.List;

/// Multiplies by the phases of tables.
final class SubspacePhase extends SubspaceSum implements SubspaceOperation {

    /// Amplitudes whose angles are held at once: 8 KiB of them stay in the first-level cache.
    private static final int CHUNK = 1024;

    private final Workers workers;
    private final List<SubspaceStep.Phase.Term> terms;
    private final SubspaceTables tables;
    private final double[][] phases;
    private final double[] factors;
    private final double constantPhase;
    private final int firstTerm;
    private final Chunks chunks;
    private boolean small;

    private double[] table = {};
    private SubspaceState ket;
    private SubspaceState bra;

    SubspacePhase(SubspaceStep.Phase step, SubspaceTables tables, SubspaceState state, Workers workers) {
        this.workers = workers;
        this.terms = step.terms();
        this.tables = tables;
        this.firstTerm = step.constant() == SubspaceStep.Phase.NO_TABLE ? 0 : 1;
        this.phases = new double[firstTerm + terms.size()][];
        this.factors = new double[phases.length];
        if (firstTerm == 1) {
            phases[0] = tables.phases(step.constant());
            factors[0] = 1;
        }
        for (int t = 0; t < terms.size(); t++) {
            phases[firstTerm + t] = tables.phases(terms.get(t).table());
        }
        this.constantPhase = firstTerm == 1 ? tables.largestPhase(step.constant()) : 0;
        this.chunks = new Chunks(state);
        this.ket = state;
        this.bra = state;
    }

    @Override
    public void bind(RealVector parameters) {
        double largest = constantPhase;
        for (int t = 0; t < terms.size(); t++) {
            SubspaceStep.Phase.Term term = terms.get(t);
            double factor = parameters.get(term.parameter());
            factors[firstTerm + t] = factor;
            largest += Math.abs(factor) * tables.largestPhase(term.table());
        }
        small = largest <= UnitPhase.LARGEST;
    }

    @Override
    public long touched() {
        return -1;
    }

    @Override
    public void apply(SubspaceState state) {
        chunks.multiply(state, 1);
    }

    @Override
    public void applyInverse(SubspaceState state) {
        chunks.multiply(state, -1);
    }

    /// 2 Re⟨λ|−iT|ψ⟩ = 2 Σ T Im(conj(λ) ψ).
    @Override
    public void addGradient(SubspaceState state, SubspaceState costate, double[] gradient) {
        ket = state;
        bra = costate;
        for (int t = 0; t < terms.size(); t++) {
            table = phases[firstTerm + t];
            gradient[terms.get(t).parameter()] += 2 * total(workers, state.size(), state.size());
        }
    }

    @Override
    double sum(int from, int to, double[] work) {
        Arrays.fill(work, 0, SubspaceKernels.SUM_LANES, 0);
        SubspaceKernels.chosen().weightedOverlap(table, bra, ket, from, to, work);
        return Kernels.pairwise(work);
    }

    /// The state by chunks.
    private final class Chunks implements Workers.RangeTask {

        private SubspaceState state;
        private int sign = 1;

        Chunks(SubspaceState state) {
            this.state = state;
        }

        void multiply(SubspaceState state, int sign) {
            this.state = state;
            this.sign = sign;
            int size = state.size();
            workers.split(size, (size + CHUNK - 1) / CHUNK, this);
        }

        @Override
        public void run(int from, int to) {
            Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
            double[] angles = scratch.numbers(0, CHUNK);
            int size = state.size();
            for (int chunk = from; chunk < to; chunk++) {
                int start = chunk * CHUNK;
                int count = Math.min(CHUNK, size - start);
                add(angles, start, count);
                UnitPhase.multiply(state.re, state.im, start, count, angles, small);
            }
            workers.giveBack(scratch);
        }

        private void add(double[] angles, int start, int count) {
            for (int s = 0; s < phases.length; s++) {
                double factor = sign * factors[s];
                double[] of = phases[s];
                if (s == 0) {
                    for (int k = 0; k < count; k++) {
                        angles[k] = factor * of[start + k];
                    }
                } else {
                    for (int k = 0; k < count; k++) {
                        angles[k] += factor * of[start + k];
                    }
                }
            }
        }
    }
}
