package io.ketstream.ingestion.source.remote;

import io.ketstream.ingestion.source.SourceException;
import io.ketstream.ingestion.source.SourceException.Kind;
import io.ketstream.ingestion.source.Trade;
import io.ketstream.ingestion.source.TradeConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One WebSocket to a combined stream. A message is asked for when there is room for it; while there is none, the
/// exchange waits. Pings are answered by the JDK.
final class BinanceConnection implements TradeConnection, WebSocket.Listener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration OPEN = Duration.ofSeconds(15);
    private static final int AHEAD = 1000;
    private static final int LONGEST = 1 << 16;

    private final URI address;
    private final Duration silence;
    /// By Binance's names, as they were asked for.
    private final Map<String, String> names = new HashMap<>();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile @Nullable String ended;
    private volatile boolean ending;
    private volatile long heard = System.nanoTime();

    private BinanceConnection(URI address, Collection<String> names, Duration silence) {
        this.address = address;
        this.silence = silence;
        for (String name : names) {
            this.names.put(name.toUpperCase(Locale.ROOT), name);
        }
    }

    static BinanceConnection open(HttpClient client, URI address, Collection<String> names, Duration silence)
            throws InterruptedException {
        var connection = new BinanceConnection(address, names, silence);
        CompletableFuture<WebSocket> opened = client.newWebSocketBuilder().buildAsync(address, connection);
        try {
            connection.socket = opened.get(OPEN.toMillis(), TimeUnit.MILLISECONDS);
            return connection;
        } catch (TimeoutException e) {
            throw HttpGate.away(address, "opened no stream within " + OPEN.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw HttpGate.away(address, "opened no stream: " + HttpGate.reason(e.getCause()));
        } finally {
            if (connection.socket == null) {
                var _ = opened.thenAccept(WebSocket::abort);
            }
        }
    }

    @Override
    public @Nullable Trade next(Duration patience) throws InterruptedException {
        String text = messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (text == null) {
            String reason = ended;
            if (reason != null && messages.isEmpty()) {
                throw HttpGate.away(address, reason);
            }
            if (System.nanoTime() - heard > silence.toNanos()) {
                throw HttpGate.away(address, "has said nothing for " + silence);
            }
            return null;
        }
        // who has been kept waiting is not silent
        heard = System.nanoTime();
        WebSocket open = socket;
        if (open != null) {
            open.request(1);
        }
        return read(text);
    }

    private @Nullable Trade read(String text) {
        JsonNode data;
        try {
            JsonNode root = JSON.readTree(text);
            data = root.has("data") ? root.path("data") : root;
        } catch (JacksonException e) {
            throw new SourceException(Kind.UNAVAILABLE, "Binance's stream is not JSON.");
        }
        switch (data.path("e").asString("")) {
            case "serverShutdown" -> ending = true;
            case "aggTrade" -> {
                String name = names.get(data.path("s").asString(""));
                return name == null ? null : Binance.trade(name, data);
            }
            default -> {
                // answers and events that nobody asked for
            }
        }
        return null;
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heard = System.nanoTime();
        message.append(part);
        if (message.length() > LONGEST) {
            ended = "sent a message of more than " + LONGEST + " characters";
            from.abort();
        } else if (last) {
            messages.add(message.toString());
            message.setLength(0);
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer content) {
        heard = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        ended = "closed the stream (" + status + ")";
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended = "broke the stream off: " + HttpGate.reason(error);
    }
}
