package io.ketstream.results.run;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Portfolio;
import java.util.List;
import java.util.Optional;

/// What to hold by a run that selected assets.
///
/// @param selection the symbols that were selected
/// @param allocation the weights on them that have the best objective within their bounds
/// @param equalWeight the same selection with equal weights
/// @param minimumVariance the least risk that all assets permit
/// @param meanVariance the best objective that all assets permit: what fewer assets cannot be better than
public record PortfolioView(
        RunId runId,
        List<String> selection,
        Allocation allocation,
        Allocation equalWeight,
        Allocation minimumVariance,
        Allocation meanVariance) {

    /// Empty where the run has not succeeded with a feasible selection.
    public static Optional<PortfolioView> of(RunFacts facts) {
        if (facts.outcome() == null) {
            return Optional.empty();
        }
        RunEnded ended = facts.outcome().ended();
        BestSolution best = ended.best();
        Portfolio portfolio = ended.portfolio();
        if (best == null || best.selection() == null || portfolio == null) {
            return Optional.empty();
        }
        return Optional.of(new PortfolioView(
                ended.runId(),
                best.selection(),
                portfolio.allocation(),
                portfolio.equalWeight(),
                portfolio.minimumVariance(),
                portfolio.meanVariance()));
    }
}
