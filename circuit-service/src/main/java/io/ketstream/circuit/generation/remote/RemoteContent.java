package io.ketstream.circuit.generation.remote;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.ProblemRefusedException;
import io.ketstream.circuit.generation.ProblemUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// What owners of large content answer over HTTP: asked for again, behind a circuit breaker.
@Component
class RemoteContent {

    private static final String NAME = "problems";

    private final HttpClient client;
    private final Retry retry;
    private final CircuitBreaker breaker;

    RemoteContent(RetryRegistry retries, CircuitBreakerRegistry breakers, CircuitSettings settings) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.problemTimeout())
                .build();
        this.retry = retries.retry(NAME);
        this.breaker = breakers.circuitBreaker(NAME);
    }

    /// Reads a body; what it is worth is judged once it has come in time.
    interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    /// @param timeout for the beginning of an answer, and again for its end
    /// @throws ProblemUnavailableException when the owner does not answer: may succeed later
    /// @throws ProblemRefusedException when it answers that there is no such content
    <T> T fetch(URI address, String type, Duration timeout, BodyReader<T> reader) {
        try {
            return retry.executeSupplier(() -> breaker.executeSupplier(() -> get(address, type, timeout, reader)));
        } catch (CallNotPermittedException e) {
            throw new ProblemUnavailableException("the owner of " + address + " has not answered lately", e);
        }
    }

    private <T> T get(URI address, String type, Duration timeout, BodyReader<T> reader) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", type)
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                checkStatus(address, response.statusCode());
                return read(body, timeout, reader);
            }
        } catch (IOException e) {
            throw new ProblemUnavailableException("no answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemUnavailableException("interrupted while reading " + address, e);
        }
    }

    private static void checkStatus(URI address, int status) {
        if (status >= 500 || status == 408 || status == 429) {
            throw new ProblemUnavailableException(address + " answered " + status, null);
        }
        if (status != 200) {
            throw new ProblemRefusedException("The problem is not at " + address + ": status " + status + ".", null);
        }
    }

    /// A request's own timeout ends with the headers of its answer.
    private static <T> T read(InputStream body, Duration timeout, BodyReader<T> reader) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(body), later);
        try {
            T content = reader.read(body);
            if (!end.cancel(false)) {
                throw new IOException("the answer was not whole after " + timeout);
            }
            return content;
        } finally {
            end.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
