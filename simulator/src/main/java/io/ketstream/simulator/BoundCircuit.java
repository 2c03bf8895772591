package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled circuit with numbers for its parameters, in memory that the next numbers use again: what does not depend
/// on them is made once.
final class BoundCircuit {

    private final CompiledCircuit compiled;
    private final List<Step.Bound> steps = new ArrayList<>();
    private final Passes passes;

    /// The first parameter that each step depends on.
    private final int[] firsts;

    private @Nullable RealVector parameters;

    BoundCircuit(CompiledCircuit compiled) {
        this.compiled = compiled;
        for (Step step : compiled.unitarySteps()) {
            steps.add(step.unbound());
        }
        this.passes = new Passes(compiled.schedule(), steps);
        this.firsts =
                compiled.unitarySteps().stream().mapToInt(Step::firstParameter).toArray();
    }

    CompiledCircuit compiled() {
        return compiled;
    }

    /// Takes the numbers of `parameters`.
    Passes bind(RealVector parameters) {
        RealVector before = this.parameters;
        int end = before == null ? 0 : endOfChanges(before, parameters);
        for (int k = 0; k < firsts.length; k++) {
            if (before == null || firsts[k] < end) {
                steps.get(k).bind(parameters);
            }
        }
        this.parameters = parameters;
        passes.bind();
        return passes;
    }

    /// From which parameter on all have the numbers that they had before, as the weights of a batch have.
    private static int endOfChanges(RealVector before, RealVector next) {
        int end = next.size();
        while (end > 0 && /* wide */ Double.compare(before.get(end - 1), next.get(end - 1)) == 0) {
            end--;
        }
        return end;
    }

    // region only in double precision
    private @Nullable BackwardPasses backward;

    /// The first parameter that [#backward] has the derivative of.
    private int backwardFirst;

    /// The derivatives by the parameters from number `first` on, at the numbers that `forward`, its passes, has.
    BackwardPasses backward(Passes forward, int first) {
        if (backward == null || backwardFirst != first) {
            backward = new BackwardPasses(compiled.backward(first), steps);
            backwardFirst = first;
        }
        backward.bind(forward);
        return backward;
    }
    // endregion
}
