package io.ketstream.stack.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// A server with prepared answers; each is given once, except the last for a path, which is repeated.
public final class FakeServices implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private String lastBody = "";

    private record Answer(int status, String body) {}

    public FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void answer(String method, String path, int status, String body) {
        answers.computeIfAbsent(method + " " + path, key -> new ArrayDeque<>()).add(new Answer(status, body));
    }

    public synchronized String lastBody() {
        return lastBody;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Deque<Answer> prepared = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), new ArrayDeque<>());
            Answer answer = prepared.size() > 1 ? prepared.removeFirst() : prepared.peekFirst();
            byte[] body =
                    (answer == null ? "{\"title\":\"Not Found\"}" : answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 404 : answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
