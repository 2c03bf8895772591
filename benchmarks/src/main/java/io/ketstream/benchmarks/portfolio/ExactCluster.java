package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.optimizer.control.ClassicalControls;
import io.ketstream.optimizer.control.ControlProblem;
import io.ketstream.optimizer.control.ExactControl;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import java.util.BitSet;
import java.util.Objects;

/// The optimum, by the control that stands beside every run.
record ExactCluster() implements OneCluster {

    @Override
    public BitSet solve(SelectionProblem problem, long seed) {
        var energy = CircuitCluster.formulation(problem, new Ansatz.Qaoa(1, Mixer.XY_RING))
                .ising();
        ExactControl found = ClassicalControls.exact(
                new ControlProblem.Spins(
                        Objects.requireNonNull(energy), SelectionRules.exactly(problem.cardinality(), problem.size())),
                ClassicalControls.DEFAULT_NODES,
                seed);
        if (!(found instanceof ExactControl.Proven proven)) {
            throw new IllegalStateException("no exact solution of " + problem.cardinality() + " of " + problem.size()
                    + " assets in " + found.nodes() + " nodes");
        }
        String bits = Objects.requireNonNull(proven.bitString());
        var assets = new BitSet();
        for (int a = 0; a < bits.length(); a++) {
            assets.set(a, bits.charAt(bits.length() - 1 - a) == '1');
        }
        return assets;
    }
}
