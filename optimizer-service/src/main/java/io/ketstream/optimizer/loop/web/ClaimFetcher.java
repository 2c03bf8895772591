package io.ketstream.optimizer.loop.web;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.run.Formulation;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.streams.LoopServices;
import io.ketstream.support.claim.MatrixBytes;
import io.ketstream.support.event.ModelJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Fetches formulations, covariances and tables behind links. An owner that is down is waited for, with growing,
/// jittered pauses and a circuit breaker a host; content that is wrong, or still unknown to its owner after ten
/// minutes, is lost for good.
@Component
class ClaimFetcher implements LoopServices.Fetcher, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimFetcher.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// Until an answer is whole.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(10);
    private static final int CONCURRENT = 8;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(CONCURRENT);
    private final CircuitBreakerRegistry breakers;
    private final SharedClaims<RealMatrix> covariances =
            new SharedClaims<>((run, digest, covariance) -> new Input.CovarianceFetched(run, covariance));
    private final SharedClaims<DataTable> tables = new SharedClaims<>(Input.TableFetched::new);
    private final IntervalFunction pauses =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(200), 2, 0.5, Duration.ofSeconds(15));

    ClaimFetcher(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    @Override
    public void fetchFormulation(RunId run, Link link, Consumer<Input> answer) {
        fetch(
                run,
                link,
                "application/json",
                ClaimFetcher::formulation,
                formulation -> answer.accept(new Input.FormulationFetched(run, formulation)),
                answer::accept);
    }

    @Override
    public void fetchCovariance(RunId run, Link link, Consumer<Input> answer) {
        fetch(run, link, "application/octet-stream", ClaimFetcher::covariance, covariances, answer);
    }

    @Override
    public void fetchTable(RunId run, Link link, Consumer<Input> answer) {
        fetch(run, link, "text/csv", ClaimFetcher::table, tables, answer);
    }

    private <V> void fetch(
            RunId run, Link link, String type, Reading<V> reading, SharedClaims<V> shared, Consumer<Input> answer) {
        Digest digest = link.sha256();
        if (shared.await(digest, run, answer)) {
            fetch(run, link, type, reading, value -> shared.come(digest, value), lost -> shared.lost(digest, lost));
        }
    }

    /// What the content behind a link is.
    @FunctionalInterface
    private interface Reading<V> {

        /// @throws UnusableClaimException saying what is wrong with it, after the link
        V read(byte[] content) throws UnusableClaimException;
    }

    /// Content never will be what its link promises.
    private static final class UnusableClaimException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableClaimException(String message) {
            super(message);
        }
    }

    private <V> void fetch(
            RunId run,
            Link link,
            String type,
            Reading<V> reading,
            Consumer<V> answer,
            Consumer<Input.ClaimLost> otherwise) {
        try {
            threads.execute(() -> {
                try {
                    answer.accept(reading.read(content(run, link, type)));
                } catch (UnusableClaimException e) {
                    otherwise.accept(lost(run, link.href() + " " + e.getMessage()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the service stops; the run asks again after a restart
                } catch (RuntimeException | Error e) {
                    LOG.atError().setCause(e).addKeyValue("runId", run).log("What is behind a link cannot be read");
                    otherwise.accept(lost(run, link.href() + " could not be read: " + e));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.atDebug().addKeyValue("runId", run).log("A fetch is left to the next start");
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
        client.shutdownNow();
    }

    private byte[] content(RunId run, Link link, String type) throws InterruptedException, UnusableClaimException {
        long began = System.nanoTime();
        CircuitBreaker breaker = breakers.circuitBreaker("claims-" + link.href().getAuthority());
        for (int attempt = 1; ; attempt++) {
            permits.acquire();
            HttpResponse<byte[]> response;
            try {
                response = attempt(breaker, link, type);
            } finally {
                permits.release();
            }
            if (response != null && response.statusCode() == OK) {
                if (!Digest.of(response.body()).equals(link.sha256())) {
                    throw new UnusableClaimException("has other content than its digest says");
                }
                return response.body();
            }
            boolean unknown = response != null && response.statusCode() == NOT_FOUND;
            if (unknown && System.nanoTime() - began > UNKNOWN_FOR.toNanos()) {
                throw new UnusableClaimException("is unknown to its owner");
            }
            LOG.atInfo()
                    .addKeyValue("runId", run)
                    .addKeyValue("link", link.href())
                    .addKeyValue("status", response == null ? "no answer" : response.statusCode())
                    .log("What is behind a link cannot be fetched yet");
            Thread.sleep(pauses.apply(Math.min(attempt, 20)));
        }
    }

    private @Nullable HttpResponse<byte[]> attempt(CircuitBreaker breaker, Link link, String type)
            throws InterruptedException {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException e) {
            return null;
        }
        long began = System.nanoTime();
        try {
            var request = HttpRequest.newBuilder(link.href())
                    .timeout(TIMEOUT)
                    .header("Accept", type)
                    .build();
            HttpResponse<byte[]> response = sent(request);
            if (response.statusCode() >= 500) {
                breaker.onError(
                        System.nanoTime() - began,
                        breaker.getTimestampUnit(),
                        new IOException("status " + response.statusCode()));
            } else {
                breaker.onSuccess(System.nanoTime() - began, breaker.getTimestampUnit());
            }
            return response;
        } catch (IOException e) {
            breaker.onError(System.nanoTime() - began, breaker.getTimestampUnit(), e);
            return null;
        }
    }

    /// As `client.send`, but for what happens when the client's own thread has no memory left: that is never answered.
    private HttpResponse<byte[]> sent(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return sent.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException("no whole answer within " + LONGEST, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static Formulation formulation(byte[] body) throws UnusableClaimException {
        try {
            return ModelJson.mapper().readValue(body, Formulation.class);
        } catch (JacksonException e) {
            throw new UnusableClaimException("is not a formulation: " + e.getOriginalMessage());
        }
    }

    private static RealMatrix covariance(byte[] body) throws UnusableClaimException {
        int size = (int) Math.sqrt(body.length / (double) Double.BYTES);
        try {
            RealMatrix matrix = MatrixBytes.read(new ByteArrayInputStream(body), size);
            if (matrix == null) {
                throw new UnusableClaimException("is no square matrix");
            }
            return matrix;
        } catch (InvalidValueException e) {
            throw new UnusableClaimException("is no covariance: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataTable table(byte[] body) throws UnusableClaimException {
        try {
            return DataTable.read(body);
        } catch (InvalidValueException e) {
            throw new UnusableClaimException("is no table: " + e.getMessage());
        }
    }

    private static Input.ClaimLost lost(RunId run, String message) {
        return new Input.ClaimLost(run, new Failure(Failure.PROBLEM_UNAVAILABLE, message));
    }
}
