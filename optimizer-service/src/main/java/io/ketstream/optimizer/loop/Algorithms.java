package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.optimizer.minimizer.Minimizers;

/// Makes the algorithm of a run as of the version that it was begun with, whatever has been released since.
///
/// [Minimizers] has the versions of the optimisers, [RunVersion] those of [RunAlgorithm].
final class Algorithms {

    private final Minimizers minimizers;

    Algorithms(Minimizers minimizers) {
        this.minimizers = minimizers;
    }

    /// What a run that begins now records.
    String current(OptimizerType type) {
        return RunVersion.current().with(minimizers.current(type));
    }

    /// @param recorded a version as [#current] gave it in the release that began the run
    /// @throws RunFailedException when this release does not have that version
    /// @throws IllegalArgumentException when that version refuses an option
    RunAlgorithm make(String recorded, RunCircuitReady circuit, Formulation formulation) {
        OptimizerSpecification optimizer = circuit.settings().optimizer();
        for (RunVersion version : RunVersion.values()) {
            for (String minimizer : minimizers.versions(optimizer.type())) {
                if (version.with(minimizer).equals(recorded)) {
                    return new RunAlgorithm(
                            circuit,
                            formulation,
                            minimizers.make(optimizer.type(), minimizer, optimizer.options()),
                            version);
                }
            }
        }
        throw new RunFailedException(new Failure(
                Failure.REPLAY_DIVERGED,
                "the run was begun with " + recorded + ", which this release does not have; submit it again, or "
                        + "POST /api/v1/runs/" + circuit.runId() + "/replay, to run it with "
                        + current(optimizer.type())));
    }
}
