package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Universes of prices and the snapshots made of them.
public final class Market {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final MarketStore store;
    private final URI address;
    private final Announcements announcements;

    /// @param address where this service is reached, for links
    public Market(MarketStore store, URI address, Clock clock) {
        this.store = store;
        this.address = address;
        this.announcements = new Announcements(address, clock);
    }

    /// Replaces the prices of a universe; all of them or, when a line is bad, none.
    public StoredSnapshot replace(String universe, PriceFeed prices) throws IOException {
        requireName(universe);
        return store.replace(
                universe,
                prices,
                table -> snapshot(universe, table, CovarianceEstimator.LEDOIT_WOLF),
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

    public Optional<CovarianceBytes> covariance(Digest digest) {
        return store.covariance(digest);
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
        StoredSnapshot snapshot = snapshot(universe, prices, estimator);
        store.save(snapshot, forGood || prices.ticks() == null);
        return snapshot;
    }

    private static StoredSnapshot snapshot(String universe, PriceTable prices, CovarianceEstimator estimator) {
        return StoredSnapshot.of(universe, MarketSnapshot.of(prices, estimator), prices.quotes());
    }

    /// The latest snapshot of a universe; what is newer than it is not looked at.
    public Optional<SnapshotDescription> describeLatest(String universe) {
        return store.describeLatest(universe);
    }

    public Optional<SnapshotDescription> describe(Digest digest) {
        return store.describe(digest);
    }

    /// The days with uploaded prices, in ascending order.
    public List<LocalDate> days(String universe) {
        return store.days(universe);
    }

    /// The symbols with uploaded prices on any day.
    public List<String> symbols(String universe) {
        return store.symbols(universe);
    }

    /// Uploaded prices of these days, both included, and nothing of any other day.
    public PriceTable between(String universe, LocalDate from, LocalDate until) {
        return store.prices(universe, from, until);
    }

    /// A snapshot of these prices alone. It is kept for as long as those of ticks that no run was made from.
    ///
    /// @throws InvalidValueException naming `prices` when too few prices are left
    public SnapshotDescription passing(String universe, PriceTable prices) {
        StoredSnapshot snapshot = snapshot(universe, prices, CovarianceEstimator.LEDOIT_WOLF);
        store.save(snapshot, false);
        return SnapshotDescription.of(snapshot);
    }

    /// Looks up the numbers of a portfolio that names its universe; the snapshot that they are from is kept for good.
    ///
    /// @param most so many assets are resolved to numbers
    /// @throws InvalidValueException naming the field of the problem
    public ResolvedPortfolio resolve(PortfolioProblem problem, int most) {
        String universe = problem.universe();
        if (universe == null) {
            throw new IllegalArgumentException("the portfolio has its numbers already");
        }
        SnapshotDescription snapshot = kept(universe, problem.asOf());
        List<String> known = snapshot.header().symbols();
        List<String> chosen = problem.symbols() == null ? known : problem.symbols();
        return resolve(problem, chosen, snapshot, most);
    }

    /// As [#resolve(PortfolioProblem, int)], by a snapshot that is there.
    ///
    /// @param chosen the assets to choose from
    public ResolvedPortfolio resolve(
            PortfolioProblem problem, List<String> chosen, SnapshotDescription snapshot, int most) {
        int[] assets = indices(chosen, snapshot.header().symbols(), String.valueOf(problem.universe()));
        if (chosen.size() > most) {
            return new ResolvedPortfolio.OfMarket(claim(snapshot), chosen, snapshot.digest());
        }
        double[] returns = Arrays.stream(assets)
                .mapToDouble(asset -> snapshot.header().expectedReturns().get(asset))
                .toArray();
        RealMatrix risk = store.covariance(snapshot.digest()).orElseThrow().of(assets);
        return new ResolvedPortfolio.InNumbers(
                problem.resolved(chosen, RealVector.of(returns), risk), snapshot.digest());
    }

    private static int[] indices(List<String> chosen, List<String> known, String universe) {
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < known.size(); i++) {
            index.put(known.get(i), i);
        }
        int[] assets = new int[chosen.size()];
        for (int i = 0; i < assets.length; i++) {
            Integer asset = index.get(chosen.get(i));
            if (asset == null) {
                throw new InvalidValueException(
                        "symbols[" + i + "]", "has no usable prices in universe '" + universe + "'");
            }
            assets[i] = asset;
        }
        return assets;
    }

    /// The latest snapshot where it is the one that would be made; estimating that of thousands takes seconds.
    private SnapshotDescription kept(String universe, @Nullable LocalDate asOf) {
        return store.describeLatest(universe)
                .filter(latest -> isOfPricesUntil(asOf, latest.header()))
                .filter(latest -> store.keep(latest.digest()))
                .orElseGet(() -> {
                    StoredSnapshot made = at(universe, asOf, CovarianceEstimator.LEDOIT_WOLF, true);
                    return SnapshotDescription.of(made);
                });
    }

    /// Whether the latest snapshot is as [#at] would make it: uploaded prices are replaced together with it, but there
    /// may be newer ticks.
    private static boolean isOfPricesUntil(@Nullable LocalDate asOf, StoredSnapshot.Header latest) {
        return latest.quality().ticks() == null
                && latest.method().covariance() == CovarianceMethod.LEDOIT_WOLF
                && (asOf == null || !asOf.isBefore(latest.asOf()));
    }

    private MarketClaim claim(SnapshotDescription snapshot) {
        StoredSnapshot.Header header = snapshot.header();
        return new MarketClaim(
                header.symbols(),
                header.expectedReturns(),
                new Link(
                        URI.create(address + "/api/v1/snapshots/" + snapshot.digest() + "/covariance"),
                        header.covarianceDigest()),
                header.quality().observations());
    }
}
