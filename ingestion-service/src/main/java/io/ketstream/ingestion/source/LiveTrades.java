package io.ketstream.ingestion.source;

import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.MarketTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Trades of an exchange, followed as they happen and sent on as ticks.
///
/// A turn is a connection. It begins by asking for what has happened since the last trade that is in Kafka, so that it
/// does not matter how the connection before ended.
public final class LiveTrades implements MarketDataSource {

    private final SourceType type;
    private final Exchange exchange;
    private final TickSink sink;
    private final Limits limits;
    private final SourceMetrics metrics;

    /// @param connection how long one lasts at most
    /// @param skew how far the exchange's clock and ours may be apart
    /// @param gap how many missing trades of a symbol are asked for at most
    public record Limits(Duration connection, Duration skew, long gap) {}

    public LiveTrades(SourceType type, Exchange exchange, TickSink sink, Limits limits, SourceMetrics metrics) {
        this.type = type;
        this.exchange = exchange;
        this.sink = sink;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public SourceType type() {
        return type;
    }

    @Override
    public Instant turn(SourceSettings settings, SourceProgress progress) throws InterruptedException {
        Duration skew = requireClock();
        var turn = new Turn(settings, progress, skew);
        turn.begin();
        try (TradeConnection connection = exchange.connect(turn.names())) {
            metrics.connected(type);
            turn.follow(connection, progress.now().plus(limits.connection()));
        } finally {
            turn.keep();
        }
        return progress.now();
    }

    private Duration requireClock() throws InterruptedException {
        Duration skew = exchange.skew();
        if (skew.abs().compareTo(limits.skew()) > 0) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE,
                    "The exchange's clock is " + skew + " ahead of this machine's, more than " + limits.skew()
                            + ". Set this machine's clock.");
        }
        return skew;
    }

    private final class Turn {

        private static final Duration PATIENCE = Duration.ofMillis(250);
        private static final Duration KEEP = Duration.ofSeconds(1);
        private static final int BATCH = 500;

        private final SourceSettings settings;
        private final SourceProgress progress;
        private final Duration skew;
        /// By the exchange's names.
        private final Map<String, TradeFollower> followers = new LinkedHashMap<>();

        private final Map<String, String> symbols = new LinkedHashMap<>();
        private final List<MarketTick> batch = new ArrayList<>();
        private final Map<String, Long> sent = new LinkedHashMap<>();
        private SourceCounts counts = SourceCounts.NONE;

        Turn(SourceSettings settings, SourceProgress progress, Duration skew) {
            this.settings = settings;
            this.progress = progress;
            this.skew = skew;
        }

        List<String> names() {
            return List.copyOf(followers.keySet());
        }

        void begin() throws InterruptedException {
            var refused = new ArrayList<SymbolProgress>();
            for (Map.Entry<String, String> entry : settings.symbols().entrySet()) {
                SymbolProgress known = progress.symbol(entry.getKey());
                String name = entry.getValue();
                long last = known.sequence() == null ? -1 : known.sequence();
                var follower =
                        new TradeFollower(name, last, exchange, limits.gap(), trade -> take(entry.getKey(), trade));
                try {
                    Trade newest = exchange.newest(name);
                    if (newest != null) {
                        follower.begin(newest);
                    }
                    followers.put(name, follower);
                    symbols.put(name, entry.getKey());
                } catch (SourceException e) {
                    if (!e.kind().isOfOneSymbol()) {
                        throw e;
                    }
                    metrics.fetched(type, e.kind().label());
                    refused.add(known.failed(e.reason()));
                }
            }
            progress.advance(refused, SourceCounts.NONE);
            if (followers.isEmpty()) {
                throw new SourceException(
                        SourceException.Kind.REFUSED, "The exchange knows none of the symbols of this source.");
            }
        }

        void follow(TradeConnection connection, Instant end) throws InterruptedException {
            for (TradeFollower follower : followers.values()) {
                follower.catchUp();
                send();
            }
            succeed();
            Instant kept = progress.now();
            while (!connection.isEnding() && progress.now().isBefore(end)) {
                Trade trade = connection.next(PATIENCE);
                while (trade != null) {
                    TradeFollower follower = followers.get(trade.name());
                    if (follower != null) {
                        follower.take(trade);
                    }
                    trade = batch.size() < BATCH ? connection.next(Duration.ZERO) : null;
                }
                send();
                if (!progress.now().isBefore(kept.plus(KEEP))) {
                    succeed();
                    kept = progress.now();
                }
            }
        }

        private void take(String symbol, Trade trade) {
            if (batch.size() >= BATCH) {
                // the followers are at the trades before this one
                send();
            }
            String identity = type.label() + "/" + symbol + "/" + trade.sequence();
            batch.add(new MarketTick(
                    EventMetadata.of(identity, trade.time(), null),
                    symbol,
                    trade.price(),
                    trade.size(),
                    type.label(),
                    trade.sequence()));
        }

        private void send() {
            if (!batch.isEmpty()) {
                sink.send(batch);
                batch.clear();
            }
            followers.forEach((name, follower) -> {
                sent.put(name, follower.last());
                counts = counts.plus(follower.drainCounts());
            });
        }

        private void succeed() {
            keep();
            progress.succeed(skew);
            metrics.succeeded(type, progress.now());
        }

        /// Stores how far the trades are in Kafka.
        void keep() {
            var changed = new ArrayList<SymbolProgress>();
            sent.forEach((name, last) -> {
                SymbolProgress known = progress.symbol(symbols.getOrDefault(name, name));
                @Nullable Long reached = last < 0 ? null : last;
                if (known.problem() != null || !Objects.equals(known.sequence(), reached)) {
                    changed.add(known.reached(reached));
                }
            });
            if (!changed.isEmpty()) {
                progress.advance(changed, counts);
                metrics.trades(type, counts);
                counts = SourceCounts.NONE;
            }
        }
    }
}
