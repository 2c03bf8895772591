package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterExpression;

/// A 2×2 operation on pairs of amplitudes.
record PairStep(Pairs pairs, Operation operation) implements Step {

    sealed interface Operation {

        /// A matrix without parameters.
        record Fixed(PairKernel kernel) implements Operation {}

        /// exp(−iθX/2) on each pair.
        record RotationX(ParameterExpression angle) implements Operation {}

        /// exp(−iθY/2) on each pair.
        record RotationY(ParameterExpression angle) implements Operation {}
    }

    @Override
    public boolean isParameterised() {
        return switch (operation) {
            case Operation.Fixed _ -> false;
            case Operation.RotationX rotation -> !rotation.angle().isConstant();
            case Operation.RotationY rotation -> !rotation.angle().isConstant();
        };
    }

    @Override
    public int touched() {
        return pairs.involved();
    }

    @Override
    public int flipped() {
        return pairs.flipped();
    }

    @Override
    public Bound bind(RealVector parameters) {
        return new BoundPairs(
                this,
                switch (operation) {
                    case Operation.Fixed fixed -> fixed.kernel();
                    case Operation.RotationX rotation ->
                        PairKernel.RotationX.of(rotation.angle().evaluate(parameters));
                    case Operation.RotationY rotation ->
                        PairKernel.RotationY.of(rotation.angle().evaluate(parameters));
                });
    }

    record BoundPairs(PairStep step, PairKernel kernel) implements Bound {

        @Override
        public Bound adjoint() {
            return new BoundPairs(step, kernel.adjoint());
        }
    }
}
