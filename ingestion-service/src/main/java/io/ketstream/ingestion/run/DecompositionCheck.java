package io.ketstream.ingestion.run;

import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.support.event.ModelJson;

/// Whether a portfolio of more assets than a circuit may have qubits can be taken apart, and what stands in the way.
final class DecompositionCheck {

    /// In a message, what frames a cluster, the number of an asset in it, and how many of a range clusters share out.
    private static final int CLUSTER_BYTES = 33;
    private static final int ASSET_BYTES = 5;
    private static final int COUNT_BYTES = 65;

    /// Of what is held and of what is to be held: their weights go into one message.
    private static final int MOST_POSITIONS = 500;

    private DecompositionCheck() {}

    /// The ansatz of the circuits of its clusters.
    ///
    /// @throws InvalidValueException naming the field of the run
    static Ansatz.Qaoa qaoa(Ansatz ansatz, int assets) {
        if (ansatz instanceof Ansatz.Qaoa qaoa) {
            return qaoa;
        }
        throw new InvalidValueException(
                "ansatz.type",
                "must be qaoa for a portfolio of more than " + Problem.MAX_VARIABLES + " assets, and there are "
                        + assets + ": only then is it taken apart");
    }

    /// @throws InvalidValueException naming the field of the run
    static void check(PortfolioProblem portfolio, ResolvedPortfolio.OfMarket resolved) {
        int known = resolved.market().symbols().size();
        if (known > PortfolioProblem.MAX_ASSETS) {
            throw new InvalidValueException(
                    "problem.universe",
                    "must have at most " + PortfolioProblem.MAX_ASSETS + " symbols with usable prices, not " + known);
        }
        try {
            portfolio.checkAssets(resolved.assets());
            checkCounts(portfolio, resolved.assets().size());
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
    }

    private static void checkCounts(PortfolioProblem portfolio, int assets) {
        PortfolioConstraints constraints = portfolio.constraintsOrNone();
        int cardinality = portfolio.cardinality();
        int mandatory = constraints.mandatory().size();
        int free = assets - mandatory - constraints.forbidden().size();
        if (free < 2) {
            throw new InvalidValueException(
                    "constraints", "must leave at least 2 assets to choose: all others are mandatory or forbidden");
        }
        int most = mandatory + free - (isRange(portfolio) ? 0 : 1);
        Rules.within("cardinality", cardinality, mandatory + 1, Math.min(MOST_POSITIONS, most));
        if (portfolio.turnover() != null) {
            int held = portfolio.turnover().holding().size();
            if (held > MOST_POSITIONS) {
                throw new InvalidValueException(
                        "turnover.holding", "must have at most " + MOST_POSITIONS + " positions, not " + held);
            }
        }
    }

    private static boolean isRange(PortfolioProblem portfolio) {
        return portfolio.constraintsOrNone().fewest(portfolio.cardinality()) < portfolio.cardinality();
    }

    /// Checks that the run fits in a message also when its clusters, half as large as they may be, have come to it.
    ///
    /// @throws InvalidValueException naming the field of the run
    static void checkFits(RunSubmitted run, int maxQubits) {
        int assets = run.problem().variables();
        int clusters = 2 * assets / maxQubits + 1;
        int count =
                run.problem().problem() instanceof PortfolioProblem portfolio && isRange(portfolio) ? COUNT_BYTES : 0;
        int bytes = ModelJson.mapper().writeValueAsBytes(run).length
                + assets * ASSET_BYTES
                + clusters * CLUSTER_BYTES
                + count;
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "problem.universe",
                    "must have fewer symbols, or shorter ones: with its clusters the run would take " + bytes
                            + " bytes of a message, at most " + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }
}
