package io.ketstream.optimizer.loop;

import io.ketstream.model.event.ChildEnded;
import java.util.List;

/// Where a run's algorithm asks for other runs.
interface Children {

    /// Waits until all of them have ended, or are no longer waited for.
    ///
    /// @param children their sequences follow those asked for before
    /// @return what came of each, in order
    List<ChildEnded> run(List<ChildRun> children);

    /// Asked between steps that take long.
    ///
    /// @throws AbandonedException when nobody waits for what comes of them
    void requireWanted();
}
