package io.ketstream.model.event;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.FittedStep;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.NystromApproximation;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.Sigmoid;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TestedRows;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Objective;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.Rotation;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import io.ketstream.model.run.WarmStart;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.History;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trade;
import io.ketstream.model.strategy.Trigger;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of each type with every field filled in, of a run on a triangle of two edges.
public final class SampleEvents {

    private static final Instant TIME = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final RunId RUN = RunId.of("0b3ad1d4-3f3e-4a53-9d0e-4c8f1c2f7b11");
    private static final RunId OTHER = RunId.of("6a0d2c7e-90d5-4f0f-8a55-0a7a4f5f6c22");
    private static final Digest CIRCUIT = Digest.of("circuit");
    private static final Digest PROBLEM = Digest.of("problem");
    private static final Engine ENGINE = new Engine("local-statevector", "statevector-1", "f64");
    private static final Link LINK = new Link(URI.create("http://localhost:8082/api/v1/circuits/" + CIRCUIT), CIRCUIT);
    private static final IsingHamiltonian ISING = new IsingHamiltonian(
            RealVector.zeros(3),
            List.of(new IsingHamiltonian.Coupling(0, 1, 0.5), new IsingHamiltonian.Coupling(1, 2, 1.25)),
            -1.75);
    private static final RunSettings SETTINGS = new RunSettings(
            "triangle",
            new Ansatz.Qaoa(1, Mixer.X),
            OptimizerSpecification.of(OptimizerType.SPSA),
            ExecutionSpecification.of(null, 1024, null, new Objective.ConditionalValueAtRisk(0.2), null),
            42);
    private static final Controls CONTROLS = new Controls(
            new Controls.Exact(3.5, "010", 0.25, "enumeration", 8, 0.001),
            new Controls.Bound(3.5, "sum-of-weights", 0.001),
            new Controls.Heuristic(3.5, "010", "tabu-search", 200, 0.001),
            new Controls.RandomSampling(3.5, 1.75, 0.01, 1024, "uniform", 0.001));
    private static final Allocation ALLOCATION = new Allocation(
            List.of(new Allocation.Position("A", 0.75, 0.25, 0.125), new Allocation.Position("B", 0.25, -0.25, 0.0625)),
            0.0875,
            0.1875,
            -0.05,
            0.5);
    private static final PortfolioProblem PORTFOLIO =
            new PortfolioProblem(List.of("A", "B", "C", "D"), null, null, "tech", LocalDate.of(2026, 11, 20), 0.5, 2);
    private static final MarketClaim MARKET = new MarketClaim(
            List.of("A", "B", "C", "D", "E"),
            RealVector.of(0.1, 0.2, -0.05, 1.0 / 3, 0),
            new Link(URI.create("http://localhost:8081/api/v1/snapshots/x/covariance"), Digest.of("covariance")),
            250);
    private static final Clustering CLUSTERING = new Clustering(
            List.of(new Clustering.Cluster(List.of(0, 2), 1), new Clustering.Cluster(List.of(1, 3), 1)),
            0.375,
            1.25,
            2.5,
            RealVector.of(1.5, 1.375),
            0.25,
            0.125);
    private static final RunSettings LARGE_SETTINGS = new RunSettings(
            "stocks",
            new Ansatz.Qaoa(1, Mixer.XY_RING, 2),
            OptimizerSpecification.of(OptimizerType.SPSA),
            ExecutionSpecification.of(null, 1024, null, new Objective.ConditionalValueAtRisk(0.2), null),
            42);
    private static final ParentRun PARENT = new ParentRun(OTHER, 3);
    private static final StrategyId STRATEGY = StrategyId.of("5d1d2c7e-90d5-4f0f-8a55-0a7a4f5f6c33");
    private static final StrategySettings STRATEGY_SETTINGS = new StrategySettings(
            new PortfolioProblem(null, null, null, "tech", null, 0.5, 2),
            LARGE_SETTINGS,
            new Trigger.Drift(0.25, 1.5),
            money("1000.00"),
            0.001,
            Duration.ofDays(30),
            new History(LocalDate.of(2025, 1, 2), LocalDate.of(2026, 1, 2), 21, 126));
    private static final MarketMoment MOMENT = new MarketMoment(
            17, Digest.of("snapshot"), LocalDate.of(2026, 11, 20), Instant.parse("2026-11-20T20:00:00Z"));
    private static final Assessment ASSESSMENT = new Assessment(0.125, 0.002, 0.0015);
    private static final Book BOOK = new Book(
            BookName.STRATEGY,
            money("248.31"),
            money("750.94"),
            money("999.25"),
            money("0.00"),
            money("0.75"),
            money("750.94"));
    private static final WarmStart WARM_START = new WarmStart(
            List.of("A", "C"), List.of(new WarmStart.Cluster(List.of("A", "C", "D"), RealVector.of(0.25, -0.5))));
    private static final TableClaim TABLE = new TableClaim(
            new Link(
                    URI.create("http://localhost:8081/api/v1/datasets/shapes/versions/" + Digest.of("table")),
                    Digest.of("table")),
            150,
            List.of("width", "height"),
            2,
            List.of("circle", "square"));
    private static final LearningProblem TO_CLASSIFY = new LearningProblem.Classification(
            "shapes",
            "kind",
            List.of("width", "height"),
            new Preprocessing(List.of(PreprocessingStep.Scale.minmax(0, 3.14159))),
            new Validation.Holdout(0.25));
    private static final SampledState STATE = new SampledState("010", -3.5, 0.375);

    private SampleEvents() {}

    public static List<Event> all() {
        var pub = new Pub(
                CIRCUIT,
                List.of(RealVector.of(0.1, -0.30000000000000004)),
                1024,
                7,
                Wanted.ESTIMATE,
                new Objective.ConditionalValueAtRisk(0.2));
        var requestId = new ExecutionId(RUN, 3, pub.digest());
        var summary = new SampleSummary(1024, -2.5, 0.03125, STATE, List.of(STATE), List.of(STATE));
        return List.of(
                new RunSubmitted(
                        metadata("run-submitted"),
                        RUN,
                        new ProblemClaim(
                                "maxcut",
                                3,
                                PROBLEM,
                                new MaxCutProblem(3, List.of(new Interaction(0, 1, 1), new Interaction(1, 2, 2.5))),
                                null),
                        SETTINGS,
                        Digest.of("snapshot"),
                        OTHER,
                        null,
                        null,
                        null),
                new CircuitPublished(metadata("circuit-published"), CIRCUIT, circuit(), null),
                new RunCircuitReady(
                        metadata("run-circuit-ready"),
                        RUN,
                        CIRCUIT,
                        LINK,
                        List.of("gamma0", "beta0"),
                        PROBLEM,
                        new Formulation(Sense.MAXIMIZE, ISING.toPauliSum(), ISING, 2),
                        null,
                        SETTINGS),
                new RunCircuitFailed(
                        metadata("run-circuit-failed"), RUN, new Failure(Failure.CIRCUIT_REJECTED, "too wide")),
                new RunDecomposed(
                        metadata("run-decomposed"), RUN, PORTFOLIO, PROBLEM, MARKET, CLUSTERING, LARGE_SETTINGS),
                new ChildEnded(
                        metadata("child-ended"),
                        RUN,
                        1,
                        OTHER,
                        RunStatus.SUCCEEDED,
                        new Failure(Failure.EXECUTION_FAILED, "never together with success; here for its shape"),
                        new BestSolution(-0.25, Sense.MINIMIZE, "011", true, RealVector.of(0.1, -0.1)),
                        20,
                        20480),
                new ExecutionRequested(metadata("execution-requested"), requestId, pub, "auto", ENGINE, LINK),
                new ExecutionCompleted(
                        metadata("execution-completed"),
                        requestId,
                        ENGINE,
                        List.of(new PointResult(-3.25, 0.125, -2.5, RealVector.of(0.5, 1e-17), STATE, summary)),
                        0.001,
                        0.002),
                new ExecutionFailed(
                        metadata("execution-failed"), requestId, new Failure(Failure.EXECUTION_FAILED, "no memory")),
                new RunStarted(metadata("run-started"), RUN, CIRCUIT, "spsa/1", RealVector.of(0.1, -0.1)),
                new IterationCompleted(
                        metadata("iteration-completed"),
                        RUN,
                        1,
                        2,
                        2048,
                        RealVector.of(0.1, -0.1),
                        3.25,
                        0.125,
                        3.5,
                        "010"),
                new RunPaused(metadata("run-paused"), RUN),
                new RunResumed(metadata("run-resumed"), RUN),
                new RunEnded(
                        metadata("run-ended"),
                        RUN,
                        RunStatus.SUCCEEDED,
                        StopReason.CONVERGED,
                        new Failure(Failure.OPTIMIZER_FAILED, "never together with success; here for its shape"),
                        10,
                        20,
                        20480,
                        new BestSolution(3.5, Sense.MAXIMIZE, "010", true, RealVector.of(0.1, -0.1)),
                        new RunEnded.Expectation(2.5, 0.03125),
                        summary,
                        ENGINE,
                        CIRCUIT,
                        "spsa/1",
                        null,
                        null,
                        null,
                        null,
                        null),
                new ControlsComputed(metadata("controls-computed"), RUN, CONTROLS),
                new PortfolioPublished(
                        metadata("portfolio-published"),
                        RUN,
                        List.of("A", "B"),
                        new Portfolio(ALLOCATION, ALLOCATION, ALLOCATION, ALLOCATION)),
                new RunCommand.Cancel(metadata("cancel"), RUN),
                new RunCommand.Pause(metadata("pause"), RUN),
                new RunCommand.Resume(metadata("resume"), RUN),
                new RunCommand.Replay(metadata("replay"), RUN, OTHER),
                new RunCommand.Withdraw(metadata("withdraw"), RUN),
                new RunCommand.ReachDeadline(metadata("reach-deadline"), RUN, 3),
                new RunCommand.Advance(metadata("advance"), RUN, 3),
                new MarketTick(metadata("market-tick"), "BCH/EUR", 90.54, 1.1044842, "kraken", 148),
                new SnapshotPublished(
                        metadata("snapshot-published"),
                        "tech",
                        Digest.of("snapshot"),
                        LocalDate.of(2026, 11, 20),
                        null,
                        12,
                        new Link(URI.create("http://localhost:8081/api/v1/snapshots/x"), Digest.of("snapshot"))),
                new BackendDescribed(
                        metadata("backend-described"), "local-statevector", 26, List.of("rx", "rzz"), true, true, true),
                new StrategyRevised(
                        metadata("strategy-revised"), STRATEGY, 1, StrategyStatus.ACTIVE, STRATEGY_SETTINGS),
                new StrategyQuotesArrived(
                        metadata("strategy-quotes-arrived"),
                        STRATEGY,
                        17,
                        new Quotes(List.of("A", "B"), RealVector.of(10, 1.0 / 3))),
                new StrategyMarketArrived(
                        metadata("strategy-market-arrived"),
                        STRATEGY,
                        1,
                        MOMENT,
                        true,
                        new Quotes(List.of("A", "B", "C", "D", "E"), RealVector.of(10, 20.5, 1.0 / 3, 40, 50)),
                        List.of("A", "B", "C", "D"),
                        new PortfolioProblem(List.of("A", "B", "C", "D"), null, null, "tech", null, 0.5, 2),
                        MARKET,
                        null),
                new StrategyAssessed(
                        metadata("strategy-assessed"),
                        STRATEGY,
                        17,
                        ASSESSMENT,
                        new Failure("claim-lost", "never together with an assessment; here for its shape")),
                new StrategyRunEnded(
                        metadata("strategy-run-ended"),
                        STRATEGY,
                        3,
                        RUN,
                        RunStatus.SUCCEEDED,
                        new Failure(Failure.OPTIMIZER_FAILED, "never together with success; here for its shape"),
                        new BestSolution(-0.5, Sense.MINIMIZE, null, true, RealVector.of(0.1), List.of("A", "C")),
                        new Portfolio(ALLOCATION, ALLOCATION, ALLOCATION, ALLOCATION),
                        40,
                        40960,
                        WARM_START),
                new StrategyAccepted(
                        metadata("strategy-accepted"), STRATEGY, 1, 1, StrategyStatus.ACTIVE, STRATEGY_SETTINGS),
                new StrategyMarketSeen(
                        metadata("strategy-market-seen"),
                        STRATEGY,
                        2,
                        MOMENT,
                        MarketDecision.NOT_TRIGGERED,
                        "the market is what it was",
                        ASSESSMENT,
                        List.of(BOOK)),
                new StrategyEpochBegun(metadata("strategy-epoch-begun"), STRATEGY, 3, 3, RUN, MOMENT, 2, true),
                new StrategyEpochEnded(
                        metadata("strategy-epoch-ended"),
                        STRATEGY,
                        4,
                        3,
                        RUN,
                        MOMENT,
                        RunStatus.SUCCEEDED,
                        true,
                        new Failure(Failure.OPTIMIZER_FAILED, "never together with trades; here for its shape"),
                        40,
                        40960,
                        0.0875,
                        0.1875,
                        List.of(new Trade(
                                Trade.Kind.BUY,
                                "A",
                                7.5,
                                100.125,
                                money("750.94"),
                                money("0.75"),
                                money("248.31"),
                                money("750.94"))),
                        List.of(new Holding("A", 7.5, 100.125, money("750.94"), 0.75)),
                        List.of(BOOK),
                        new PeriodReport(
                                LocalDate.of(2026, 11, 19),
                                LocalDate.of(2026, 11, 20),
                                money("1000.00"),
                                money("1000.25"),
                                0.0027,
                                0.09,
                                0.2,
                                0.00025,
                                0.1875)),
                new TrainingSubmitted(
                        metadata("training-submitted"),
                        RUN,
                        TO_CLASSIFY,
                        PROBLEM,
                        TABLE,
                        TABLE,
                        new LearningSettings(
                                "shapes",
                                new LearningModel.SupportVectorMachine(
                                        new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL)), 1, 0.1),
                                ExecutionSpecification.of(null, 1024, null, null, null),
                                42),
                        OTHER,
                        PARENT),
                new TrainingReady(
                        metadata("training-ready"),
                        RUN,
                        CIRCUIT,
                        LINK,
                        2,
                        3,
                        12,
                        List.of(new PauliString("IZ")),
                        TO_CLASSIFY,
                        PROBLEM,
                        TABLE,
                        TABLE,
                        new LearningSettings("shapes", network(), exact(), 42),
                        PARENT),
                new TrainingProgressed(
                        metadata("training-progressed"),
                        RUN,
                        7,
                        TrainingProgressed.Phase.TRAINING,
                        3,
                        50,
                        2,
                        0.375,
                        0.5,
                        0.875,
                        0.75));
    }

    /// Events with fields that their type has been given since its first sample, every one of them
    /// filled in.
    public static List<Event> grown() {
        Pub loss = Pub.ofBatch(
                CIRCUIT,
                List.of(RealVector.of(0.1, -0.30000000000000004)),
                new TrainingBatch(
                        List.of(RealVector.of(0.5, 1e-17), RealVector.of(1.5, 2.5)),
                        List.of(new PauliString("IZ")),
                        RealVector.of(0, 1),
                        new Loss.CrossEntropy(6)),
                null,
                7,
                Wanted.LOSS_GRADIENT);
        return List.of(
                new ExecutionRequested(
                        metadata("execution-requested"),
                        new ExecutionId(RUN, 3, loss.digest()),
                        loss,
                        "auto",
                        ENGINE,
                        LINK),
                new ExecutionCompleted(
                        metadata("execution-completed"),
                        new ExecutionId(RUN, 3, loss.digest()),
                        ENGINE,
                        List.of(),
                        0.001,
                        0.002,
                        PackedMatrix.of(2, 3, new double[] {1, 0.5, 1.0 / 3, -0.0, 1e-300, 0.30000000000000004})),
                new RunSubmitted(
                        metadata("run-submitted"),
                        RUN,
                        new ProblemClaim("portfolio", 4, PROBLEM, PORTFOLIO, null),
                        LARGE_SETTINGS,
                        Digest.of("snapshot"),
                        null,
                        MARKET,
                        PARENT,
                        null),
                new RunCircuitReady(
                        metadata("run-circuit-ready"),
                        RUN,
                        CIRCUIT,
                        LINK,
                        List.of("gamma0", "beta0"),
                        PROBLEM,
                        new Formulation(Sense.MAXIMIZE, ISING.toPauliSum(), ISING, 2),
                        null,
                        SETTINGS,
                        PARENT),
                new RunCircuitFailed(
                        metadata("run-circuit-failed"), RUN, new Failure(Failure.CIRCUIT_REJECTED, "too wide"), PARENT),
                new RunDecomposed(
                        metadata("run-decomposed"),
                        RUN,
                        PORTFOLIO,
                        PROBLEM,
                        MARKET,
                        CLUSTERING,
                        LARGE_SETTINGS,
                        STRATEGY.parent(3),
                        WARM_START),
                new RunEnded(
                        metadata("run-ended"),
                        RUN,
                        RunStatus.SUCCEEDED,
                        StopReason.CONVERGED,
                        null,
                        2,
                        40,
                        40960,
                        new BestSolution(-0.5, Sense.MINIMIZE, null, true, RealVector.zeros(0), List.of("A", "C")),
                        null,
                        null,
                        null,
                        null,
                        "decomposition/1",
                        new Portfolio(ALLOCATION, ALLOCATION, ALLOCATION, ALLOCATION),
                        PARENT,
                        new DecompositionReport(
                                2,
                                2,
                                -0.53125,
                                List.of(
                                        stage(DecompositionReport.Step.CLUSTERS, -0.25, 50.0, 2, 1, 0),
                                        stage(DecompositionReport.Step.SWEEP, -0.375, 25.0, 2, 0, 1),
                                        stage(DecompositionReport.Step.POLISH, -0.5, 6.25, 0, 0, 1)),
                                CONTROLS),
                        null,
                        null),
                new TrainingSubmitted(
                        metadata("training-submitted"),
                        RUN,
                        TO_CLASSIFY,
                        PROBLEM,
                        TABLE,
                        TABLE,
                        new LearningSettings(
                                "shapes",
                                new LearningModel.KernelRidge(
                                        new Kernel.Projected(
                                                new FeatureMap.Z(1),
                                                0.5,
                                                new NystromApproximation(200),
                                                new KernelAlignment(
                                                        new TrainableLayers.StronglyEntangling(2), true, 0.25, 50, 8)),
                                        0.25),
                                ExecutionSpecification.of(null, 1024, null, null, null),
                                42),
                        OTHER,
                        PARENT));
    }

    /// Events with fields that their type has been given since then.
    public static List<Event> grownAgain() {
        Pub tile = Pub.kernel(
                CIRCUIT,
                List.of(RealVector.of(0.1, 0.2), RealVector.of(0.3, 0.4)),
                List.of(RealVector.of(0.5, 0.6)),
                1024,
                7);
        return List.of(
                new ExecutionRequested(
                        metadata("execution-requested"),
                        new ExecutionId(RUN, 4, tile.digest()),
                        tile,
                        "auto",
                        ENGINE,
                        LINK),
                new RunSubmitted(
                        metadata("run-submitted"),
                        RUN,
                        new ProblemClaim("portfolio", 4, PROBLEM, PORTFOLIO, null),
                        LARGE_SETTINGS,
                        Digest.of("snapshot"),
                        null,
                        MARKET,
                        STRATEGY.parent(3),
                        WARM_START),
                new RunDecomposed(
                        metadata("run-decomposed"),
                        RUN,
                        PORTFOLIO,
                        PROBLEM,
                        MARKET,
                        new Clustering(
                                CLUSTERING.clusters(),
                                0.375,
                                1.25,
                                2.5,
                                RealVector.of(1.5, 1.375),
                                0.25,
                                0.125,
                                new Clustering.Count(1, 3, 2, "greedy")),
                        LARGE_SETTINGS),
                new RunEnded(
                        metadata("run-ended"),
                        RUN,
                        RunStatus.SUCCEEDED,
                        StopReason.CONVERGED,
                        null,
                        2,
                        40,
                        40960,
                        new BestSolution(-0.5, Sense.MINIMIZE, null, true, RealVector.zeros(0), List.of("A", "C")),
                        null,
                        null,
                        null,
                        null,
                        "decomposition/1",
                        new Portfolio(ALLOCATION, ALLOCATION, ALLOCATION, ALLOCATION),
                        STRATEGY.parent(3),
                        null,
                        WARM_START,
                        null));
    }

    /// Events with fields that their type has been given since that.
    public static List<Event> grownFurther() {
        return List.of(learnt(report()));
    }

    /// An event with a form that its type was given later.
    ///
    /// @param form its golden sample has it in its name
    public record Named(String form, Event event) {}

    /// Events in forms that their types have been given after all of these.
    public static List<Named> named() {
        Pub mean = Pub.ofBatch(
                CIRCUIT,
                List.of(RealVector.of(0.1, -0.30000000000000004)),
                new TrainingBatch(
                        List.of(RealVector.of(0.5, 1e-17)),
                        List.of(new PauliString("IZ"), new PauliString("ZI")),
                        RealVector.of(1),
                        new Loss.Linear(),
                        RealVector.of(0.5, 0.5)),
                null,
                7,
                Wanted.LOSS_GRADIENT);
        Pub metric = Pub.ofBatch(
                CIRCUIT,
                List.of(RealVector.of(0.1, -0.30000000000000004)),
                new TrainingBatch(
                        List.of(RealVector.of(0.5, 1e-17)),
                        List.of(new PauliString("IZ")),
                        RealVector.of(1),
                        new Loss.CrossEntropy(6)),
                null,
                7,
                Wanted.LOSS_METRIC);
        Pub weightedBatch = Pub.ofBatch(
                CIRCUIT,
                List.of(RealVector.of(0.5, -0.25, 0.75, 1, 1.125)),
                new TrainingBatch(
                        List.of(RealVector.of(0.5, 1e-17)),
                        List.of(new PauliString("IZ")),
                        RealVector.of(1),
                        new Loss.WeightedFidelity(),
                        null,
                        2),
                null,
                7,
                Wanted.LOSS_GRADIENT);
        var naturalGradient = new LearningModel.NetworkTraining(
                LearningModel.NetworkTraining.Method.NATURAL_GRADIENT, 0.0625, 50, 32, 5, null, null, null, 0.03125);
        return List.of(
                new Named(
                        "search",
                        new TrainingSubmitted(
                                metadata("training-submitted"),
                                RUN,
                                TO_CLASSIFY,
                                PROBLEM,
                                TABLE,
                                null,
                                settings(search(), null),
                                null,
                                null)),
                new Named(
                        "search",
                        new TrainingReady(
                                metadata("training-ready"),
                                RUN,
                                CIRCUIT,
                                LINK,
                                2,
                                3,
                                0,
                                List.of(),
                                TO_CLASSIFY,
                                PROBLEM,
                                TABLE,
                                null,
                                settings(
                                        null,
                                        new SearchPart(
                                                SearchPart.Role.SEARCH,
                                                2,
                                                List.of(new SearchPart.Candidate(3, machine())),
                                                new Validation.Folds(3),
                                                SelectionMetric.MACRO_F1)),
                                PARENT)),
                new Named(
                        "search",
                        new ChildEnded(
                                metadata("child-ended"),
                                RUN,
                                1,
                                OTHER,
                                RunStatus.SUCCEEDED,
                                null,
                                null,
                                20,
                                20480,
                                searched())),
                new Named("mean-output", requested(mean)),
                new Named("metric", requested(metric)),
                new Named(
                        "metric",
                        new ExecutionCompleted(
                                metadata("execution-completed"),
                                new ExecutionId(RUN, 5, metric.digest()),
                                ENGINE,
                                List.of(new PointResult(0.625, 0, 0.625, RealVector.of(0.125, -0.25), null, null)),
                                0.001,
                                0.002,
                                PackedTriangle.pack(new double[][] {{0.25, 0.125}, {0.125, 0.1875}}))),
                new Named("natural-gradient", ready(network(naturalGradient))),
                new Named("variational", ready(variational())),
                new Named("weighted", ready(weighted())),
                new Named("weighted", requested(weightedBatch)),
                new Named("weighted", learnt(weightedReport())),
                new Named(
                        "search",
                        new TrainingProgressed(
                                metadata("training-progressed"),
                                RUN,
                                5,
                                TrainingProgressed.Phase.SEARCH,
                                10,
                                36,
                                null,
                                null,
                                null,
                                null,
                                null)),
                new Named(
                        "model-left-out",
                        learnt(report().leavingModelOut("with the model the outcome takes 300000 bytes"))));
    }

    private static ExecutionRequested requested(Pub pub) {
        return new ExecutionRequested(
                metadata("execution-requested"), new ExecutionId(RUN, 5, pub.digest()), pub, "auto", ENGINE, LINK);
    }

    private static TrainingReady ready(LearningModel model) {
        return new TrainingReady(
                metadata("training-ready"),
                RUN,
                CIRCUIT,
                LINK,
                2,
                3,
                12,
                List.of(new PauliString("IZ")),
                TO_CLASSIFY,
                PROBLEM,
                TABLE,
                TABLE,
                new LearningSettings("shapes", model, exact(), 42),
                PARENT);
    }

    private static RunEnded learnt(LearningReport report) {
        return new RunEnded(
                metadata("run-ended"),
                RUN,
                RunStatus.SUCCEEDED,
                StopReason.CONVERGED,
                null,
                2,
                40,
                40960,
                null,
                null,
                null,
                ENGINE,
                CIRCUIT,
                "learning/1",
                null,
                PARENT,
                null,
                null,
                report);
    }

    private static LearningReport report() {
        var accuracy = new Metric("accuracy", 0.875, 0.75, 0.9375);
        return new LearningReport(
                150,
                2,
                2,
                12,
                List.of(accuracy, new Metric("logLoss", 0.25, null, null)),
                List.of(accuracy),
                List.of(List.of(accuracy), List.of(accuracy)),
                List.of(List.of(10, 1), List.of(2, 9)),
                new KernelDiagnostics(112, 0.375, 0.03125, 7.5, -1e-3, 4, 0.0625, 0.25, 1.5, false, null, null),
                List.of(new LearningControl(
                        "rbf-svm", List.of(accuracy), List.of(accuracy), 0.5, -0.0625, -0.125, 0.015625, 0.25)),
                new LearningVerdict(LearningVerdict.Outcome.EQUAL, "rbf-svm", "As good as rbf-svm."),
                1.5,
                0.25,
                trainedModel(),
                null);
    }

    private static LearningModel machine() {
        return new LearningModel.SupportVectorMachine(
                new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL)), 1, 0.1);
    }

    private static GridSearch search() {
        var grid = new LinkedHashMap<String, List<Object>>();
        grid.put("model.c", List.of(0.5, 2));
        grid.put("model.kernel.featureMap.entanglement", List.of("full", "linear"));
        return new GridSearch(grid, new Validation.Folds(3), SelectionMetric.ACCURACY);
    }

    private static LearningSettings settings(@Nullable GridSearch search, @Nullable SearchPart part) {
        return new LearningSettings("shapes", machine(), exact(), 42, null, search, part);
    }

    private static LearningReport searched() {
        return new LearningReport(
                150,
                2,
                2,
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                1.5,
                0.25,
                null,
                null,
                new SearchReport(
                        SelectionMetric.ACCURACY,
                        List.of("model.c"),
                        List.of(
                                new SearchReport.Tried(0, List.of(0.5), 0.875, 0.0625, null),
                                new SearchReport.Tried(1, List.of(2), null, null, "no engine")),
                        0,
                        List.of(new SearchReport.Chosen(0, List.of(0.5), 0.75)),
                        machine(),
                        TO_CLASSIFY.preprocessing()),
                new TestedRows(
                        PackedMatrix.of(1, 2, new double[] {0, 1}),
                        PackedMatrix.of(2, 2, new double[] {0.75, 0.25, 0.5, 0.5}),
                        List.of(new TestedRows.Control(
                                "shuffled-labels", PackedMatrix.of(1, 2, new double[] {1, 1}), null, 0.5))));
    }

    private static TrainedModel trainedModel() {
        return new TrainedModel(
                LearningTask.CLASSIFICATION,
                "kind",
                List.of("circle", "square"),
                List.of(
                        new TrainedModel.Column("width", ColumnType.NUMBER, List.of()),
                        new TrainedModel.Column("colour", ColumnType.CATEGORY, List.of("blue", "red"))),
                new FittedPreprocessing(
                        2,
                        List.of(
                                new FittedStep.Impute(List.of(0), RealVector.of(0.5)),
                                new FittedStep.OneHot(List.of(
                                        new FittedStep.OneHot.Column(List.of(), List.of()),
                                        new FittedStep.OneHot.Column(List.of("blue", "red"), List.of(0, 1)))),
                                new FittedStep.Affine(
                                        RealVector.of(0.5, 0, 0), RealVector.of(2, 1, 1), RealVector.of(-1, 0, 0))),
                        List.of("width", "colour=blue", "colour=red")),
                3,
                new LearningModel.SupportVectorMachine(
                        new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL)), 1, 0.1),
                CIRCUIT,
                LINK,
                ENGINE,
                1024,
                42,
                new TrainedModel.OfKernel(
                        TABLE.table(),
                        List.of(3, 11),
                        new SupportVectorClassifier(
                                List.of("circle", "square"),
                                List.of(2, 8),
                                List.of(new SupportVectorClassifier.Machine(
                                        0,
                                        1,
                                        List.of(0, 1),
                                        RealVector.of(-0.75, 0.75),
                                        0.125,
                                        0.5,
                                        new Sigmoid(1.5, -0.25)))),
                        null),
                null);
    }

    private static LearningModel weighted() {
        return new LearningModel.QuantumNeuralNetwork(
                new FeatureMap.DenseAngle(List.of(Rotation.RZ, Rotation.RY, Rotation.RZ)),
                new TrainableLayers.Brickwork(4, List.of(Rotation.RZ, Rotation.RY, Rotation.RZ)),
                true,
                null,
                true,
                true,
                LearningModel.QuantumNeuralNetwork.Readout.Z,
                LearningModel.QuantumNeuralNetwork.LossType.WEIGHTED_FIDELITY,
                1,
                new LearningModel.NetworkTraining(
                        LearningModel.NetworkTraining.Method.ADAM,
                        0.0625,
                        1250,
                        32,
                        null,
                        true,
                        null,
                        null,
                        null,
                        new LearningModel.NetworkTraining.InitialWeights(0, 1)));
    }

    private static LearningReport weightedReport() {
        LearningReport report = report();
        TrainedModel model = trainedModel();
        return new LearningReport(
                report.rows(),
                report.features(),
                report.qubits(),
                report.weights(),
                report.training(),
                report.validation(),
                report.folds(),
                report.confusion(),
                null,
                report.controls(),
                report.verdict(),
                report.quantumSeconds(),
                report.classicalSeconds(),
                new TrainedModel(
                        model.task(),
                        model.target(),
                        model.classes(),
                        model.columns(),
                        model.preprocessing(),
                        model.width(),
                        weighted(),
                        model.circuitDigest(),
                        model.circuitLink(),
                        model.engine(),
                        null,
                        42,
                        null,
                        new TrainedModel.OfNetwork(
                                RealVector.of(0.5, -0.25), List.of(new PauliString("Z")), RealVector.of(0.875, 1.125))),
                null);
    }

    private static LearningModel variational() {
        return new LearningModel.QuantumNeuralNetwork(
                new FeatureMap.Angle(List.of(Rotation.RY), 1),
                new TrainableLayers.StronglyEntangling(3, TrainableLayers.StronglyEntangling.Entangler.CZ),
                true,
                true,
                null,
                null,
                LearningModel.QuantumNeuralNetwork.Readout.MEAN_Z,
                LearningModel.QuantumNeuralNetwork.LossType.LINEAR,
                1,
                new LearningModel.NetworkTraining(
                        LearningModel.NetworkTraining.Method.ADAM,
                        0.0625,
                        1250,
                        32,
                        100,
                        true,
                        125,
                        new LearningModel.NetworkTraining.Plateau(200),
                        null));
    }

    private static LearningModel network() {
        return network(new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.0625, 50, 32, 5));
    }

    private static LearningModel network(LearningModel.NetworkTraining training) {
        return new LearningModel.QuantumNeuralNetwork(
                new FeatureMap.Zz(2, Entanglement.LINEAR),
                new TrainableLayers.StronglyEntangling(2),
                true,
                LearningModel.QuantumNeuralNetwork.Readout.Z,
                LearningModel.QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                6,
                training);
    }

    private static ExecutionSpecification exact() {
        return ExecutionSpecification.of(null, null, null, null, null);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    private static DecompositionReport.Stage stage(
            DecompositionReport.Step step, double objective, double gap, int children, int fallbacks, int changes) {
        return new DecompositionReport.Stage(step, objective, gap, 0.5, children, fallbacks, 20 * children, changes);
    }

    private static CircuitDefinition circuit() {
        return new CircuitDefinition(
                3,
                "OPENQASM 3.0;\n",
                List.of("gamma0", "beta0"),
                ISING.toPauliSum(),
                List.of(new CircuitDefinition.MeasurementGroup(new PauliString("ZZZ"), List.of(1, 2))),
                new CircuitDefinition.CircuitResources(8, 2, 4, 2));
    }

    private static EventMetadata metadata(String identity) {
        return EventMetadata.of(identity, TIME, UUID.nameUUIDFromBytes(new byte[] {1}));
    }
}
