package io.ketstream.optimizer.loop;

import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.Portfolio;
import io.ketstream.optimizer.portfolio.MarketSelection;
import io.ketstream.optimizer.portfolio.RelaxationBound;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.weight.Portfolios;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/// What a selection from a whole market stands beside: a bound, a classical heuristic, random selections, and the
/// weights of
/// portfolios.
final class ParentComparison {

    private static final double BOUND_GAP = 1e-5;
    private static final int BOUND_STEPS = 20_000;
    private static final int HEURISTIC_STARTS = 10;
    private static final int FEWEST_SAMPLES = 100;
    private static final int MOST_SAMPLES = 10_000;

    /// Covariances looked up for random selections, about.
    private static final long LOOKUPS = 200_000_000;

    /// Of portfolios that only stand beside the run's own, so that all of them fit into a message.
    private static final int MOST_POSITIONS = 100;

    private final MarketSelection market;
    private final DecompositionVersion version;
    private final long shots;
    private final long seed;
    private final Controls.Bound bound;

    /// @param version of the run's algorithm, whose classical search it is
    /// @param shots of all circuits
    ParentComparison(MarketSelection market, DecompositionVersion version, long shots, long seed) {
        this.market = market;
        this.version = version;
        this.shots = shots;
        this.seed = seed;
        long begun = System.nanoTime();
        double value =
                RelaxationBound.of(market.problem(), BOUND_GAP, BOUND_STEPS).value();
        this.bound = new Controls.Bound(market.objective(value), "convex-relaxation", secondsSince(begun));
    }

    Controls.Bound bound() {
        return bound;
    }

    /// The stage in the user's objective, with its gap.
    DecompositionReport.Stage measured(DecompositionReport.Stage stage) {
        double objective = market.objective(stage.objective());
        double least = bound.objective();
        return new DecompositionReport.Stage(
                stage.step(),
                objective,
                least == 0 ? null : (Double) (100 * (objective - least) / Math.abs(least)),
                stage.seconds(),
                stage.children(),
                stage.fallbacks(),
                stage.evaluations(),
                stage.changes());
    }

    Controls controls() {
        long begun = System.nanoTime();
        Selection found = version.search(market.problem(), market.limits(), HEURISTIC_STARTS, seed);
        var heuristic = new Controls.Heuristic(
                market.objective(found.value()), null, "swap-descent", HEURISTIC_STARTS, secondsSince(begun));
        return new Controls(null, bound, heuristic, random());
    }

    private Controls.RandomSampling random() {
        long begun = System.nanoTime();
        SelectionProblem problem = market.problem();
        long size = Math.max(1, problem.cardinality());
        long samples = Math.clamp(Math.min(shots, LOOKUPS / (size * size)), FEWEST_SAMPLES, MOST_SAMPLES);
        var generator = new MersenneTwister(seed);
        var values = new SummaryStatistics();
        for (long sample = 0; sample < samples; sample++) {
            values.addValue(problem.value(market.limits().draw(generator)));
        }
        return new Controls.RandomSampling(
                market.objective(values.getMin()),
                market.objective(values.getMean()),
                values.getStandardDeviation() / Math.sqrt((double) samples),
                samples,
                "uniform",
                secondsSince(begun));
    }

    Portfolio portfolio(PortfolioProblem problem, List<String> selected) {
        Portfolio portfolio = Portfolios.of(problem, market.symbols(), market.returns(), market.covariance(), selected);
        return new Portfolio(
                portfolio.allocation(),
                portfolio.equalWeight().largest(MOST_POSITIONS),
                portfolio.minimumVariance().largest(MOST_POSITIONS),
                portfolio.meanVariance().largest(MOST_POSITIONS));
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
