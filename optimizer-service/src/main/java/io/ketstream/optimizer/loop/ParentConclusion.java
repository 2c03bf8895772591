package io.ketstream.optimizer.loop;

import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.WarmStart;
import org.jspecify.annotations.Nullable;

/// The ordinary end of a run that was taken apart.
///
/// @param late whether a child was no longer waited for
/// @param evaluations of circuits, all children together, as `shots`
/// @param learnt for the next run of its strategy
record ParentConclusion(
        BestSolution best,
        boolean late,
        int evaluations,
        long shots,
        DecompositionReport report,
        DecompositionVersion version,
        Portfolio portfolio,
        @Nullable WarmStart learnt) {}
