package io.ketstream.optimizer.loop;

import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.Portfolio;

/// The ordinary end of a run that was taken apart.
///
/// @param late whether a child was no longer waited for
/// @param evaluations of circuits, all children together, as `shots`
record ParentConclusion(
        BestSolution best,
        boolean late,
        int evaluations,
        long shots,
        DecompositionReport report,
        Portfolio portfolio) {}
