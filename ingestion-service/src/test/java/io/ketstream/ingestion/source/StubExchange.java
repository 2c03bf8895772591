package io.ketstream.ingestion.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// An exchange that answers in the documented form of Binance's spot market: time and aggregate trades by number over
/// REST, and the trades' streams.
public final class StubExchange implements AutoCloseable {

    private final HttpServer rest;
    private final StubStream stream;
    private final Map<String, List<String>> trades = new TreeMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Duration skew = Duration.ZERO;
    private final AtomicInteger throttled = new AtomicInteger();

    public StubExchange(String... names) throws IOException {
        this.stream = new StubStream();
        this.rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (String name : names) {
            trades.put(name, new ArrayList<>());
        }
        rest.createContext(
                "/api/v3/time",
                exchange -> answer(
                        exchange, 200, "{\"serverTime\":%d}".formatted(System.currentTimeMillis() + skew.toMillis())));
        rest.createContext("/api/v3/aggTrades", this::aggregateTrades);
        rest.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + rest.getAddress().getPort());
    }

    public URI streamAddress() {
        return stream.address();
    }

    /// First lines of what asked for streams.
    public List<String> streams() {
        return stream.requests();
    }

    public int connections() {
        return stream.connections();
    }

    public int pongs() {
        return stream.pongs();
    }

    public int requests() {
        return requests.get();
    }

    public void skew(Duration later) {
        this.skew = later;
    }

    /// Answers the next requests with 429.
    public void throttle(int requestsToCome) {
        throttled.set(requestsToCome);
    }

    /// Trades, and tells it.
    public void trade(String name, double price) {
        stream.send("{\"stream\":\"x\",\"data\":" + tradeUnseen(name, price) + "}");
    }

    /// Trades, and the message of it is lost.
    public synchronized String tradeUnseen(String name, double price) {
        List<String> made = trades.getOrDefault(name, new ArrayList<>());
        long now = System.currentTimeMillis();
        String fields = "\"a\":%d,\"p\":\"%s\",\"q\":\"0.50000000\",\"f\":1,\"l\":1,\"T\":%d,\"m\":true,\"M\":true"
                .formatted(1000 + made.size(), price, now);
        made.add("{" + fields + "}");
        return "{\"e\":\"aggTrade\",\"E\":%d,\"s\":\"%s\",%s}".formatted(now, name, fields);
    }

    public void ping() {
        stream.ping();
    }

    public void announceShutdown() {
        stream.send("{\"stream\":\"x\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}");
    }

    public void breakOff() {
        stream.breakOff();
    }

    @Override
    public void close() throws IOException {
        rest.stop(0);
        stream.close();
    }

    private void aggregateTrades(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        List<String> found;
        synchronized (this) {
            List<String> made = trades.get(query.getOrDefault("symbol", ""));
            if (made == null) {
                answer(exchange, 400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
                return;
            }
            int limit = Integer.parseInt(query.getOrDefault("limit", "500"));
            int first = query.containsKey("fromId")
                    ? Integer.parseInt(query.getOrDefault("fromId", "")) - 1000
                    : made.size() - limit;
            found = made.stream().skip(Math.max(first, 0)).limit(limit).toList();
        }
        answer(exchange, 200, found.stream().collect(Collectors.joining(",", "[", "]")));
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        int seen = requests.incrementAndGet();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("X-MBX-USED-WEIGHT-1M", Integer.toString(Math.min(seen, 100)));
        try (exchange) {
            if (throttled.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1)).forEach(pair -> {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), pair.substring(equals + 1));
        });
        return query;
    }
}
