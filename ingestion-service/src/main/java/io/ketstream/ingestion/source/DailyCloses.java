package io.ketstream.ingestion.source;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.Market;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Closes that are fetched once in a while and loaded beside those that the universe has of other symbols.
///
/// A symbol's closes are fetched whole each time, since a split changes all earlier ones. A round that breaks off
/// loads what it has; the next one goes on with the symbols that are left.
public final class DailyCloses implements MarketDataSource {

    private final SourceType type;
    private final CloseService service;
    private final Market market;
    private final SourceMetrics metrics;

    public DailyCloses(SourceType type, CloseService service, Market market, SourceMetrics metrics) {
        this.type = type;
        this.service = service;
        this.market = market;
        this.metrics = metrics;
    }

    @Override
    public SourceType type() {
        return type;
    }

    @Override
    public Instant turn(SourceSettings settings, SourceProgress progress) throws InterruptedException {
        Duration interval = Rules.required("interval", settings.interval());
        LocalDate from = Rules.required("from", settings.from());
        var closes = new HashMap<String, List<ClosePrice>>();
        var changed = new ArrayList<SymbolProgress>();
        SourceException end = null;
        for (SymbolProgress symbol : progress.symbols()) {
            Instant now = progress.now();
            if (symbol.fetchedAt() != null && symbol.fetchedAt().plus(interval).isAfter(now)) {
                continue;
            }
            String name = settings.symbols().getOrDefault(symbol.symbol(), symbol.symbol());
            try {
                closes.put(symbol.symbol(), service.closes(symbol.symbol(), name, from));
                changed.add(symbol.fetched(now));
            } catch (SourceException e) {
                if (!e.kind().isOfOneSymbol()) {
                    end = e;
                    break;
                }
                metrics.fetched(type, e.kind().label());
                changed.add(symbol.failed(e.reason()));
            }
        }
        load(settings.universe(), closes);
        long taken = closes.values().stream().mapToLong(List::size).sum();
        progress.advance(changed, new SourceCounts(taken, 0, 0, 0));
        if (end != null) {
            throw end;
        }
        requireSome(progress);
        progress.succeed(null);
        return progress.now().plus(interval);
    }

    private void load(String universe, Map<String, List<ClosePrice>> closes) {
        try {
            market.merge(universe, closes);
        } catch (InvalidValueException e) {
            throw new SourceException(
                    SourceException.Kind.REFUSED, "The closes could not be loaded: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new IllegalStateException("closes in memory could not be read", e);
        }
    }

    private static void requireSome(SourceProgress progress) {
        @Nullable String problem = null;
        for (SymbolProgress symbol : progress.symbols()) {
            if (symbol.problem() == null) {
                return;
            }
            problem = symbol.problem();
        }
        throw new SourceException(SourceException.Kind.REFUSED, "No symbol has closes. The last answer: " + problem);
    }
}
