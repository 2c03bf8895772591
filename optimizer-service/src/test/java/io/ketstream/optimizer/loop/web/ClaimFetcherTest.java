package io.ketstream.optimizer.loop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.Samples;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimFetcherTest {

    private static final RunId RUN = Samples.run(41);
    private static final byte[] CONTENT = ModelJson.mapper().writeValueAsBytes(Samples.diagonal());

    private final AtomicInteger calls = new AtomicInteger();
    private final ClaimFetcher fetcher = new ClaimFetcher(CircuitBreakerRegistry.ofDefaults());
    private byte[] content = CONTENT;
    private int failures;

    @SuppressWarnings("NullAway.Init") // by start
    private HttpServer owner;

    @BeforeEach
    void start() throws IOException {
        owner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        owner.createContext("/claim", exchange -> {
            boolean down = calls.incrementAndGet() <= failures;
            exchange.sendResponseHeaders(down ? 503 : 200, down ? -1 : content.length);
            if (!down) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        owner.start();
    }

    @AfterEach
    void stop() {
        fetcher.destroy();
        owner.stop(0);
    }

    private Input fetch(Digest digest) throws Exception {
        var answer = new CompletableFuture<Input>();
        fetcher.fetchFormulation(RUN, link(digest), answer::complete);
        return answer.get(30, TimeUnit.SECONDS);
    }

    private Input fetchCovariance(Digest digest) throws Exception {
        var answer = new CompletableFuture<Input>();
        fetcher.fetchCovariance(RUN, link(digest), answer::complete);
        return answer.get(30, TimeUnit.SECONDS);
    }

    private Link link(Digest digest) {
        return new Link(URI.create("http://127.0.0.1:" + owner.getAddress().getPort() + "/claim"), digest);
    }

    private static byte[] bytes(double... numbers) {
        var bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    @Test
    void waitsForAnOwnerThatIsDown() throws Exception {
        failures = 3;
        assertThat(fetch(Digest.of(CONTENT))).isEqualTo(new Input.FormulationFetched(RUN, Samples.diagonal()));
        assertThat(calls).hasValue(4);
    }

    @Test
    void refusesContentThatIsNotWhatTheDigestSays() throws Exception {
        assertThat(fetch(Digest.of("other")))
                .isInstanceOfSatisfying(
                        Input.ClaimLost.class,
                        lost -> assertThat(lost.failure().code()).isEqualTo(Failure.PROBLEM_UNAVAILABLE));
    }

    @Test
    void readsACovarianceRowByRowAndSharesItWhileItIsInUse() throws Exception {
        content = bytes(1, 0.25, 0.25, 4);
        var first = (Input.CovarianceFetched) fetchCovariance(Digest.of(content));
        assertThat(first.covariance()).isEqualTo(RealMatrix.of(new double[][] {{1, 0.25}, {0.25, 4}}));
        var second = (Input.CovarianceFetched) fetchCovariance(Digest.of(content));
        assertThat(second.covariance()).isSameAs(first.covariance());
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoAsksWhileACovarianceIsOnItsWaySharesIt() throws Exception {
        content = bytes(1, 0, 0, 1);
        failures = 2;
        var answers = new ArrayList<CompletableFuture<Input>>();
        for (int k = 0; k < 3; k++) {
            var answer = new CompletableFuture<Input>();
            answers.add(answer);
            fetcher.fetchCovariance(Samples.run(k), link(Digest.of(content)), answer::complete);
        }
        var first = (Input.CovarianceFetched) answers.getFirst().get(30, TimeUnit.SECONDS);
        for (int k = 0; k < 3; k++) {
            var fetched = (Input.CovarianceFetched) answers.get(k).get(30, TimeUnit.SECONDS);
            assertThat(fetched.run()).isEqualTo(Samples.run(k));
            assertThat(fetched.covariance()).isSameAs(first.covariance());
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void refusesWhatIsNoCovariance() throws Exception {
        content = bytes(1, 2, 3);
        assertThat(fetchCovariance(Digest.of(content)))
                .isInstanceOfSatisfying(
                        Input.ClaimLost.class,
                        lost -> assertThat(lost.failure().message()).contains("no square matrix"));
        content = bytes(Double.NaN);
        assertThat(fetchCovariance(Digest.of(content))).isInstanceOf(Input.ClaimLost.class);
        assertThat(fetchCovariance(Digest.of("other"))).isInstanceOf(Input.ClaimLost.class);
    }

    @Test
    void refusesContentThatIsNoFormulation() throws Exception {
        content = "[1]".getBytes(UTF_8);
        assertThat(fetch(Digest.of(content))).isInstanceOf(Input.ClaimLost.class);
    }
}
