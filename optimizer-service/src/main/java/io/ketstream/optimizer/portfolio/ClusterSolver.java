package io.ketstream.optimizer.portfolio;

import java.util.BitSet;
import java.util.List;

/// Solves selections from clusters; all of a call are independent and may be solved at the same time.
@FunctionalInterface
public interface ClusterSolver {

    /// @return of each problem, in order, a selection of its cardinality: bit a for its a-th asset
    List<BitSet> solve(List<SelectionProblem> problems);
}
