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
    public boolean dependsOnAny(int first) {
        return switch (operation) {
            case Operation.Fixed _ -> false;
            case Operation.RotationX rotation -> Derivative.dependsOnAny(rotation.angle(), first);
            case Operation.RotationY rotation -> Derivative.dependsOnAny(rotation.angle(), first);
        };
    }

    @Override
    public int firstParameter() {
        return switch (operation) {
            case Operation.Fixed _ -> Integer.MAX_VALUE;
            case Operation.RotationX rotation -> Derivative.firstParameter(rotation.angle());
            case Operation.RotationY rotation -> Derivative.firstParameter(rotation.angle());
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
    public Bound unbound() {
        return new BoundPairs(
                this,
                switch (operation) {
                    case Operation.Fixed fixed -> fixed.kernel();
                    case Operation.RotationX _ -> new PairKernel.RotationX();
                    case Operation.RotationY _ -> new PairKernel.RotationY();
                });
    }

    record BoundPairs(PairStep step, PairKernel kernel) implements Bound {

        @Override
        public void bind(RealVector parameters) {
            switch (step.operation()) {
                case Operation.Fixed _ -> {}
                case Operation.RotationX(ParameterExpression angle) ->
                    rotation().turn(angle.evaluate(parameters));
                case Operation.RotationY(ParameterExpression angle) ->
                    rotation().turn(angle.evaluate(parameters));
            }
        }

        @Override
        public Bound adjoint() {
            return new BoundPairs(step, kernel.adjoint());
        }

        @Override
        public void invert(Bound other) {
            if (kernel instanceof PairKernel.Rotation inverse) {
                PairKernel.Rotation rotation = ((BoundPairs) other).rotation();
                inverse.set(rotation.cos(), -rotation.sin());
            }
        }

        private PairKernel.Rotation rotation() {
            return (PairKernel.Rotation) kernel;
        }
    }
}
