package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import org.jspecify.annotations.Nullable;

/// What a run's algorithm tells on its way. A report is an effect of the answer it follows.
sealed interface Report {

    /// The sequence of that answer; 0: the run's circuit.
    int after();

    record Started(String optimizerVersion, RealVector start) implements Report {
        @Override
        public int after() {
            return 0;
        }
    }

    /// Energies internal.
    ///
    /// @param bestEnergy lowest sampled energy so far, or where nothing is sampled lowest mean energy
    record Iterated(
            int after,
            int iteration,
            int evaluations,
            long shots,
            RealVector parameters,
            double value,
            double standardError,
            double bestEnergy,
            @Nullable String bestBitString)
            implements Report {}
}
