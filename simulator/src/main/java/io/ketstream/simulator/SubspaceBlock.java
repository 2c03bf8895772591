package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// The product of any gates on two qubits that keeps their number of ones. Its matrices are made anew for each vector.
final class SubspaceBlock implements SubspaceOperation {

    private final Workers workers;
    private final SubspaceStep.Block step;
    private final SubspacePairs pairs;
    private ComplexMatrix matrix = ComplexMatrix.identity(4);
    private RealVector parameters = RealVector.of();

    SubspaceBlock(SubspaceStep.Block step, SubspacePairs pairs, Workers workers) {
        this.workers = workers;
        this.step = step;
        this.pairs = pairs;
    }

    @Override
    public void bind(RealVector parameters) {
        this.parameters = parameters;
        this.matrix = step.product(parameters);
    }

    @Override
    public long touched() {
        return step.touched();
    }

    @Override
    public void apply(SubspaceState state) {
        apply(matrix, state);
    }

    @Override
    public void applyInverse(SubspaceState state) {
        apply(matrix.adjoint(), state);
    }

    /// `factor` on the two qubits, where the lower one is bit 0.
    private void apply(ComplexMatrix factor, SubspaceState state) {
        workers.split(state.size(), pairs.units(), (from, to) -> pairs.apply(state.re, state.im, factor, from, to));
        if (!step.leavesEqual()) {
            workers.split(state.size(), state.size(), (from, to) -> {
                for (int k = from; k < to; k++) {
                    int both = both(state, k);
                    if (both == 0 || both == 3) {
                        double real = state.re[k];
                        state.re[k] = factor.real(both, both) * real - factor.imaginary(both, both) * state.im[k];
                        state.im[k] = factor.real(both, both) * state.im[k] + factor.imaginary(both, both) * real;
                    }
                }
            });
        }
    }

    private int both(SubspaceState state, int position) {
        long basisState = state.basisState(position);
        return (int) (((basisState >>> step.low()) & 1) | (((basisState >>> step.high()) & 1) << 1));
    }

    /// 2 Re⟨λ|∂U/∂p U†|ψ⟩ for each parameter p.
    @Override
    public void addGradient(SubspaceState state, SubspaceState costate, double[] gradient) {
        for (int parameter : step.parameters()) {
            ComplexMatrix generator = step.derivative(parameters, parameter).times(matrix.adjoint());
            double overlap = new SubspaceSum() {
                @Override
                double sum(int from, int to, double[] work) {
                    return pairs.overlap(generator, costate, state, from, to);
                }
            }.total(workers, state.size(), pairs.units());
            if (!step.leavesEqual()) {
                overlap += new SubspaceSum() {
                    @Override
                    double sum(int from, int to, double[] work) {
                        return equal(generator, state, costate, from, to);
                    }
                }.total(workers, state.size(), state.size());
            }
            gradient[parameter] += 2 * overlap;
        }
    }

    private double equal(ComplexMatrix generator, SubspaceState state, SubspaceState costate, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            int both = both(state, k);
            if (both == 0 || both == 3) {
                sum += generator.real(both, both) * (costate.re[k] * state.re[k] + costate.im[k] * state.im[k])
                        - generator.imaginary(both, both) * (costate.re[k] * state.im[k] - costate.im[k] * state.re[k]);
            }
        }
        return sum;
    }
}
