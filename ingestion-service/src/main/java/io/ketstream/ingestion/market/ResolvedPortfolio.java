package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import java.util.List;

/// A portfolio that named its universe, with what the market says of it.
public sealed interface ResolvedPortfolio {

    /// The snapshot that the numbers are from.
    Digest snapshotDigest();

    /// Few enough assets: the problem in numbers.
    record InNumbers(PortfolioProblem problem, Digest snapshotDigest) implements ResolvedPortfolio {}

    /// More: the numbers of the whole universe.
    ///
    /// @param assets those to choose from
    record OfMarket(MarketClaim market, List<String> assets, Digest snapshotDigest) implements ResolvedPortfolio {
        public OfMarket {
            assets = List.copyOf(assets);
        }
    }
}
