package io.ketstream.ingestion.source.remote;

import io.ketstream.ingestion.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks services outside: with a limit of time and of size, and without following them elsewhere, so that a key goes
/// nowhere but where it belongs. The client is made when it is first needed.
public final class HttpGate {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(3);
    private static final long LARGEST = 16L << 20;

    private final Clock clock;
    private @Nullable HttpClient client;

    public HttpGate(Clock clock) {
        this.clock = clock;
    }

    /// What a service answered, whatever its status.
    record Answer(int status, HttpHeaders headers, String body) {}

    synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = made;
        }
        return made;
    }

    /// @param headers names and values in turn
    Answer get(URI address, String... headers) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).headers(headers).timeout(WHOLE).build();
        CompletableFuture<HttpResponse<String>> answer = client().sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
        try {
            HttpResponse<String> response = answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw away(address, "did not answer within " + WHOLE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw away(address, "could not be asked: " + reason(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    static SourceException away(URI address, String what) {
        return new SourceException(SourceException.Kind.UNAVAILABLE, address.getHost() + " " + what + ".");
    }

    static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason is known";
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || !(cause instanceof IOException) ? name : name + " (" + message + ")";
    }

    /// How long `Retry-After` says, in seconds or as a date; `otherwise` where it says nothing that can be read.
    Duration retryAfter(Answer answer, Duration otherwise) {
        String text = answer.headers().firstValue("Retry-After").orElse("").strip();
        if (text.matches("\\d{1,9}")) {
            return shortened(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(clock.instant(), date);
            return left.isNegative() ? Duration.ZERO : shortened(left);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    private static Duration shortened(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
