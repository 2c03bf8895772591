package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import org.jspecify.annotations.Nullable;

/// The answer at one point: an estimate of f(x), its standard error (0 when exact) and ∇f(x) where it was asked for.
public record Evaluation(
        double value, double standardError, @Nullable RealVector gradient) {

    public Evaluation {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the value of an evaluation is not finite: " + value);
        }
        if (!(standardError >= 0) || !Double.isFinite(standardError)) {
            throw new IllegalArgumentException("a standard error is finite and not negative, not " + standardError);
        }
    }

    public static Evaluation exact(double value) {
        return new Evaluation(value, 0, null);
    }

    RealVector requireGradient() {
        if (gradient == null) {
            throw new IllegalStateException("the objective answered a gradient question without a gradient");
        }
        return gradient;
    }
}
