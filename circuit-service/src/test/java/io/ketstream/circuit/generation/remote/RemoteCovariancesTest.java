package io.ketstream.circuit.generation.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.ProblemRefusedException;
import io.ketstream.circuit.generation.ProblemUnavailableException;
import io.ketstream.circuit.testing.ProblemOwner;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RemoteCovariancesTest {

    private static final double[][] COVARIANCE = {{0.09, -0.01}, {0.02, 1.0 / 3}};

    @Test
    void readsRowByRowWhatTheDigestPromises() {
        byte[] bytes = bytes(COVARIANCE);
        try (var owner = new ProblemOwner(bytes, 0)) {
            assertThat(covariances(Duration.ofSeconds(10)).fetch(owner.link(Digest.of(bytes)), 2))
                    .isEqualTo(RealMatrix.of(COVARIANCE));
        }
    }

    @Test
    void refusesWhatHasAnotherSize() {
        byte[] bytes = bytes(COVARIANCE);
        try (var owner = new ProblemOwner(bytes, 0)) {
            for (int assets : new int[] {1, 3}) {
                assertThatThrownBy(
                                () -> covariances(Duration.ofSeconds(10)).fetch(owner.link(Digest.of(bytes)), assets))
                        .isInstanceOf(ProblemRefusedException.class)
                        .hasMessageContaining("is not one of " + assets + " assets");
            }
        }
    }

    /// An owner that stops in the middle of its answer is one that may do better later.
    @Test
    void waitsNoLongerThanItMayForTheRestOfAnAnswer() throws Exception {
        byte[] bytes = bytes(COVARIANCE);
        var done = new CountDownLatch(1);
        HttpServer owner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        owner.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 20);
            exchange.getResponseBody().flush();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        owner.start();
        try {
            var link = new Link(
                    URI.create("http://127.0.0.1:" + owner.getAddress().getPort() + "/covariance"), Digest.of(bytes));

            assertThatThrownBy(() -> covariances(Duration.ofMillis(300)).fetch(link, 2))
                    .isInstanceOf(ProblemUnavailableException.class);
        } finally {
            done.countDown();
            owner.stop(0);
        }
    }

    private static RemoteCovariances covariances(Duration timeout) {
        var settings = new CircuitSettings(
                Duration.ofSeconds(10),
                timeout,
                Duration.ofMinutes(15),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                null);
        RetryRegistry once =
                RetryRegistry.of(RetryConfig.custom().maxAttempts(1).build());
        return new RemoteCovariances(new RemoteContent(once, CircuitBreakerRegistry.ofDefaults(), settings), settings);
    }

    private static byte[] bytes(double[][] matrix) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * matrix.length * matrix.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : matrix) {
            for (double number : row) {
                bytes.putDouble(number);
            }
        }
        return bytes.array();
    }
}
