package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterExpression;

/// RXX(θ) RYY(θ) = exp(−iθX) on …01…, …10….
final class SubspaceExchange extends SubspaceSum implements SubspaceOperation {

    private final Workers workers;
    private final long touched;
    private final ParameterExpression angle;
    private final SubspacePairs pairs;
    private final Rotation rotation;
    private double cos;
    private double sin;
    private SubspaceState ket;
    private SubspaceState bra;

    /// @param touched the mask of the two qubits
    SubspaceExchange(
            long touched, ParameterExpression angle, SubspacePairs pairs, SubspaceState state, Workers workers) {
        this.workers = workers;
        this.touched = touched;
        this.angle = angle;
        this.pairs = pairs;
        this.rotation = new Rotation(state);
        this.ket = state;
        this.bra = state;
    }

    @Override
    public void bind(RealVector parameters) {
        double theta = angle.evaluate(parameters);
        cos = SineCosine.cos(theta);
        sin = SineCosine.sin(theta);
    }

    @Override
    public long touched() {
        return touched;
    }

    SubspacePairs pairs() {
        return pairs;
    }

    double cos() {
        return cos;
    }

    double sin() {
        return sin;
    }

    /// Does it on the units `from` to `to` of the pairs alone.
    void apply(SubspaceState state, int from, int to) {
        pairs.rotate(state.re, state.im, cos, sin, from, to);
    }

    @Override
    public void apply(SubspaceState state) {
        rotation.rotate(state, sin);
    }

    @Override
    public void applyInverse(SubspaceState state) {
        rotation.rotate(state, -sin);
    }

    /// 2 Re⟨λ|−iX|ψ⟩ = 2 Im⟨λ|X|ψ⟩.
    @Override
    public void addGradient(SubspaceState state, SubspaceState costate, double[] gradient) {
        if (!angle.isConstant()) {
            ket = state;
            bra = costate;
            Derivative.chain(angle, 2 * total(workers, state.size(), pairs.units()), gradient);
        }
    }

    @Override
    double sum(int from, int to, double[] work) {
        return pairs.overlapOfExchange(bra, ket, from, to, work);
    }

    /// On the units of the pairs.
    private final class Rotation implements Workers.RangeTask {

        private SubspaceState state;
        private double sine;

        Rotation(SubspaceState state) {
            this.state = state;
        }

        void rotate(SubspaceState state, double sine) {
            this.state = state;
            this.sine = sine;
            workers.split(state.size(), pairs.units(), this);
        }

        @Override
        public void run(int from, int to) {
            pairs.rotate(state.re, state.im, cos, sine, from, to);
        }
    }
}
