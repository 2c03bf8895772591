package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import java.util.List;

/// What the algorithm of a run that was taken apart has come to.
sealed interface ParentStep {

    record Asks(List<ChildRun> children) implements ParentStep {}

    record Concludes(ParentConclusion conclusion) implements ParentStep {}

    record Fails(Failure failure) implements ParentStep {}
}
