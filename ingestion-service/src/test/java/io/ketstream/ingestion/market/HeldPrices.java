package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.event.Event;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Prices of one universe in memory.
public final class HeldPrices implements MarketStore {

    private final TreeMap<String, TreeMap<LocalDate, Double>> closes = new TreeMap<>();
    private final Map<Digest, StoredSnapshot> saved = new HashMap<>();
    private @Nullable StoredSnapshot latest;
    private int replacements;
    private int bytesRead;

    public Collection<String> symbols() {
        return closes.keySet();
    }

    /// How often they were replaced.
    public int replacements() {
        return replacements;
    }

    /// How many bytes of covariances were read.
    public int bytesRead() {
        return bytesRead;
    }

    /// As if they had been loaded before closes were kept.
    public void forgetCloses() {
        StoredSnapshot stored = Objects.requireNonNull(latest);
        latest = StoredSnapshot.of(stored.universe(), stored.headerJson(), stored.covariance());
    }

    @Override
    public StoredSnapshot replace(
            String universe,
            PriceFeed prices,
            Function<PriceTable, StoredSnapshot> summarise,
            Function<StoredSnapshot, Event> announce)
            throws IOException {
        closes.clear();
        for (ClosePrice close = prices.next(); close != null; close = prices.next()) {
            closes.computeIfAbsent(close.symbol(), symbol -> new TreeMap<>()).put(close.date(), close.close());
        }
        replacements++;
        latest = summarise.apply(table(LocalDate.MIN, LocalDate.MAX));
        save(latest, true);
        return latest;
    }

    @Override
    public Optional<UniverseSummary> find(String universe) {
        return Optional.empty();
    }

    @Override
    public Optional<PriceTable> prices(String universe, @Nullable LocalDate until) {
        return closes.isEmpty()
                ? Optional.empty()
                : Optional.of(table(LocalDate.MIN, until == null ? LocalDate.MAX : until));
    }

    @Override
    public void save(StoredSnapshot snapshot, boolean kept) {
        saved.put(snapshot.digest(), snapshot);
    }

    @Override
    public Optional<StoredSnapshot> latest(String universe) {
        return Optional.ofNullable(latest);
    }

    @Override
    public Optional<SnapshotDescription> describeLatest(String universe) {
        return Optional.ofNullable(latest).map(snapshot -> SnapshotDescription.of(snapshot));
    }

    @Override
    public Optional<SnapshotDescription> describe(Digest digest) {
        return find(digest).map(snapshot -> SnapshotDescription.of(snapshot).with(null));
    }

    @Override
    public PriceTable prices(String universe, LocalDate from, LocalDate until) {
        return table(from, until);
    }

    @Override
    public List<LocalDate> days(String universe) {
        return table(LocalDate.MIN, LocalDate.MAX).days();
    }

    @Override
    public List<String> symbols(String universe) {
        return List.copyOf(closes.keySet());
    }

    @Override
    public boolean keep(Digest digest) {
        return find(digest).isPresent();
    }

    @Override
    public Optional<StoredSnapshot> find(Digest digest) {
        return Optional.ofNullable(saved.get(digest));
    }

    @Override
    public Optional<CovarianceBytes> covariance(Digest digest) {
        return find(digest).map(HeldCovariance::new);
    }

    private final class HeldCovariance extends CovarianceBytes {

        private final CovarianceBytes held;

        HeldCovariance(StoredSnapshot snapshot) {
            super(snapshot.covariance().length());
            this.held = snapshot.covariance();
        }

        @Override
        protected byte[] read(long from, int length) {
            bytesRead += length;
            return held.read(from, length);
        }
    }

    private PriceTable table(LocalDate from, LocalDate until) {
        var days = new TreeSet<LocalDate>();
        closes.values()
                .forEach(
                        each -> days.addAll(each.subMap(from, true, until, true).keySet()));
        List<LocalDate> rows = List.copyOf(days);
        List<String> columns = closes.entrySet().stream()
                .filter(symbol ->
                        !symbol.getValue().subMap(from, true, until, true).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        var table = new double[rows.size()][columns.size()];
        for (int t = 0; t < table.length; t++) {
            Arrays.fill(table[t], Double.NaN);
            for (int i = 0; i < columns.size(); i++) {
                Double close =
                        closes.getOrDefault(columns.get(i), new TreeMap<>()).get(rows.get(t));
                if (close != null) {
                    table[t][i] = close;
                }
            }
        }
        return new PriceTable(rows, columns, table, 0);
    }
}
