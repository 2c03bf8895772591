package io.ketstream.ingestion.source.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ketstream.ingestion.source.RequestRate;
import io.ketstream.ingestion.source.SetClock;
import io.ketstream.ingestion.source.SourceException;
import io.ketstream.ingestion.source.SourceException.Kind;
import io.ketstream.ingestion.source.Trade;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of answers in the form of the services' documentation, and of others.
class AnswersTest {

    private static final String KEY = "key-that-nobody-may-see";
    private static final LocalDate FROM = LocalDate.of(2026, 1, 5);

    private final SetClock clock = new SetClock();
    private final AtomicInteger asked = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private int status = 200;
    private String body = "[]";
    private String header = "X-Nothing";
    private String value = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add(header, value);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | You have run over your 500 symbol look up for this month. | THROTTLED | used up
            429 | Too many | THROTTLED | used up
            401 | {"detail":"Invalid token."} | REFUSED | tiingo.token
            403 | {"detail":"You do not have permission"} | REFUSED | tiingo.token
            404 | {"detail":"Not found."} | UNKNOWN_SYMBOL | 'abc'
            200 | [] | UNKNOWN_SYMBOL | since 2026-01-05
            200 | {} | MALFORMED | is no list
            200 | <html> | MALFORMED | is not JSON
            200 | [{"date":"2026-01-05T00:00:00.000Z","close":3}] | MALFORMED | no positive adjClose
            200 | [{"date":"someday","adjClose":3}] | MALFORMED | a date that is none
            200 | [{"date":"2026-01-05","adjClose":3},{"date":"2026-01-05","adjClose":4}] | MALFORMED | two closes
            302 | elsewhere | MALFORMED | 302
            500 | oops | UNAVAILABLE | 500
            """)
    void saysWhatTiingoMeans(int answered, String text, Kind kind, String reason) {
        status = answered;
        body = text;
        SourceException failure = failure(() -> tiingo(10).closes("ABC", "abc", FROM));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(reason).hasMessageNotContaining(KEY);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksTiingoNoMoreOftenThanIsPermittedAndNotWithoutAKey() throws Exception {
        body = "[{\"date\":\"2026-01-05T00:00:00.000Z\",\"adjClose\":3.5}]";
        Tiingo tiingo = tiingo(1);
        assertThat(tiingo.closes("ABC", "abc", FROM)).hasSize(1);
        SourceException failure = failure(() -> tiingo.closes("ABC", "abc", FROM));
        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.pause()).isEqualTo(Duration.ofHours(1));

        var keyless = new Tiingo(new HttpGate(clock), address(), null, new RequestRate(1, Duration.ofHours(1), clock));
        assertThat(failure(() -> keyless.closes("ABC", "abc", FROM)))
                .hasMessageContaining("KETSTREAM_MARKET_SOURCES_TIINGO_TOKEN");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            120 | PT2M
            Tue, 20 Jan 2026 12:00:30 GMT | PT30S
            Tue, 20 Jan 2026 11:00:00 GMT | PT0S
            99999999 | PT72H
            later | PT10M
            """)
    void readsRetryAfter(String text, Duration pause) {
        status = 429;
        header = "Retry-After";
        value = text;
        assertThat(failure(() -> tiingo(10).closes("ABC", "abc", FROM)).pause()).isEqualTo(pause);
    }

    @Test
    void saysThatNobodyAnswers() {
        server.stop(0);
        SourceException failure = failure(() -> tiingo(10).closes("ABC", "abc", FROM));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1 could not be asked: ConnectException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"code":-1121,"msg":"Invalid symbol."} | UNKNOWN_SYMBOL
            400 | {"code":-1100,"msg":"Illegal characters"} | MALFORMED
            403 | | REFUSED
            451 | | REFUSED
            503 | | UNAVAILABLE
            200 | {} | MALFORMED
            200 | nothing | UNAVAILABLE
            200 | [{"a":1,"p":"0","q":"1","T":1672515782136}] | MALFORMED
            200 | [{"a":-1,"p":"1","q":"1","T":1672515782136}] | MALFORMED
            200 | [{"a":1,"p":"x","q":"1","T":1672515782136}] | MALFORMED
            200 | [{"a":1,"p":"1","q":"1"}] | MALFORMED
            """)
    void saysWhatBinanceMeans(int answered, String text, Kind kind) {
        status = answered;
        body = text == null ? "" : text;
        assertThat(failure(() -> binance().newest("BNBBTC")).kind()).isEqualTo(kind);
    }

    @Test
    void readsTrades() throws Exception {
        body = "[{\"a\":26129,\"p\":\"0.01633102\",\"q\":\"4.70443515\",\"f\":27781,\"l\":27781,"
                + "\"T\":1498793709153,\"m\":true,\"M\":true}]";
        assertThat(binance().newest("BNBBTC"))
                .isEqualTo(new Trade("BNBBTC", 26129, 0.01633102, 4.70443515, Instant.ofEpochMilli(1498793709153L)));
    }

    @ParameterizedTest
    @CsvSource({"429, 30", "418, 7200"})
    void asksBinanceNothingBeforeItPermits(int answered, int seconds) throws Exception {
        Binance binance = binance();
        status = answered;
        header = "Retry-After";
        value = Integer.toString(seconds);
        assertThat(failure(() -> binance.newest("BNBBTC")).pause()).hasSeconds(seconds);
        clock.advance(Duration.ofSeconds(seconds - 1));
        assertThat(failure(() -> binance.newest("BNBBTC")).pause()).hasSeconds(1);
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(1));
        status = 200;
        assertThat(binance.newest("BNBBTC")).isNull();
    }

    @Test
    void leavesAFifthOfBinancesWeight() throws Exception {
        Binance binance = binance();
        header = "X-MBX-USED-WEIGHT-1M";
        value = "79";
        assertThat(binance.newest("BNBBTC")).isNull();
        value = "80";
        clock.advance(Duration.ofSeconds(20));
        assertThat(binance.newest("BNBBTC")).isNull();
        SourceException failure = failure(() -> binance.newest("BNBBTC"));
        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.pause()).hasSeconds(40);
        assertThat(asked).hasValue(2);
        clock.advance(Duration.ofSeconds(40));
        assertThat(binance.newest("BNBBTC")).isNull();
    }

    private Tiingo tiingo(int requestsPerHour) {
        var rate = new RequestRate(requestsPerHour, Duration.ofHours(1), clock);
        return new Tiingo(new HttpGate(clock), address(), KEY, rate);
    }

    private Binance binance() {
        return new Binance(new HttpGate(clock), address(), address(), 100, Duration.ofMinutes(1), clock);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static SourceException failure(ThrowingCallable call) {
        return catchThrowableOfType(SourceException.class, call);
    }
}
