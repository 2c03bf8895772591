package io.ketstream.circuit.testing;

import com.sun.net.httpserver.HttpServer;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/// Serves one problem over HTTP, after a number of refusals.
public final class ProblemOwner implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger refusals;
    private final AtomicInteger asked = new AtomicInteger();

    public ProblemOwner(byte[] content, int refusals) {
        this.refusals = new AtomicInteger(refusals);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/problem", exchange -> {
            asked.incrementAndGet();
            boolean refuse = this.refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(refuse ? 503 : 200, refuse ? -1 : content.length);
            if (!refuse) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
    }

    /// How often it was asked, in vain or not.
    public int asked() {
        return asked.get();
    }

    /// Refuses no more.
    public void comeBack() {
        refusals.set(0);
    }

    public Link link(Digest digest) {
        return new Link(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/problem"), digest);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
