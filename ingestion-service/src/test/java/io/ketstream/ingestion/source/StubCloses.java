package io.ketstream.ingestion.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A service that answers in the documented form of Tiingo's end-of-day prices.
public final class StubCloses implements AutoCloseable {

    public static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private static final String PREFIX = "/tiingo/daily/";

    private final HttpServer server;
    private final String key;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Queue<Failure> failures = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Instant> times = new CopyOnWriteArrayList<>();

    private record Failure(int status, String retryAfter) {}

    public StubCloses(String key) throws IOException {
        this.key = key;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PREFIX, this::prices);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Paths and queries, in order.
    public List<String> requests() {
        return requests;
    }

    /// When each of the requests came.
    public List<Instant> times() {
        return times;
    }

    public void put(String ticker, String body) {
        bodies.put(ticker, body);
    }

    /// Daily closes from [#FIRST] on.
    public void put(String ticker, double... closes) {
        var body = new StringBuilder("[");
        for (int t = 0; t < closes.length; t++) {
            body.append(t == 0 ? "" : ",")
                    .append("{\"date\":\"%sT00:00:00.000Z\",\"close\":%s,\"adjClose\":%s,\"volume\":1000}"
                            .formatted(FIRST.plusDays(t), 2 * closes[t], closes[t]));
        }
        put(ticker, body.append("]").toString());
    }

    public synchronized void fail(int status, String retryAfter) {
        failures.add(new Failure(status, retryAfter));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void prices(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        times.add(Instant.now());
        String path = exchange.getRequestURI().getPath();
        String body = bodies.get(path.substring(PREFIX.length(), path.lastIndexOf('/')));
        Failure failure = failures.poll();
        try (exchange) {
            if (!("Token " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{\"detail\":\"Invalid token.\"}");
            } else if (failure != null) {
                exchange.getResponseHeaders().add("Retry-After", failure.retryAfter());
                answer(exchange, failure.status(), "You have run over your hourly request allocation.");
            } else if (body == null) {
                answer(exchange, 404, "{\"detail\":\"Not found.\"}");
            } else {
                answer(exchange, 200, body);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
