package io.ketstream.results.prediction.remote;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.learning.DataTable;
import io.ketstream.results.prediction.CircuitTexts;
import io.ketstream.results.prediction.TrainingTables;
import io.ketstream.results.prediction.UnansweredException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Tables of ingestion-service and circuits of circuit-service over HTTP: asked for again, behind a circuit breaker a
/// host.
@Component
class ModelSources implements TrainingTables, CircuitTexts, DisposableBean {

    private static final String NAME = "models";
    private static final int ATTEMPTS = 3;
    private static final int WINDOW = 10;
    private static final int LEAST_CALLS = 5;
    private static final Duration OPEN = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);

    /// A table that is larger was never taken in.
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Retry retry;
    private final CircuitBreakerRegistry breakers;
    private final CircuitBreakerConfig breaking = CircuitBreakerConfig.custom()
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(LEAST_CALLS)
            .waitDurationInOpenState(OPEN)
            .recordException(ModelSources::isPassing)
            .build();
    private final TableCache tables = new TableCache();

    ModelSources(RetryRegistry retries, CircuitBreakerRegistry breakers) {
        this.retry = retries.retry(
                NAME,
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(PAUSE, 2))
                        .retryOnException(ModelSources::isPassing)
                        .build());
        this.breakers = breakers;
    }

    @Override
    public DataTable table(Link link) {
        DataTable kept = tables.find(link.sha256());
        if (kept != null) {
            return kept;
        }
        byte[] text = fetch(link.href(), "text/csv");
        if (!Digest.of(text).equals(link.sha256())) {
            throw UnansweredException.failed(link.href() + " has other content than its digest says", null);
        }
        try {
            DataTable table = DataTable.read(text);
            tables.keep(link.sha256(), table);
            return table;
        } catch (InvalidValueException e) {
            throw UnansweredException.failed("the table at " + link.href() + " " + e.rule(), e);
        }
    }

    @Override
    public String openQasm(Link link) {
        return new String(fetch(link.href(), "text/x-openqasm"), StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    private static boolean isPassing(Throwable error) {
        return error instanceof UnansweredException unanswered
                && unanswered.kind() == UnansweredException.Kind.UNAVAILABLE;
    }

    private byte[] fetch(URI address, String type) {
        try {
            return retry.executeSupplier(() -> breakers.circuitBreaker(NAME + "-" + address.getAuthority(), breaking)
                    .executeSupplier(() -> get(address, type)));
        } catch (CallNotPermittedException e) {
            throw UnansweredException.unavailable("the owner of " + address + " has not answered lately", e);
        }
    }

    private byte[] get(URI address, String type) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Accept", type)
                .build();
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            HttpResponse<byte[]> response = sent.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
            return switch (response.statusCode()) {
                case OK -> response.body();
                case NOT_FOUND ->
                    throw UnansweredException.failed(address + " is no longer there: its owner has forgotten it", null);
                default -> throw UnansweredException.unavailable(address + " answered " + response.statusCode(), null);
            };
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw UnansweredException.unavailable(address + " did not answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException reason
                    ? UnansweredException.unavailable("no answer from " + address, reason)
                    : UnansweredException.failed(address + " cannot be read", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw UnansweredException.unavailable("interrupted while reading " + address, e);
        }
    }
}
