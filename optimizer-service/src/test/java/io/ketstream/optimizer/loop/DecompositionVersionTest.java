package io.ketstream.optimizer.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Objective;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.minimizer.Minimizers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Runs that were taken apart in one release and are put together in another.
///
/// Assets 2t and 2t + 1 are worth their risk only together, so that only two changes at once lead from pair to pair.
/// The circuit of the first cluster always fails: what takes its place decides what the second one is asked in
/// sweeps. All numbers are exact in binary.
class DecompositionVersionTest {

    private static final RunId RUN = Samples.run(81);
    private static final int ASSETS = 24;
    private static final int FIRST_CLUSTER = 20;
    private static final RealMatrix COVARIANCE = covariance();
    private static final MarketClaim MARKET = new MarketClaim(
            IntStream.range(0, ASSETS).mapToObj(i -> "S" + i).toList(),
            RealVector.of(IntStream.range(0, ASSETS)
                    .mapToDouble(DecompositionVersionTest::expectedReturn)
                    .toArray()),
            new Link(URI.create("http://localhost:8081/covariance"), Digest.of("covariance")),
            250);
    private static final RunDecomposed DECOMPOSED = new RunDecomposed(
            EventMetadata.of(RUN + "/decomposed", Samples.START, null),
            RUN,
            new PortfolioProblem(null, null, null, "stocks", null, 2, ASSETS / 2),
            Digest.of("problem"),
            MARKET,
            new Clustering(
                    List.of(cluster(0, FIRST_CLUSTER), cluster(FIRST_CLUSTER, ASSETS)),
                    2.5,
                    1.25,
                    6,
                    RealVector.of(2.0),
                    0.25,
                    0.125),
            new RunSettings(
                    "whole",
                    new Ansatz.Qaoa(2, Mixer.XY_RING, FIRST_CLUSTER),
                    Samples.optimizer(OptimizerType.L_BFGS, 30),
                    new ExecutionSpecification("auto", null, List.of(), new Objective.Mean(), null),
                    42));

    private static Clustering.Cluster cluster(int from, int to) {
        return new Clustering.Cluster(IntStream.range(from, to).boxed().toList(), (to - from) / 2);
    }

    /// Of an asset alone something else than of its pair, which a greedy selection would see.
    private static double expectedReturn(int asset) {
        int pair = asset / 2;
        double first = 3 * pair % 10 / 8.0;
        return asset % 2 == 0 ? first : 7 * pair % 10 / 64.0 - first;
    }

    private static RealMatrix covariance() {
        double[][] covariance = new double[ASSETS][ASSETS];
        for (int i = 0; i < ASSETS; i++) {
            int pair = i / 2;
            covariance[i][i] = 1;
            covariance[i][i ^ 1] = -0.875;
            for (int j = FIRST_CLUSTER; j < ASSETS && i < FIRST_CLUSTER; j++) {
                covariance[i][j] = pair / 1024.0;
                covariance[j][i] = covariance[i][j];
            }
        }
        return RealMatrix.of(covariance);
    }

    private static ChildEnded answer(RunSubmitted child) {
        ParentRun parent = requireNonNull(child.parent());
        var problem = (PortfolioProblem) requireNonNull(child.problem().problem());
        boolean fails = problem.size() == FIRST_CLUSTER;
        return new ChildEnded(
                EventMetadata.of(child.runId() + "/child-ended", Samples.START, null),
                parent.runId(),
                parent.sequence(),
                child.runId(),
                fails ? RunStatus.FAILED : RunStatus.SUCCEEDED,
                fails ? new Failure(Failure.EXECUTION_FAILED, "no memory") : null,
                fails ? null : best(requireNonNull(problem.symbols()).subList(2, 4)),
                7,
                100);
    }

    private static BestSolution best(List<String> selection) {
        return new BestSolution(0, Sense.MINIMIZE, "1100", true, RealVector.of(0.25, 0.5, -0.25, -0.5), selection);
    }

    private record Told(RunEnded ended, List<String> children) {

        DecompositionReport report() {
            return requireNonNull(ended.decomposition(), () -> "no report: " + ended.failure());
        }

        List<Double> objectives() {
            return report().stages().stream()
                    .map(DecompositionReport.Stage::objective)
                    .toList();
        }

        double heuristic() {
            return requireNonNull(report().controls()).heuristic().objective();
        }
    }

    /// @param version that the journal has; null: it has none yet
    private static Told run(@Nullable String version) {
        World.Starter starter = (rows, now) -> {
            if (version != null) {
                new Journal(rows).keepVersion(RUN, version);
            }
            return new PureNode(
                    rows,
                    now,
                    Samples.LOOP,
                    Minimizers.RELEASED,
                    new AlgorithmBudget(Samples.LOOP, 1 << 20),
                    COVARIANCE);
        };
        try (World world = new World(starter, AnalyticExecutor::answer, DecompositionVersionTest::answer)) {
            world.send(DECOMPOSED);
            RunEnded ended = world.runToEnd(RUN);
            List<String> children = new ArrayList<>();
            world.published().forEach(event -> {
                if (event instanceof RunSubmitted child) {
                    children.add(child.runId().toString());
                }
            });
            return new Told(ended, children);
        }
    }

    /// As the last commit that had no other version told them.
    @Test
    void aRunOfTheFirstVersionAsksForTheChildrenThatItAskedForThen() {
        Told first = run("decomposition/1");
        assertThat(first.ended().optimizerVersion()).isEqualTo("decomposition/1");
        assertThat(first.children())
                .containsExactly(
                        "5254b0dc-8d29-3513-83c6-f9e049796aa5",
                        "7a483ba1-2cbf-3b96-a735-7aa2c07db074",
                        "4cfd86cd-f0da-30b0-997d-bf4d7535f54d",
                        "cb1a0111-6703-373b-b4e7-a853089cdced",
                        "bb76c7fd-9770-30d4-949f-86d5e7f80de4",
                        "06b16ed8-692e-3226-808a-3ff966f637ba");
        assertThat(first.objectives()).containsExactly(2.890625, 2.765625, 2.734375, 2.734375);
    }

    @Test
    void aNewRunChangesTwoAssetsAtOnce() {
        Told first = run("decomposition/1");
        Told second = run(null);
        assertThat(second.ended().optimizerVersion()).isEqualTo("decomposition/2");
        assertThat(second.children().subList(0, 2)).isEqualTo(first.children().subList(0, 2));
        assertThat(second.children()).isNotEqualTo(first.children());
        // the circuits' places, what polish makes of them, and what stands beside
        assertThat(second.objectives().getFirst()).isLessThan(first.objectives().getFirst());
        assertThat(second.objectives().getLast()).isLessThan(first.objectives().getLast());
        assertThat(second.heuristic()).isLessThan(first.heuristic());
    }

    @Test
    void aRunWhoseVersionIsGoneEndsAsDiverged() {
        Told gone = run("decomposition/0");
        assertThat(gone.ended().status()).isEqualTo(RunStatus.FAILED);
        Failure failure = requireNonNull(gone.ended().failure());
        assertThat(failure.code()).isEqualTo(Failure.REPLAY_DIVERGED);
        assertThat(failure.message()).contains("decomposition/0", "submit it again");
        assertThat(gone.children()).isEmpty();
    }
}
