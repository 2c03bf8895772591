package io.ketstream.execution.estimate;

import io.ketstream.simulator.BasisCounts;
import java.util.List;

/// Expectations of a [Readout] that were estimated from shots, with the shots.
final class SampledReadout {

    private final Readout readout;
    private final double[] means;
    private final List<BasisCounts> drawn;

    SampledReadout(Readout readout, double[] means, List<BasisCounts> drawn) {
        this.readout = readout;
        this.means = means;
        this.drawn = List.copyOf(drawn);
    }

    /// One for each string; not to be changed.
    double[] means() {
        return means;
    }

    /// The variance of Σ slopes[i]·means[i], with what strings of one basis have in common.
    double variance(double[] slopes) {
        return readout.variance(slopes, drawn);
    }
}
