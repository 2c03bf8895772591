package io.ketstream.circuit.generation.remote;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.ProblemRefusedException;
import io.ketstream.circuit.generation.ProblemSource;
import io.ketstream.circuit.generation.ProblemUnavailableException;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.problem.Problem;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Fetches problems over HTTP: retried, behind a circuit breaker, checked against the digest of the link.
@Component
class RemoteProblems implements ProblemSource {

    private static final String NAME = "problems";

    private final HttpClient client;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Duration timeout;
    private final long limit;

    RemoteProblems(RetryRegistry retries, CircuitBreakerRegistry breakers, CircuitSettings settings) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.problemTimeout())
                .build();
        this.retry = retries.retry(NAME);
        this.breaker = breakers.circuitBreaker(NAME);
        this.timeout = settings.problemTimeout();
        this.limit = settings.problemLimit().toBytes();
    }

    @Override
    public Problem fetch(Link link) {
        try {
            return retry.executeSupplier(() -> breaker.executeSupplier(() -> get(link)));
        } catch (CallNotPermittedException e) {
            throw new ProblemUnavailableException("the owner of " + link.href() + " has not answered lately", e);
        }
    }

    private Problem get(Link link) {
        byte[] content = read(link.href());
        if (!Digest.of(content).equals(link.sha256())) {
            throw new ProblemRefusedException(
                    "The problem at " + link.href() + " is not the one that was submitted: its digest differs.", null);
        }
        try {
            return ModelJson.mapper().readValue(content, Problem.class);
        } catch (JacksonException e) {
            throw new ProblemRefusedException("The problem at " + link.href() + " cannot be read.", e);
        }
    }

    private byte[] read(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return content(address, response.statusCode(), body);
            }
        } catch (IOException e) {
            throw new ProblemUnavailableException("no answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemUnavailableException("interrupted while reading " + address, e);
        }
    }

    private byte[] content(URI address, int status, InputStream body) throws IOException {
        if (status >= 500 || status == 408 || status == 429) {
            throw new ProblemUnavailableException(address + " answered " + status, null);
        }
        if (status != 200) {
            throw new ProblemRefusedException("The problem is not at " + address + ": status " + status + ".", null);
        }
        byte[] content = body.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (content.length > limit) {
            throw new ProblemRefusedException(
                    "The problem at " + address + " has more than " + limit + " bytes.", null);
        }
        return content;
    }
}
