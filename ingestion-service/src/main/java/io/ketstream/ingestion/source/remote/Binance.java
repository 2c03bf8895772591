package io.ketstream.ingestion.source.remote;

import io.ketstream.ingestion.source.Exchange;
import io.ketstream.ingestion.source.SourceException;
import io.ketstream.ingestion.source.SourceException.Kind;
import io.ketstream.ingestion.source.Trade;
import io.ketstream.ingestion.source.TradeConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Binance's spot market: aggregate trades, which are numbered one after the other for each symbol, by
/// `GET /api/v3/aggTrades` and by the streams `<symbol>@aggTrade`. No key is needed.
public final class Binance implements Exchange {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration UNSAID = Duration.ofMinutes(2);
    private static final int INVALID_SYMBOL = -1121;
    private static final double SHARE_OF_WEIGHT = 0.8;

    private final HttpGate http;
    private final URI address;
    private final URI streams;
    private final int weight;
    private final Duration silence;
    private final Clock clock;
    private volatile Instant notBefore = Instant.EPOCH;

    /// @param weight of requests that Binance permits in a minute; four fifths of it are used
    /// @param silence after which a connection counts as broken
    public Binance(HttpGate http, URI address, URI streams, int weight, Duration silence, Clock clock) {
        this.http = http;
        this.address = address;
        this.streams = streams;
        this.weight = weight;
        this.silence = silence;
        this.clock = clock;
    }

    @Override
    public Duration skew() throws InterruptedException {
        Instant asked = clock.instant();
        JsonNode time = get("/api/v3/time").path("serverTime");
        if (!time.isIntegralNumber()) {
            throw new SourceException(Kind.UNAVAILABLE, "Binance did not tell its time.");
        }
        Instant middle = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
        return Duration.between(middle, Instant.ofEpochMilli(time.asLong())).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public @Nullable Trade newest(String name) throws InterruptedException {
        List<Trade> trades = trades(name, "&limit=1");
        return trades.isEmpty() ? null : trades.getLast();
    }

    @Override
    public List<Trade> trades(String name, long from, int most) throws InterruptedException {
        return trades(name, "&fromId=" + from + "&limit=" + most);
    }

    private List<Trade> trades(String name, String parameters) throws InterruptedException {
        JsonNode answer = get("/api/v3/aggTrades?symbol=" + name.toUpperCase(Locale.ROOT) + parameters);
        if (!answer.isArray()) {
            throw new SourceException(Kind.MALFORMED, "Binance's answer about '" + name + "' is no list of trades.");
        }
        var trades = new ArrayList<Trade>();
        for (JsonNode each : answer) {
            trades.add(trade(name, each));
        }
        return trades;
    }

    /// @throws SourceException when it is none
    static Trade trade(String name, JsonNode json) {
        try {
            double price = Double.parseDouble(json.path("p").asString(""));
            double size = Double.parseDouble(json.path("q").asString(""));
            JsonNode number = json.path("a");
            JsonNode time = json.path("T");
            if (price > 0
                    && size >= 0
                    && number.canConvertToLong()
                    && number.asLong() >= 0
                    && time.canConvertToLong()) {
                return new Trade(name, number.asLong(), price, size, Instant.ofEpochMilli(time.asLong()));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new SourceException(Kind.MALFORMED, "Binance sent what is no trade of '" + name + "'.");
    }

    @Override
    public TradeConnection connect(Collection<String> names) throws InterruptedException {
        String list = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT) + "@aggTrade")
                .collect(Collectors.joining("/"));
        return BinanceConnection.open(http.client(), streams.resolve("/stream?streams=" + list), names, silence);
    }

    private JsonNode get(String path) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), notBefore);
        if (wait.isPositive()) {
            throw new SourceException(
                    Kind.THROTTLED, "Binance may not be asked before " + notBefore + ": its limit is reached.", wait);
        }
        HttpGate.Answer answer = http.get(address.resolve(path), "Accept", "application/json");
        observeWeight(answer);
        return switch (answer.status()) {
            case 200 -> json(answer);
            case 400 -> throw refusal(answer);
            case 429, 418 -> {
                Duration pause = http.retryAfter(answer, UNSAID);
                notBefore = clock.instant().plus(pause);
                throw new SourceException(
                        Kind.THROTTLED, "Binance answered " + answer.status() + ": too many requests.", pause);
            }
            case 403, 451 ->
                throw new SourceException(
                        Kind.REFUSED,
                        "Binance answered " + answer.status() + ": it does not serve this place. "
                                + "Another of its addresses may, in ketstream.market.sources.binance.address.");
            default -> throw new SourceException(Kind.UNAVAILABLE, "Binance answered " + answer.status() + ".");
        };
    }

    private void observeWeight(HttpGate.Answer answer) {
        String used = answer.headers().firstValue("X-MBX-USED-WEIGHT-1M").orElse("");
        if (used.matches("\\d{1,9}") && Integer.parseInt(used) >= SHARE_OF_WEIGHT * weight) {
            notBefore = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        }
    }

    private static SourceException refusal(HttpGate.Answer answer) {
        JsonNode error = json(answer);
        if (error.path("code").asInt(0) == INVALID_SYMBOL) {
            return new SourceException(Kind.UNKNOWN_SYMBOL, "Binance does not know this symbol.");
        }
        return new SourceException(
                Kind.MALFORMED,
                "Binance refused a request with code " + error.path("code").asInt(0) + ".");
    }

    private static JsonNode json(HttpGate.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new SourceException(Kind.UNAVAILABLE, "Binance's answer is not JSON.");
        }
    }
}
