package io.ketstream.results.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Serves what other services keep: a path and what is there, by the type that is asked for.
public final class FakeOwner implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;

    public FakeOwner() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    public FakeOwner put(String path, String type, byte[] content) {
        contents.put(type + " " + path, content);
        return this;
    }

    public FakeOwner put(String path, String type, String content) {
        return put(path, type, content.getBytes(StandardCharsets.UTF_8));
    }

    /// What it answers from now on; 200: what is there.
    public void answerWith(int other) {
        status = other;
    }

    public int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String type = exchange.getRequestHeaders().getFirst("Accept");
        byte[] content = contents.get(type + " " + exchange.getRequestURI().getPath());
        try (exchange) {
            if (status != 200 || content == null) {
                exchange.sendResponseHeaders(status == 200 ? 404 : status, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
