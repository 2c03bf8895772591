package io.ketstream.optimizer.minimizer;

import io.ketstream.model.run.OptimizerType;
import java.util.Map;

/// Makes the optimiser of a run.
public final class Minimizers {

    private Minimizers() {}

    /// The method `type` with its own options by their usual names.
    ///
    /// @throws io.ketstream.model.InvalidValueException when an option is unknown or out of its range
    public static Minimizer of(OptimizerType type, Map<String, Double> values) {
        var options = new Options(values);
        Minimizer minimizer = switch (type) {
            case SPSA -> Spsa.of(options);
            case ADAM -> Adam.of(options);
            case L_BFGS -> Lbfgs.of(options);
            case COBYLA -> CobylaMinimizer.of(options);
            case BOBYQA -> Bobyqa.of(options);
            case NELDER_MEAD -> NelderMead.of(options);
            case POWELL -> Powell.of(options);
            case CMA_ES -> CmaEs.of(options);
        };
        options.refuseOthers();
        return minimizer;
    }
}
