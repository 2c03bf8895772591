package io.ketstream.ingestion.source.remote;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.source.CloseService;
import io.ketstream.ingestion.source.RequestRate;
import io.ketstream.ingestion.source.SourceException;
import io.ketstream.ingestion.source.SourceException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tiingo's end-of-day prices: `GET /tiingo/daily/{ticker}/prices?startDate=…`, the key in `Authorization`. Of a day
/// `adjClose` is taken, the close adjusted for splits and dividends.
public final class Tiingo implements CloseService {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// Tiingo says so with status 200, too.
    private static final String USED_UP = "You have run over";

    private static final Duration UNSAID = Duration.ofMinutes(10);
    private static final int DATE_LENGTH = 10;

    private final HttpGate http;
    private final URI address;
    private final @Nullable String key;
    private final RequestRate rate;

    /// @param key absent: nothing is asked
    public Tiingo(HttpGate http, URI address, @Nullable String key, RequestRate rate) {
        this.http = http;
        this.address = address;
        this.key = key;
        this.rate = rate;
    }

    @Override
    public List<ClosePrice> closes(String symbol, String name, LocalDate from) throws InterruptedException {
        if (key == null) {
            throw new SourceException(
                    Kind.REFUSED,
                    "There is no key for Tiingo. Set ketstream.market.sources.tiingo.token "
                            + "(KETSTREAM_MARKET_SOURCES_TIINGO_TOKEN).");
        }
        Duration wait = rate.take();
        if (wait.isPositive()) {
            throw new SourceException(
                    Kind.THROTTLED,
                    "As many requests as ketstream.market.sources.tiingo.requests-per-hour permits have been sent.",
                    wait);
        }
        String path = "/tiingo/daily/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "/prices?startDate=" + from;
        HttpGate.Answer answer =
                http.get(address.resolve(path), "Accept", "application/json", "Authorization", "Token " + key);
        return switch (answer.status()) {
            case 200 -> read(symbol, name, from, answer.body());
            case 401, 403 ->
                throw new SourceException(
                        Kind.REFUSED,
                        "Tiingo refused the key (" + answer.status()
                                + "). Check ketstream.market.sources.tiingo.token and what the account may read.");
            case 404 -> throw new SourceException(Kind.UNKNOWN_SYMBOL, "Tiingo does not know '" + name + "'.");
            case 429 -> throw usedUp(http.retryAfter(answer, UNSAID));
            default -> {
                if (answer.status() >= 500) {
                    throw new SourceException(
                            Kind.UNAVAILABLE,
                            "Tiingo answered " + answer.status() + ".",
                            http.retryAfter(answer, Duration.ZERO));
                }
                throw new SourceException(
                        Kind.MALFORMED, "Tiingo answered " + answer.status() + " about '" + name + "'.");
            }
        };
    }

    private static List<ClosePrice> read(String symbol, String name, LocalDate from, String body) {
        var closes = new ArrayList<ClosePrice>();
        var days = new HashSet<LocalDate>();
        try {
            JsonNode root = JSON.readTree(body);
            if (!root.isArray()) {
                throw malformed(name, "is no list");
            }
            for (JsonNode row : root) {
                String date = row.path("date").asString("");
                LocalDate day = LocalDate.parse(date.substring(0, Math.min(date.length(), DATE_LENGTH)));
                JsonNode close = row.path("adjClose");
                double value = close.isNumber() ? close.doubleValue() : Double.NaN;
                if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                    throw malformed(name, "has no positive adjClose on " + day);
                }
                if (!days.add(day)) {
                    throw malformed(name, "has two closes on " + day);
                }
                closes.add(new ClosePrice(day, symbol, value));
            }
        } catch (JacksonException e) {
            if (body.strip().startsWith(USED_UP)) {
                throw usedUp(UNSAID);
            }
            throw malformed(name, "is not JSON");
        } catch (DateTimeException e) {
            throw malformed(name, "has a date that is none");
        }
        if (closes.isEmpty()) {
            throw new SourceException(
                    Kind.UNKNOWN_SYMBOL, "Tiingo has no closes of '" + name + "' since " + from + ".");
        }
        return closes;
    }

    private static SourceException usedUp(Duration pause) {
        return new SourceException(
                Kind.THROTTLED, "Tiingo says that the account's requests are used up for now.", pause);
    }

    private static SourceException malformed(String name, String what) {
        return new SourceException(Kind.MALFORMED, "Tiingo's answer about '" + name + "' " + what + ".");
    }
}
