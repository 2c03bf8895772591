package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Universes of prices and the snapshots made of them.
public final class Market {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final MarketStore store;
    private final Announcements announcements;

    /// @param address where this service is reached, for links
    public Market(MarketStore store, URI address, Clock clock) {
        this.store = store;
        this.announcements = new Announcements(address, clock);
    }

    /// A portfolio in numbers, and the snapshot that they are from.
    public record Resolved(PortfolioProblem problem, Digest snapshotDigest) {}

    /// Replaces the prices of a universe; all of them or, when a line is bad, none.
    public StoredSnapshot replace(String universe, PriceFeed prices) throws IOException {
        requireName(universe);
        return store.replace(
                universe,
                prices,
                table -> StoredSnapshot.of(universe, MarketSnapshot.of(table, CovarianceEstimator.LEDOIT_WOLF)),
                announcements::of);
    }

    /// Replaces all prices of some symbols of a universe, and leaves those of the others.
    ///
    /// @param replaced each day at most once
    /// @return the new snapshot; empty when the universe has these prices already
    public Optional<StoredSnapshot> merge(String universe, Map<String, List<ClosePrice>> replaced) throws IOException {
        PriceTable stored = store.prices(universe, null).orElse(null);
        boolean isHeld = stored == null
                ? replaced.values().stream().allMatch(List::isEmpty)
                : MergedPrices.isHeld(stored, replaced);
        return isHeld ? Optional.empty() : Optional.of(replace(universe, MergedPrices.of(stored, replaced)));
    }

    static void requireName(String universe) {
        if (!NAME.matcher(universe).matches()) {
            throw new InvalidValueException(
                    "universe", "must have 1 to 100 letters, digits, dots, dashes and underscores");
        }
    }

    public Optional<UniverseSummary> find(String universe) {
        return store.find(universe);
    }

    public Optional<StoredSnapshot> latest(String universe) {
        return store.latest(universe);
    }

    public Optional<StoredSnapshot> snapshot(Digest digest) {
        return store.find(digest);
    }

    /// The snapshot of the prices up to `asOf` (all, where absent), made and stored if it is not there yet.
    ///
    /// @throws InvalidValueException naming `universe` or `asOf`
    public StoredSnapshot at(String universe, @Nullable LocalDate asOf, CovarianceEstimator estimator) {
        return at(universe, asOf, estimator, false);
    }

    /// @param forGood whether it is kept also when its prices are bars, of which there will be many more
    private StoredSnapshot at(
            String universe, @Nullable LocalDate asOf, CovarianceEstimator estimator, boolean forGood) {
        PriceTable prices = store.prices(universe, asOf)
                .orElseThrow(() -> new InvalidValueException("universe", "is not known: '" + universe + "'"));
        if (prices.days().isEmpty()) {
            throw new InvalidValueException("asOf", "lies before the first price");
        }
        StoredSnapshot snapshot = StoredSnapshot.of(universe, MarketSnapshot.of(prices, estimator));
        store.save(snapshot, forGood || prices.ticks() == null);
        return snapshot;
    }

    /// Fills in the numbers of a portfolio that names its universe.
    ///
    /// @throws InvalidValueException naming the field of the problem
    public Resolved resolve(PortfolioProblem problem) {
        String universe = problem.universe();
        if (universe == null) {
            throw new IllegalArgumentException("the portfolio has its numbers already");
        }
        StoredSnapshot snapshot = at(universe, problem.asOf(), CovarianceEstimator.LEDOIT_WOLF, true);
        List<String> known = snapshot.header().symbols();
        List<String> chosen = problem.symbols() == null ? known : problem.symbols();
        if (problem.symbols() == null && known.size() > Problem.MAX_VARIABLES) {
            throw new InvalidValueException(
                    "symbols",
                    "must name at most " + Problem.MAX_VARIABLES + " of the universe's " + known.size() + " symbols");
        }
        int[] index = new int[chosen.size()];
        for (int i = 0; i < index.length; i++) {
            index[i] = known.indexOf(chosen.get(i));
            if (index[i] < 0) {
                throw new InvalidValueException(
                        "symbols[" + i + "]", "has no usable prices in universe '" + universe + "'");
            }
        }
        RealMatrix covariance = snapshot.covariance();
        double[] returns = new double[index.length];
        double[][] risk = new double[index.length][index.length];
        for (int i = 0; i < index.length; i++) {
            returns[i] = snapshot.header().expectedReturns().get(index[i]);
            for (int j = 0; j < index.length; j++) {
                risk[i][j] = covariance.get(index[i], index[j]);
            }
        }
        return new Resolved(problem.resolved(chosen, RealVector.of(returns), RealMatrix.of(risk)), snapshot.digest());
    }
}
