package io.ketstream.optimizer.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunResumed;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyRunEnded;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.AssetGroup;
import io.ketstream.model.problem.PortfolioConstraints;
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
import io.ketstream.model.run.StopReason;
import io.ketstream.model.run.WarmStart;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.optimizer.portfolio.MarketSelection;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SwapHeuristic;
import io.ketstream.optimizer.portfolio.SwapPolish;
import io.ketstream.support.event.EventCodec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that are taken apart, with children that answer with the best selection of their cluster.
class ParentTest {

    private static final RunId RUN = Samples.run(71);
    private static final int ASSETS = 24;
    private static final int CLUSTER = 4;

    /// What one portfolio takes to be put together.
    private static final long BYTES = 2L * Double.BYTES * ASSETS * ASSETS;

    private static final RealMatrix COVARIANCE = covariance();
    private static final MarketClaim MARKET = new MarketClaim(
            IntStream.range(0, ASSETS).mapToObj(i -> "S" + i).toList(),
            RealVector.of(
                    IntStream.range(0, ASSETS).mapToDouble(i -> 0.02 * (i % 7)).toArray()),
            new Link(URI.create("http://localhost:8081/covariance"), Digest.of("covariance")),
            250);
    private static final PortfolioProblem PROBLEM =
            new PortfolioProblem(null, null, null, "stocks", null, 2, ASSETS / 2);
    private static final RunDecomposed DECOMPOSED = new RunDecomposed(
            EventMetadata.of(RUN + "/decomposed", Samples.START, null),
            RUN,
            PROBLEM,
            Digest.of("problem"),
            MARKET,
            new Clustering(clusters(), 2.5, 1.2, 6, RealVector.of(2.0), 0.3, 0.01),
            new RunSettings(
                    "whole",
                    new Ansatz.Qaoa(2, Mixer.XY_RING, CLUSTER),
                    Samples.optimizer(OptimizerType.L_BFGS, 30),
                    new ExecutionSpecification("auto", null, List.of(), new Objective.Mean(), null),
                    42));

    /// Three common factors and noise.
    private static RealMatrix covariance() {
        var random = new Random(5);
        double[][] exposures = new double[ASSETS][3];
        for (double[] exposure : exposures) {
            for (int f = 0; f < exposure.length; f++) {
                exposure[f] = 0.2 * random.nextGaussian();
            }
        }
        double[][] matrix = new double[ASSETS][ASSETS];
        for (int i = 0; i < ASSETS; i++) {
            for (int j = 0; j < ASSETS; j++) {
                for (int f = 0; f < 3; f++) {
                    matrix[i][j] += exposures[i][f] * exposures[j][f];
                }
                matrix[i][j] += i == j ? 0.03 : 0;
            }
        }
        return RealMatrix.of(matrix);
    }

    private static List<Clustering.Cluster> clusters() {
        return IntStream.range(0, ASSETS / CLUSTER)
                .mapToObj(c -> new Clustering.Cluster(
                        IntStream.range(c * CLUSTER, (c + 1) * CLUSTER).boxed().toList(), CLUSTER / 2))
                .toList();
    }

    private static World world(Function<RunSubmitted, @Nullable ChildEnded> others) {
        return world(10 * BYTES, others);
    }

    private static World world(long memory, Function<RunSubmitted, @Nullable ChildEnded> others) {
        return new World(
                (rows, now) -> new PureNode(
                        rows,
                        now,
                        Samples.LOOP,
                        Minimizers.RELEASED,
                        new AlgorithmBudget(Samples.LOOP, memory),
                        COVARIANCE),
                AnalyticExecutor::answer,
                others);
    }

    private static ChildEnded ended(RunSubmitted child, @Nullable Failure failure) {
        ParentRun parent = requireNonNull(child.parent());
        return new ChildEnded(
                EventMetadata.of(child.runId() + "/child-ended", Samples.START.plusSeconds(parent.sequence()), null),
                parent.runId(),
                parent.sequence(),
                child.runId(),
                failure == null ? RunStatus.SUCCEEDED : RunStatus.FAILED,
                failure,
                failure == null ? best(child) : null,
                7,
                100);
    }

    /// The best selection of a cluster, by looking at all.
    private static BestSolution best(RunSubmitted child) {
        var problem = (PortfolioProblem) requireNonNull(child.problem().problem());
        List<String> symbols = requireNonNull(problem.symbols());
        long best = IntStream.range(0, 1 << symbols.size())
                .filter(bits -> Integer.bitCount(bits) == problem.cardinality())
                .boxed()
                .min(Comparator.comparingDouble(bits -> value(problem, bits)))
                .orElseThrow();
        double angle = 0.01 * requireNonNull(child.parent()).sequence();
        return new BestSolution(
                value(problem, best),
                Sense.MINIMIZE,
                "0011",
                true,
                RealVector.of(angle, angle, -angle, -angle),
                BitSet.valueOf(new long[] {best}).stream()
                        .mapToObj(symbols::get)
                        .toList());
    }

    private static double value(PortfolioProblem problem, long bits) {
        RealVector returns = requireNonNull(problem.expectedReturns());
        RealMatrix risk = requireNonNull(problem.covariance());
        double value = 0;
        for (int i = 0; i < returns.size(); i++) {
            for (int j = 0; j < returns.size(); j++) {
                value += (bits >> i & bits >> j & 1) * problem.riskAversion() * risk.get(i, j);
            }
            value -= (bits >> i & 1) * returns.get(i);
        }
        return value;
    }

    private static <T extends RunEvent> List<T> published(World world, Class<T> type) {
        return world.published().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static DecompositionReport report(RunEnded ended) {
        return requireNonNull(ended.decomposition(), () -> "no report: " + ended.failure());
    }

    private static List<Double> objectives(RunEnded ended) {
        return report(ended).stages().stream()
                .map(DecompositionReport.Stage::objective)
                .toList();
    }

    @Test
    void clustersArePutTogetherSweptPolishedAndWeighed() {
        try (World world = world(child -> ended(child, null))) {
            world.send(DECOMPOSED);
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            List<RunSubmitted> children = published(world, RunSubmitted.class);
            assertThat(children)
                    .extracting(child -> requireNonNull(child.parent()).sequence())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, children.size()).boxed().toList());
            assertThat(children.stream().map(RunSubmitted::runId).distinct()).hasSameSizeAs(children);
            assertThat(ended.evaluations()).isEqualTo(7 * children.size());
            assertThat(ended.shots()).isEqualTo(100L * children.size());

            DecompositionReport report = report(ended);
            assertThat(report.clusters()).isEqualTo(6);
            assertThat(report.largestCluster()).isEqualTo(CLUSTER);
            assertThat(report.stages().getFirst().step()).isEqualTo(DecompositionReport.Step.CLUSTERS);
            assertThat(report.stages().getLast().step()).isEqualTo(DecompositionReport.Step.POLISH);
            assertThat(report.stages().getFirst().children()).isEqualTo(6);
            assertThat(report.stages().getFirst().seconds()).isEqualTo(6);
            assertThat(objectives(ended)).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(objectives(ended)).allMatch(objective -> objective >= report.bound());

            BestSolution best = requireNonNull(ended.best());
            List<String> selection = requireNonNull(best.selection());
            assertThat(selection).hasSize(ASSETS / 2).doesNotHaveDuplicates();
            var whole = new MarketSelection(PROBLEM, MARKET, COVARIANCE);
            var assets = new BitSet();
            selection.forEach(symbol -> assets.set(MARKET.symbols().indexOf(symbol)));
            assertThat(best.objective())
                    .isCloseTo(whole.problem().value(assets), within(1e-12))
                    .isEqualTo(objectives(ended).getLast());

            assertThat(published(world, ControlsComputed.class)).singleElement().satisfies(computed -> {
                assertThat(requireNonNull(computed.controls().bound()).objective())
                        .isLessThanOrEqualTo(computed.controls().heuristic().objective());
                assertThat(computed.controls().random().objective()).isGreaterThanOrEqualTo(best.objective());
            });
            assertThat(published(world, PortfolioPublished.class))
                    .singleElement()
                    .satisfies(portfolio -> assertThat(portfolio.selection()).isEqualTo(selection));
        }
    }

    @Test
    void circuitsBeginWhereTheMedianOfThoseBeforeThemEnded() {
        try (World world = world(child -> ended(child, null))) {
            world.send(DECOMPOSED);
            world.runToEnd(RUN);
            List<RunSubmitted> children = published(world, RunSubmitted.class);
            assertThat(start(children.getFirst())).isNull();
            assertThat(children.subList(1, 6))
                    .allSatisfy(child -> assertThat(start(child)).isEqualTo(RealVector.of(0.01, 0.01, -0.01, -0.01)));
            // the median of 0.01 to 0.06
            assertThat(requireNonNull(start(children.get(6))).get(0)).isCloseTo(0.035, within(1e-15));
        }
    }

    private static @Nullable RealVector start(RunSubmitted child) {
        return child.settings().optimizer().initialParameters();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aCrashAnywhereChangesNothing(int back) {
        try (World reference = world(child -> ended(child, null))) {
            reference.send(DECOMPOSED);
            RunEnded expected = reference.runToEnd(RUN);
            reference.settle();
            int records = reference.fed();
            for (int after = 1; after <= records; after++) {
                try (World world = world(child -> ended(child, null))) {
                    world.send(DECOMPOSED);
                    while (world.fed() < after && world.outcome(RUN) == null) {
                        if (!world.step()) {
                            world.tick(Duration.ofMillis(50));
                        }
                    }
                    world.crash(back);
                    RunEnded ended = world.runToEnd(RUN);
                    assertThat(ended.best()).isEqualTo(expected.best());
                    assertThat(ended.portfolio()).isEqualTo(expected.portfolio());
                    assertThat(objectives(ended)).isEqualTo(objectives(expected));
                    assertThat(published(world, RunSubmitted.class).stream()
                                    .map(RunSubmitted::runId)
                                    .distinct())
                            .hasSameSizeAs(published(reference, RunSubmitted.class));
                }
            }
        }
    }

    @Test
    void aClusterWhoseRunFailsIsSolvedClassicallyAndTheReportSaysSo() {
        var failure = new Failure(Failure.EXECUTION_FAILED, "no memory");
        try (World world = world(child -> ended(child, isChild(child, 3) ? failure : null))) {
            world.send(DECOMPOSED);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report(ended).stages())
                    .extracting(DecompositionReport.Stage::fallbacks)
                    .startsWith(1)
                    .endsWith(0);
        }
    }

    /// As a portfolio in one circuit, which is told then without a question.
    @Test
    void whereNothingIsLeftToChooseTheOnlySelectionIsToldWithoutACircuit() {
        List<Clustering.Cluster> decided = IntStream.range(0, ASSETS / CLUSTER)
                .mapToObj(c -> new Clustering.Cluster(clusters().get(c).assets(), c % 2 == 0 ? CLUSTER : 0))
                .toList();
        List<String> in = IntStream.range(0, ASSETS)
                .filter(i -> i / CLUSTER % 2 == 0)
                .mapToObj(MARKET.symbols()::get)
                .toList();
        var constraints = new PortfolioConstraints(
                null, List.of(new AssetGroup("in", in, ASSETS / 2, ASSETS / 2)), List.of(), List.of(), null, null);
        RunEnded ended = end(
                new RunDecomposed(
                        DECOMPOSED.metadata(),
                        RUN,
                        new PortfolioProblem(null, null, null, "stocks", null, 2, ASSETS / 2, constraints, null, null),
                        DECOMPOSED.problemDigest(),
                        MARKET,
                        new Clustering(decided, 2.5, 1.2, 6, RealVector.of(2.0), 0.3, 0.01),
                        DECOMPOSED.settings()),
                child -> ended(child, null));
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(requireNonNull(ended.best()).selection()).isEqualTo(in);
        assertThat(ended.evaluations()).isZero();
        assertThat(ended.shots()).isZero();
        assertThat(requireNonNull(ended.portfolio()).allocation().positions()).isNotEmpty();
    }

    /// However often an asset came and went on the way.
    @Test
    void changesOfPolishAreThoseBetweenItsBeginningAndItsEnd() {
        try (World world = world(ParentTest::worst)) {
            world.send(DECOMPOSED);
            RunEnded ended = world.runToEnd(RUN);
            // sweeps are offered worse ones, and take none
            assertThat(report(ended).stages())
                    .extracting(DecompositionReport.Stage::changes)
                    .startsWith(6, 0)
                    .hasSize(3);
            List<String> before = published(world, RunSubmitted.class).subList(0, 6).stream()
                    .flatMap(child ->
                            requireNonNull(requireNonNull(worst(child).best()).selection()).stream())
                    .toList();
            List<String> left = new ArrayList<>(before);
            left.removeAll(requireNonNull(requireNonNull(ended.best()).selection()));
            assertThat(left).isNotEmpty();
            assertThat(report(ended).stages().getLast().changes()).isEqualTo(left.size());
        }
    }

    private static boolean isChild(RunSubmitted child, int sequence) {
        return requireNonNull(child.parent()).sequence() == sequence;
    }

    @Test
    void aRunWhoseEveryClusterFailsHasFailed() {
        var failure = new Failure(Failure.CIRCUIT_REJECTED, "too wide");
        try (World world = world(child -> ended(child, failure))) {
            world.send(DECOMPOSED);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.CIRCUIT_REJECTED);
            assertThat(ended.failure().message()).contains("not one of 6").contains("too wide");
            assertThat(ended.evaluations()).isEqualTo(42);
        }
    }

    @Test
    void aChildThatDoesNotEndIsGivenUpAndCancelled() {
        var waited = new ArrayList<RunSubmitted>();
        try (World world = world(child -> {
            if (isChild(child, 2)) {
                waited.add(child);
                return null;
            }
            return ended(child, null);
        })) {
            world.send(DECOMPOSED);
            settleAt(world, 6);
            assertThat(world.outcome(RUN)).isNull();
            world.tick(Samples.LOOP.childPatience());
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.stopReason()).isEqualTo(StopReason.TIMEOUT);
            assertThat(report(ended).stages().getFirst().fallbacks()).isEqualTo(1);
            assertThat(published(world, RunCommand.Cancel.class))
                    .singleElement()
                    .satisfies(cancel -> assertThat(cancel.runId())
                            .isEqualTo(waited.getFirst().runId()));
            // what it comes to after that no longer counts
            world.send(ended(waited.getFirst(), null));
            world.settle();
            assertThat(published(world, RunEnded.class)).hasSize(1);
        }
    }

    /// Until so many children have been asked for.
    private static void settleAt(World world, int children) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (published(world, RunSubmitted.class).size() < children && System.nanoTime() < until) {
            world.settle();
            world.tick(Duration.ofMillis(50));
        }
        world.settle();
        assertThat(published(world, RunSubmitted.class)).hasSize(children);
    }

    @Test
    void aCancelAddressesEveryChildThatHasNotEnded() {
        try (World world = world(child -> isChild(child, 1) ? ended(child, null) : null)) {
            world.send(DECOMPOSED);
            settleAt(world, 6);
            world.cancel(RUN);
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(ended.evaluations()).isEqualTo(7);
            assertThat(published(world, RunCommand.Cancel.class))
                    .extracting(RunCommand.Cancel::runId)
                    .containsExactlyInAnyOrderElementsOf(published(world, RunSubmitted.class).stream()
                            .skip(1)
                            .map(RunSubmitted::runId)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aCancelReachesChildrenWhateverIsLost(int back) {
        try (World world = world(child -> isChild(child, 1) ? ended(child, null) : null)) {
            world.send(DECOMPOSED);
            settleAt(world, 6);
            if (back == 0) {
                world.crash(0);
            }
            world.cancel(RUN);
            assertThat(world.runToEnd(RUN).status()).isEqualTo(RunStatus.CANCELLED);
            int before =
                    back == 0 ? 0 : published(world, RunCommand.Cancel.class).size();
            if (back > 0) {
                world.crash(back);
            }
            world.settle();
            assertThat(published(world, RunCommand.Cancel.class).stream()
                            .skip(before)
                            .map(RunCommand.Cancel::runId)
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(published(world, RunSubmitted.class).stream()
                            .skip(1)
                            .map(RunSubmitted::runId)
                            .distinct()
                            .toList());
        }
    }

    @Test
    void childrenOfARunThatAnotherLoopHasEndedAreCancelled() {
        try (World world = world(child -> isChild(child, 1) ? ended(child, null) : null)) {
            world.send(DECOMPOSED);
            settleAt(world, 6);
            var failure = new Failure(Failure.PROBLEM_UNAVAILABLE, "gone");
            world.send(Outcomes.apart(DECOMPOSED, failure, 0, 0, Samples.START));
            world.settle();
            assertThat(published(world, RunCommand.Cancel.class)).hasSize(5);
        }
    }

    /// The outcome is in its topic, and nothing that goes with it.
    @Test
    void controlsAreToldAgainAfterACrash() {
        try (World world = world(child -> ended(child, null))) {
            world.send(DECOMPOSED);
            world.runToEnd(RUN);
            world.settle();
            world.crash(1);
            world.settle();
            assertThat(published(world, ControlsComputed.class)).hasSize(2);
            assertThat(published(world, ControlsComputed.class).stream().distinct())
                    .hasSize(1);
        }
    }

    @Test
    void aCancelBeforeItBeginsAsksForNothing() {
        try (World world = world(child -> ended(child, null))) {
            world.cancel(RUN);
            world.settle();
            world.send(DECOMPOSED);
            assertThat(world.runToEnd(RUN).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(published(world, RunSubmitted.class)).isEmpty();
        }
    }

    @Test
    void whileItIsPausedNothingIsAskedAndItsChildrenPauseToo() {
        var waiting = new ArrayList<RunSubmitted>();
        try (World world = world(child -> {
            if (isChild(child, 1)) {
                waiting.add(child);
                return null;
            }
            return ended(child, null);
        })) {
            world.send(DECOMPOSED);
            settleAt(world, 1);
            world.pause(RUN);
            world.settle();
            assertThat(published(world, RunPaused.class)).hasSize(1);
            assertThat(published(world, RunCommand.Pause.class))
                    .singleElement()
                    .satisfies(pause -> assertThat(pause.runId())
                            .isEqualTo(waiting.getFirst().runId()));
            world.send(ended(waiting.getFirst(), null));
            settleAt(world, 1);
            world.tick(Samples.LOOP.childPatience());
            world.settle();
            assertThat(world.outcome(RUN)).isNull();
            world.resume(RUN);
            assertThat(world.runToEnd(RUN).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(published(world, RunResumed.class)).hasSize(1);
        }
    }

    @Test
    void whatWasDecidedBeforeARestartReachesChildrenAfterIt() {
        try (World world = world(child -> null)) {
            world.send(DECOMPOSED);
            settleAt(world, 1);
            world.crash(0);
            world.pause(RUN);
            world.settle();
            lapse(world);
            assertThat(published(world, RunCommand.Pause.class)).isNotEmpty();
            int pauses = published(world, RunCommand.Pause.class).size();
            world.crash(0);
            lapse(world);
            assertThat(published(world, RunCommand.Pause.class)).hasSizeGreaterThan(pauses);
            world.resume(RUN);
            world.settle();
            assertThat(published(world, RunCommand.Resume.class)).isNotEmpty();
            int resumes = published(world, RunCommand.Resume.class).size();
            world.crash(1);
            world.settle();
            lapse(world);
            assertThat(published(world, RunCommand.Resume.class)).hasSizeGreaterThan(resumes);
        }
    }

    /// Long enough for a node that was just started to look after its runs.
    private static void lapse(World world) {
        for (int step = 0; step < 5; step++) {
            world.tick(Duration.ofSeconds(1));
            world.settle();
        }
    }

    @Test
    void whereTheUserSaysWhereToBeginAllFirstClustersDo() {
        RealVector given = RealVector.of(0.5, 0.4, -0.3, -0.2);
        RunSettings settings = DECOMPOSED.settings();
        try (World world = world(child -> ended(child, null))) {
            world.send(new RunDecomposed(
                    DECOMPOSED.metadata(),
                    RUN,
                    PROBLEM,
                    DECOMPOSED.problemDigest(),
                    MARKET,
                    DECOMPOSED.clustering(),
                    new RunSettings(
                            settings.name(),
                            settings.ansatz(),
                            settings.optimizer().startingAt(given),
                            settings.execution(),
                            settings.seed())));
            world.runToEnd(RUN);
            List<RunSubmitted> children = published(world, RunSubmitted.class);
            assertThat(children.subList(0, 6))
                    .allSatisfy(child -> assertThat(start(child)).isEqualTo(given));
            // the median of what these ended with: 0.01 to 0.06
            assertThat(requireNonNull(start(children.get(6))).get(0)).isCloseTo(0.035, within(1e-15));
        }
    }

    @Test
    void otherChildrenThanTheJournalHasEndTheRun() {
        try (World world = world(child -> null)) {
            world.send(DECOMPOSED);
            settleAt(world, 1);
            RunSubmitted child = published(world, RunSubmitted.class).getFirst();
            ChildEnded right = ended(child, null);
            world.send(new ChildEnded(
                    right.metadata(), RUN, 1, Samples.run(1), right.status(), null, right.best(), 7, 100));
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.REPLAY_DIVERGED);
        }
    }

    private static RunDecomposed decomposed(RunId run) {
        return new RunDecomposed(
                EventMetadata.of(run + "/decomposed", Samples.START, null),
                run,
                PROBLEM,
                DECOMPOSED.problemDigest(),
                MARKET,
                DECOMPOSED.clustering(),
                DECOMPOSED.settings());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 100})
    void moreRunsThanThereIsMemoryForAllComeToTheirEnd(long memory) {
        try (World world = world(memory * BYTES, child -> ended(child, null))) {
            List<RunId> runs =
                    IntStream.range(0, 7).mapToObj(i -> Samples.run(200 + i)).toList();
            runs.forEach(run -> world.send(decomposed(run)));
            for (RunId run : runs) {
                assertThat(world.runToEnd(run).status()).isEqualTo(RunStatus.SUCCEEDED);
            }
        }
    }

    /// One that has waited for its children for a minute makes room, and goes on when they have ended.
    @Test
    void whoWaitsMakesRoom() {
        var waiting = new ArrayList<RunSubmitted>();
        RunId second = Samples.run(300);
        try (World world = world(BYTES, child -> {
            boolean waits = requireNonNull(child.parent()).runId().equals(RUN) && isChild(child, 4);
            if (waits) {
                waiting.add(child);
            }
            return waits ? null : ended(child, null);
        })) {
            world.send(DECOMPOSED);
            settleAt(world, 6);
            world.send(decomposed(second));
            world.settle();
            assertThat(published(world, RunSubmitted.class)).hasSize(6);
            world.tick(Duration.ofSeconds(61));
            assertThat(world.runToEnd(second).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(world.outcome(RUN)).isNull();
            world.send(ended(waiting.getFirst(), null));
            RunEnded ended = world.runToEnd(RUN);
            assertThat(report(ended).stages()).allMatch(stage -> stage.fallbacks() == 0);
            assertThat(ended.best())
                    .isEqualTo(requireNonNull(world.outcome(second)).best());
        }
    }

    @Test
    void whoIsPausedTakesNoMemory() {
        RunId paused = Samples.run(301);
        RunId pausedBefore = Samples.run(302);
        try (World world =
                world(BYTES, child -> requireNonNull(child.parent()).runId().equals(RUN) ? ended(child, null) : null)) {
            world.pause(pausedBefore);
            world.send(decomposed(pausedBefore));
            world.send(decomposed(paused));
            settleAt(world, 1);
            world.pause(paused);
            world.settle();
            world.crash(0);
            lapse(world);
            world.send(DECOMPOSED);
            assertThat(world.runToEnd(RUN).status()).isEqualTo(RunStatus.SUCCEEDED);
            world.cancel(paused);
            world.cancel(pausedBefore);
            assertThat(world.runToEnd(paused).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(world.runToEnd(pausedBefore).status()).isEqualTo(RunStatus.CANCELLED);
        }
    }

    @Test
    void whoWaitsMakesRoomForRunsOfOtherPartitions() {
        var budget = new AlgorithmBudget(Samples.LOOP, BYTES);
        World.Starter starter =
                (rows, now) -> new PureNode(rows, now, Samples.LOOP, Minimizers.RELEASED, budget, COVARIANCE);
        try (World one = new World(starter, AnalyticExecutor::answer, child -> null);
                World other = new World(starter, AnalyticExecutor::answer, child -> ended(child, null))) {
            one.send(decomposed(Samples.run(301)));
            settleAt(one, 1);
            other.send(DECOMPOSED);
            other.settle();
            one.tick(Duration.ofSeconds(61));
            assertThat(other.runToEnd(RUN).status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aPortfolioThatDoesNotFitIntoMemoryIsRefused() {
        try (World world = world(BYTES - 1, child -> ended(child, null))) {
            world.send(DECOMPOSED);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            assertThat(requireNonNull(ended.failure()).message()).contains("heap must be larger by at least 1");
        }
    }

    // The other side

    @Test
    void aChildTellsItsParentWhatItCameTo() {
        var parent = new ParentRun(RUN, 4);
        RunId run = Samples.run(72);
        try (World world = world(child -> null)) {
            var circuit = Samples.circuit(
                    run, Samples.diagonal(), Samples.settings(Samples.optimizer(OptimizerType.SPSA, 20), 64));
            world.send(new RunCircuitReady(
                    circuit.metadata(),
                    run,
                    circuit.circuitDigest(),
                    circuit.circuitLink(),
                    circuit.parameters(),
                    circuit.problemDigest(),
                    circuit.formulation(),
                    null,
                    circuit.settings(),
                    parent));
            RunEnded ended = world.runToEnd(run);
            world.settle();
            assertThat(ended.parent()).isEqualTo(parent);
            assertThat(published(world, ChildEnded.class)).singleElement().satisfies(told -> {
                assertThat(told.runId()).isEqualTo(RUN);
                assertThat(told.sequence()).isEqualTo(4);
                assertThat(told.childRunId()).isEqualTo(run);
                assertThat(told.best()).isEqualTo(ended.best());
                assertThat(told.evaluations()).isEqualTo(ended.evaluations());
            });
            world.crash(3);
            world.settle();
            assertThat(published(world, ChildEnded.class).stream().distinct()).hasSize(1);
        }
    }

    @Test
    void aRunOfAStrategyTellsTheStrategy() {
        var parent = new ParentRun(RUN, 5, ParentRun.Kind.STRATEGY);
        var told = Outcomes.forParent(
                Outcomes.notBegun(
                        Samples.run(74), parent, new Failure(Failure.CIRCUIT_REJECTED, "too wide"), Samples.START),
                parent);

        assertThat(told).isInstanceOfSatisfying(StrategyRunEnded.class, ended -> {
            assertThat(ended.strategyId().value()).isEqualTo(RUN.value());
            assertThat(ended.epoch()).isEqualTo(5);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        });
    }

    @Test
    void aChildWithoutACircuitTellsItsParentToo() {
        RunId run = Samples.run(73);
        var failure = new Failure(Failure.CIRCUIT_REJECTED, "too wide");
        try (World world = world(child -> null)) {
            world.send(new RunCircuitFailed(
                    EventMetadata.of("failed", Samples.START, null), run, failure, new ParentRun(RUN, 2)));
            world.runToEnd(run);
            world.settle();
            assertThat(published(world, ChildEnded.class)).singleElement().satisfies(told -> {
                assertThat(told.sequence()).isEqualTo(2);
                assertThat(told.status()).isEqualTo(RunStatus.FAILED);
                assertThat(told.failure()).isEqualTo(failure);
            });
        }
    }

    // Runs of a strategy

    private static final ParentRun STRATEGY = new ParentRun(Samples.run(400), 3, ParentRun.Kind.STRATEGY);

    /// As the run, of a strategy that has learnt something.
    private static RunDecomposed warm(@Nullable WarmStart start) {
        return ofStrategy(MARKET, DECOMPOSED.settings(), start);
    }

    private static RunDecomposed ofStrategy(MarketClaim market, RunSettings settings, @Nullable WarmStart start) {
        return new RunDecomposed(
                DECOMPOSED.metadata(),
                RUN,
                PROBLEM,
                DECOMPOSED.problemDigest(),
                market,
                DECOMPOSED.clustering(),
                settings,
                STRATEGY,
                start);
    }

    private static List<String> symbols(int cluster) {
        return MARKET.symbols().subList(cluster * CLUSTER, (cluster + 1) * CLUSTER);
    }

    /// Angles of each cluster by its number.
    private static RealVector angles(int cluster) {
        return RealVector.of(0.1 + cluster, 0.2, -0.3, -0.4);
    }

    private static WarmStart learntBefore(List<String> selection) {
        return new WarmStart(
                selection,
                IntStream.range(0, ASSETS / CLUSTER)
                        .mapToObj(c -> new WarmStart.Cluster(symbols(c), angles(c)))
                        .toList());
    }

    @Test
    void everyClusterBeginsWhereItsCircuitEndedBeforeAllAtOnce() {
        try (World world = world(child -> null)) {
            world.send(warm(learntBefore(List.of("S1"))));
            // with one in ten cold ones first there would be one
            settleAt(world, 6);
            List<RunSubmitted> children = published(world, RunSubmitted.class);
            for (int c = 0; c < 6; c++) {
                assertThat(start(children.get(c))).isEqualTo(angles(c));
            }
        }
    }

    @Test
    void sweepsOfAWarmRunBeginAtTheMedianAsThoseOfOthers() {
        try (World world = world(child -> ended(child, null))) {
            world.send(warm(learntBefore(List.of())));
            world.runToEnd(RUN);
            // of 0.01 to 0.06
            assertThat(requireNonNull(start(published(world, RunSubmitted.class).get(6)))
                            .get(0))
                    .isCloseTo(0.035, within(1e-15));
        }
    }

    @Test
    void whatWasLearntWithAnotherAnsatzIsNoPlaceToBegin() {
        var other = new WarmStart(
                List.of(), List.of(new WarmStart.Cluster(symbols(0), RealVector.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6))));
        try (World world = world(child -> null)) {
            world.send(warm(other));
            settleAt(world, 1);
            assertThat(start(published(world, RunSubmitted.class).getFirst())).isNull();
        }
    }

    /// Of every cluster the selection that is best for nobody.
    private static ChildEnded worst(RunSubmitted child) {
        ChildEnded right = ended(child, null);
        BestSolution best = requireNonNull(right.best());
        var problem = (PortfolioProblem) requireNonNull(child.problem().problem());
        List<String> others = new ArrayList<>(requireNonNull(problem.symbols()));
        others.removeAll(requireNonNull(best.selection()));
        return new ChildEnded(
                right.metadata(),
                right.runId(),
                right.sequence(),
                right.childRunId(),
                right.status(),
                null,
                new BestSolution(best.objective(), Sense.MINIMIZE, "1100", true, best.parameters(), others),
                right.evaluations(),
                right.shots());
    }

    private static RunEnded end(RunDecomposed run, Function<RunSubmitted, @Nullable ChildEnded> others) {
        try (World world = world(others)) {
            world.send(run);
            return world.runToEnd(RUN);
        }
    }

    private static double objective(RunEnded ended) {
        return requireNonNull(ended.best()).objective();
    }

    /// What polish makes of a selection that was before, with one asset that is gone and one too many.
    @Test
    void theSelectionOfBeforeIsPolishedTooAndTheBetterOneIsTaken() {
        var whole = new MarketSelection(PROBLEM, MARKET, COVARIANCE);
        double cold = objective(end(warm(null), ParentTest::worst));
        var random = new MersenneTwister(8);
        int better = 0;
        for (int attempt = 0; attempt < 40; attempt++) {
            BitSet before = whole.limits().draw(random);
            before.set(before.nextClearBit(0));
            List<String> symbols = new ArrayList<>(whole.selected(before));
            symbols.add("GONE");
            Selection expected = SwapHeuristic.completed(whole.problem(), whole.limits(), before);
            SwapPolish.descend(expected, whole.limits());
            RunEnded ended = end(warm(new WarmStart(symbols, List.of())), ParentTest::worst);
            assertThat(objective(ended)).isEqualTo(Math.min(cold, expected.value()));
            assertThat(objectives(ended).getLast()).isEqualTo(objective(ended));
            if (expected.value() < cold) {
                better++;
                assertThat(requireNonNull(requireNonNull(ended.best()).selection()))
                        .isEqualTo(whole.selected(expected.assets()));
            }
        }
        // it says nothing where polish comes to the same from everywhere
        assertThat(better).isBetween(1, 39);
    }

    /// The clusters share out twelve beside the mandatory one, fewer are better, and a selection of before may have any
    /// number.
    @Test
    void ofARangeOfNumbersOfAssetsPolishTakesABetterOne() {
        var range = new PortfolioConstraints(3, List.of(), List.of("S5"), List.of(), null, null);
        var problem = new PortfolioProblem(null, null, null, "stocks", null, 2, ASSETS / 2 + 1, range, null, null);
        List<Clustering.Cluster> withoutMandatory = clusters().stream()
                .map(cluster -> new Clustering.Cluster(
                        cluster.assets().stream().filter(asset -> asset != 5).toList(), cluster.cardinality()))
                .toList();
        var clustering = new Clustering(
                withoutMandatory,
                2.5,
                1.2,
                6,
                RealVector.of(2.0),
                0.3,
                0.01,
                new Clustering.Count(3, ASSETS / 2 + 1, ASSETS / 2 + 1, "greedy"));
        var whole = new MarketSelection(problem, MARKET, COVARIANCE);
        double lowest = whole.objective(
                SwapHeuristic.search(whole.problem(), whole.limits(), 200, 1).value());
        for (List<String> before : List.of(List.<String>of(), MARKET.symbols().subList(3, 7), MARKET.symbols())) {
            RunEnded ended = end(
                    new RunDecomposed(
                            EventMetadata.of(RUN + "/decomposed", Samples.START, null),
                            RUN,
                            problem,
                            Digest.of("problem"),
                            MARKET,
                            clustering,
                            DECOMPOSED.settings(),
                            STRATEGY,
                            new WarmStart(before, List.of())),
                    child -> ended(child, null));
            assertThat(requireNonNull(requireNonNull(ended.best()).selection()))
                    .contains("S5")
                    .hasSizeBetween(3, ASSETS / 2)
                    .doesNotHaveDuplicates();
            assertThat(objective(ended)).isGreaterThan(lowest - 1e-12);
            assertThat(report(ended).bound()).isLessThanOrEqualTo(lowest);
            assertThat(objectives(ended)).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(requireNonNull(ended.portfolio()).allocation().positions())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aCrashAnywhereChangesNothingOfAWarmRun(int back) {
        RunDecomposed run = warm(learntBefore(MARKET.symbols().subList(3, 15)));
        try (World reference = world(child -> ended(child, null))) {
            reference.send(run);
            RunEnded expected = reference.runToEnd(RUN);
            reference.settle();
            int records = reference.fed();
            for (int after = 1; after <= records; after++) {
                try (World world = world(child -> ended(child, null))) {
                    world.send(run);
                    while (world.fed() < after && world.outcome(RUN) == null) {
                        if (!world.step()) {
                            world.tick(Duration.ofMillis(50));
                        }
                    }
                    world.crash(back);
                    RunEnded ended = world.runToEnd(RUN);
                    assertThat(ended.best()).isEqualTo(expected.best());
                    assertThat(ended.learnt()).isEqualTo(expected.learnt()).isNotNull();
                    assertThat(ended.parent()).isEqualTo(STRATEGY);
                    assertThat(objectives(ended)).isEqualTo(objectives(expected));
                    assertThat(published(world, RunSubmitted.class).stream()
                                    .map(RunSubmitted::runId)
                                    .distinct())
                            .hasSameSizeAs(published(reference, RunSubmitted.class));
                }
            }
        }
    }

    /// As [#ended], with more digits than are told.
    private static ChildEnded precise(RunSubmitted child, int parameters) {
        ChildEnded right = ended(child, null);
        BestSolution best = requireNonNull(right.best());
        double[] angles = new double[parameters];
        Arrays.fill(angles, right.sequence() + 0.12345678);
        return new ChildEnded(
                right.metadata(),
                right.runId(),
                right.sequence(),
                right.childRunId(),
                right.status(),
                null,
                new BestSolution(
                        best.objective(), Sense.MINIMIZE, "0011", true, RealVector.of(angles), best.selection()),
                right.evaluations(),
                right.shots());
    }

    @Test
    void whatAStrategysRunHasLearntIsItsSelectionAndTheLastAnglesOfEachCluster() {
        try (World world = world(child -> precise(child, 4))) {
            world.send(warm(null));
            RunEnded ended = world.runToEnd(RUN);
            WarmStart learnt = requireNonNull(ended.learnt());
            assertThat(learnt.selection())
                    .isEqualTo(requireNonNull(ended.best()).selection());
            int children = published(world, RunSubmitted.class).size();
            // all six again in every sweep
            assertThat(children)
                    .isGreaterThan(6)
                    .satisfies(count -> assertThat(count % 6).isZero());
            for (int c = 0; c < 6; c++) {
                double angle = children - 5 + c + 0.123457;
                assertThat(learnt.clusters().get(c))
                        .isEqualTo(new WarmStart.Cluster(symbols(c), RealVector.of(angle, angle, angle, angle)));
            }
        }
    }

    @Test
    void aClusterWithoutACircuitHasLearntNoAngles() {
        var failure = new Failure(Failure.EXECUTION_FAILED, "no memory");
        RunEnded ended = end(
                warm(null),
                child -> child.problem().problem() instanceof PortfolioProblem problem
                                && symbols(2).equals(problem.symbols())
                        ? ended(child, failure)
                        : ended(child, null));
        assertThat(requireNonNull(ended.learnt()).clusters())
                .extracting(cluster -> cluster.parameters().size())
                .containsExactly(4, 4, 0, 4, 4, 4);
    }

    @Test
    void onlyAStrategysRunTellsWhatItHasLearnt() {
        assertThat(end(DECOMPOSED, child -> ended(child, null)).learnt()).isNull();
        var ofARun = new RunDecomposed(
                DECOMPOSED.metadata(),
                RUN,
                PROBLEM,
                DECOMPOSED.problemDigest(),
                MARKET,
                DECOMPOSED.clustering(),
                DECOMPOSED.settings(),
                new ParentRun(Samples.run(401), 1),
                null);
        RunEnded ended = end(ofARun, child -> ended(child, null));
        assertThat(ended.learnt()).isNull();
        assertThat(ended.parent()).isEqualTo(ofARun.parent());
    }

    @Test
    void everyEndOfAStrategysRunNamesTheStrategy() {
        var failure = new Failure(Failure.CIRCUIT_REJECTED, "too wide");
        RunEnded failed = end(warm(null), child -> ended(child, failure));
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failed.parent()).isEqualTo(STRATEGY);
        assertThat(failed.learnt()).isNull();
        try (World world = world(child -> null)) {
            world.cancel(RUN);
            world.send(warm(null));
            RunEnded cancelled = world.runToEnd(RUN);
            assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(cancelled.parent()).isEqualTo(STRATEGY);
        }
        try (World world = world(BYTES - 1, child -> null)) {
            world.send(warm(null));
            assertThat(world.runToEnd(RUN).parent()).isEqualTo(STRATEGY);
        }
    }

    private static int bytes(RunEnded ended) {
        return new EventCodec("optimizer-service").encode(ended).length;
    }

    private static final int ROOM = Topics.MAX_MESSAGE_BYTES - 16 * 1024;

    private static final int LAYERS = 200;

    /// Of six clusters 400 angles each, and symbols so long that there is room for all, or not for the angles, or not
    /// for
    /// the clusters' symbols.
    @ParameterizedTest
    @CsvSource({"1500, 6, 400", "2300, 6, 0", "3000, 0, 0"})
    void whatDoesNotFitIsNotToldAndThePortfolioAlwaysIs(int length, int clusters, int angles) {
        RunSettings settings = DECOMPOSED.settings();
        var deep = new RunSettings(
                settings.name(),
                new Ansatz.Qaoa(LAYERS, Mixer.XY_RING, CLUSTER),
                settings.optimizer(),
                settings.execution(),
                settings.seed());
        String suffix = "x".repeat(length);
        var market = new MarketClaim(
                MARKET.symbols().stream().map(symbol -> symbol + suffix).toList(),
                MARKET.expectedReturns(),
                MARKET.covariance(),
                MARKET.observations());
        RunEnded ended = end(ofStrategy(market, deep, null), child -> precise(child, 2 * LAYERS));
        WarmStart learnt = requireNonNull(ended.learnt(), () -> "nothing learnt: " + ended.failure());
        assertThat(learnt.selection()).hasSize(ASSETS / 2);
        assertThat(learnt.clusters()).hasSize(clusters);
        assertThat(learnt.clusters())
                .allSatisfy(cluster -> assertThat(cluster.parameters().size()).isEqualTo(angles));
        assertThat(requireNonNull(ended.portfolio()).allocation().positions()).isNotEmpty();
        assertThat(bytes(ended)).isLessThanOrEqualTo(ROOM);
        int left = clusters == 0 ? ASSETS * length : angles == 0 ? 6 * 2 * LAYERS * "1.123457,".length() : ROOM;
        assertThat(bytes(ended) + left).isGreaterThan(ROOM);
    }
}
