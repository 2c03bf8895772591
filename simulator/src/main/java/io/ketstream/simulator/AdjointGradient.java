package io.ketstream.simulator;

import io.ketstream.model.RealVector;
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
        double expectation = observable.expectation(state, workers);
        var gradient = new double[parameters];
        if (firstParameterised < steps.size()) {
            Statevector costate = observable.applied(state, workers);
            var scratch = new double[state.size()];
            for (int i = steps.size() - 1; i >= firstParameterised; i--) {
                Step.Bound step = steps.get(i);
                step.addGradient(state, costate, scratch, gradient, workers);
                if (i > firstParameterised) {
                    Step.Bound inverse = step.adjoint();
                    inverse.apply(state, workers);
                    inverse.apply(costate, workers);
                }
            }
        }
        return new Gradient(expectation, RealVector.of(gradient));
    }
}
