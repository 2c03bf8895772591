package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;

/// All derivatives of an expectation in one forward and one backward sweep (Jones & Gacon, arXiv 2009.02823):
/// two states and half a state of scratch, whatever the number of parameters.
final class AdjointGradient {

    private AdjointGradient() {}

    /// `state` is ψ after all of `steps`; it is used up.
    static Gradient of(
            List<Step.Bound> steps,
            int firstParameterised,
            int parameters,
            Statevector state,
            CompiledObservable observable,
            Workers workers) {
        /* wide */ double expectation = Expectations.expectation(observable, state, workers);
        var gradient = new /* wide */ double[parameters];
        if (firstParameterised < steps.size()) {
            Statevector costate = Expectations.applied(observable, state, workers);
            var scratch = new /* wide */ double[state.size()];
            for (int i = steps.size() - 1; i >= firstParameterised; i--) {
                Step.Bound step = steps.get(i);
                if (step.step().isParameterised()) {
                    add(step.step(), state, costate, scratch, gradient, workers);
                }
                if (i > firstParameterised) {
                    Step.Bound inverse = step.adjoint();
                    Passes.apply(inverse, state, workers);
                    Passes.apply(inverse, costate, workers);
                }
            }
        }
        return new Gradient(expectation, RealVector.of(gradient));
    }

    /// Adds the derivatives of ⟨H⟩ through the angles of `step` to `gradient`, where `state` is ψ and `costate` is λ
    /// right after it: 2 Re⟨λ|∂U/∂θ U†|ψ⟩. `scratch` has one double per amplitude.
    private static void add(
            Step step,
            Statevector state,
            Statevector costate, /* wide */
            double[] scratch, /* wide */
            double[] gradient,
            Workers workers) {
        switch (step) {
            case DiagonalStep diagonal -> {
                overlaps(state, costate, scratch, workers);
                for (DiagonalStep.Factor factor : diagonal.factors()) {
                    PairStep.chain(factor.angle(), scratch[factor.mask()], gradient);
                }
            }
            case PairStep(Pairs pairs, PairStep.Operation operation) -> {
                switch (operation) {
                    case PairStep.Operation.Fixed _ -> {}
                    case PairStep.Operation.RotationX(ParameterExpression angle) ->
                        PairStep.chain(angle, PairOverlap.x(pairs, costate, state, workers), gradient);
                    case PairStep.Operation.RotationY(ParameterExpression angle) ->
                        PairStep.chain(angle, PairOverlap.y(pairs, costate, state, workers), gradient);
                }
            }
        }
    }

    /// Im⟨λ|χₘ|ψ⟩ for all m at once: the Walsh–Hadamard transform of Im(conj(λ) ψ).
    private static void overlaps(Statevector state, Statevector costate, /* wide */ double[] scratch, Workers workers) {
        workers.split(state.size(), state.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                scratch[i] = costate.re[i] * state.im[i] - costate.im[i] * state.re[i];
            }
        });
        WalshHadamard.transform(scratch, state.size(), workers);
    }
}
