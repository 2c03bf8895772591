package io.ketstream.results.run;

import io.ketstream.model.RunId;
import java.util.List;
import java.util.Optional;

/// The projected runs. A run is there once its submission has been projected, whatever else came before.
public interface Runs {

    Optional<RunFacts> facts(RunId run);

    Optional<RunView> find(RunId run);

    /// Latest submission first; children in their sequence.
    Paged<RunView> list(RunFilter filter, int page, int size);

    /// What comes after `last` in that list, at most `limit`, whatever was submitted meanwhile.
    List<RunView> listAfter(RunFilter filter, RunView last, int limit);

    Paged<Iteration> iterations(RunId run, int page, int size);

    /// The iterations after number `iteration` in their order, at most `limit`.
    List<Iteration> iterationsAfter(RunId run, int iteration, int limit);

    /// How many of the iterations 1..`last` are there.
    int countIterations(RunId run, int last);

    /// How many of the iterations 1..`last` are there in both and equal, bit for bit.
    int countEqualIterations(RunId run, RunId other, int last);
}
