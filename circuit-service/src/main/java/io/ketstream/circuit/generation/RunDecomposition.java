package io.ketstream.circuit.generation;

import io.ketstream.circuit.decomposition.Decomposition;
import io.ketstream.circuit.decomposition.PortfolioDecomposition;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.WarmStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes portfolios apart whose numbers are behind a link; one at a time, since each may take most of the memory.
final class RunDecomposition {

    private static final long MEBIBYTE = 1L << 20;

    /// What the service takes beside.
    private static final long OTHER_MEMORY = 96 * MEBIBYTE;

    private static final double NANOS = 1e9;

    private final CovarianceSource covariances;
    private final Patience patience;
    private final long heap;
    private final InstantSource clock;
    private final Lock turn = new ReentrantLock();

    /// @param patience which ends when a covariance is there
    /// @param heap the most bytes that the process may use
    RunDecomposition(CovarianceSource covariances, Patience patience, long heap, InstantSource clock) {
        this.covariances = covariances;
        this.patience = patience;
        this.heap = heap;
        this.clock = clock;
    }

    /// @throws CircuitRejectedException when there is none
    /// @throws ProblemUnavailableException when it should be tried again
    /// @throws ProblemRefusedException when the covariance will never be had
    Clustering of(RunSubmitted run, PortfolioProblem problem, MarketClaim market) {
        int largestCluster = largestCluster(run);
        var decomposition = new PortfolioDecomposition(problem, market);
        checkMemory(decomposition.memory(), market.symbols().size());
        turn.lock();
        try {
            RealMatrix covariance =
                    covariances.fetch(market.covariance(), market.symbols().size());
            patience.end(run.runId());
            Instant begin = clock.instant();
            Decomposition found = decomposition.of(covariance, largestCluster, before(run));
            return clustering(found, decomposition.count(found), Duration.between(begin, clock.instant()));
        } catch (InvalidValueException e) {
            throw new CircuitRejectedException(e.field(), e.rule());
        } finally {
            turn.unlock();
        }
    }

    /// The clusters of the run that this one may begin with.
    private static List<List<String>> before(RunSubmitted run) {
        WarmStart warm = run.warmStart();
        return warm == null
                ? List.of()
                : warm.clusters().stream().map(WarmStart.Cluster::symbols).toList();
    }

    private void checkMemory(long matrices, int assets) {
        // what is held for long has to fit into the older generation, which is two thirds of a heap
        long needed = matrices / 2 * 3 + OTHER_MEMORY;
        if (needed > heap) {
            throw new CircuitRejectedException(
                    "problem.universe",
                    "must be smaller, or circuit-service's heap larger: " + assets + " assets take " + needed / MEBIBYTE
                            + " MiB, and it has " + heap / MEBIBYTE);
        }
    }

    private static int largestCluster(RunSubmitted run) {
        if (run.settings().ansatz() instanceof Ansatz.Qaoa qaoa && qaoa.maxQubits() != null) {
            return qaoa.maxQubits();
        }
        throw new CircuitRejectedException("ansatz.maxQubits", "is required where a portfolio is taken apart");
    }

    private static Clustering clustering(Decomposition found, Clustering.@Nullable Count count, Duration time) {
        return new Clustering(
                found.clusters().stream()
                        .map(cluster -> new Clustering.Cluster(cluster.assets(), cluster.cardinality()))
                        .toList(),
                found.riskAversion(),
                found.upperEdge(),
                found.marketEigenvalue(),
                found.groupEigenvalues(),
                found.modularity(),
                time.toNanos() / NANOS,
                count);
    }
}
