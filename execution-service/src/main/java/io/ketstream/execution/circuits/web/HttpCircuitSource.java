package io.ketstream.execution.circuits.web;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.ketstream.execution.circuits.CircuitSource;
import io.ketstream.model.Link;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/// Fetches by `GET`: three attempts with jittered back-off, inside a circuit breaker. What the owner answers is
/// checked against its digest by who asked.
public final class HttpCircuitSource implements CircuitSource {

    private final RestClient client;
    private final URI base;
    private final Retry retry;
    private final CircuitBreaker breaker;

    /// @param base that a link without a host is relative to
    public HttpCircuitSource(RestClient client, URI base) {
        this.client = client;
        this.base = base;
        this.breaker = CircuitBreaker.ofDefaults("circuit-service");
        this.retry = Retry.of(
                "circuit-service",
                RetryConfig.custom()
                        .maxAttempts(3)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2))
                        .ignoreExceptions(HttpClientErrorException.class)
                        .build());
    }

    @Override
    public CircuitDefinition fetch(Link link) {
        URI address = base.resolve(link.href());
        return retry.executeSupplier(() -> breaker.executeSupplier(() -> get(address)));
    }

    private CircuitDefinition get(URI address) {
        byte[] body = client.get()
                .uri(address)
                .accept(MediaType.APPLICATION_JSON)
                .retrieve()
                .body(byte[].class);
        if (body == null) {
            throw new IllegalStateException(address + " answered without a body");
        }
        return ModelJson.mapper().readValue(body, CircuitDefinition.class);
    }
}
