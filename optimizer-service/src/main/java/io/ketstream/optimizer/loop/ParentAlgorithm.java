package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.DecompositionReport.Step;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.WarmStart;
import io.ketstream.optimizer.portfolio.ClusterSweep;
import io.ketstream.optimizer.portfolio.MarketSelection;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionLimits;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapHeuristic;
import io.ketstream.optimizer.training.QuestionSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A portfolio that was taken apart, as plain blocking code: each cluster by a run of its own, put together; all of
/// them
/// again as the others stand; polish; weights (`docs/portfolios.md`).
///
/// Circuits learn from each other: of the first clusters every tenth begins on the ramp, and all further circuits where
/// the median of those before them ended ([AngleTransfer]). Where the user says where to begin, all first clusters do.
/// What a run like it has learnt before goes before both: its angles ([WarmAngles]), and its selection, which is
/// polished beside the run's own.
///
/// A pure function of the decomposition, the covariance and what the children come to, which is what makes replay
/// possible. Where the same could lead to other children it is another [DecompositionVersion].
final class ParentAlgorithm {

    private static final int LEARNT_FROM = 10;
    private static final int MOST_SWEEPS = 2;

    /// A millionth of an angle changes no circuit's energy that anybody could measure.
    private static final double LEARNT_DECIMALS = 1e6;

    /// Starts of the classical search that takes the place of a circuit which has not answered.
    private static final int FALLBACK_STARTS = 10;

    private final RunDecomposed run;
    private final DecompositionVersion version;
    private final RunSettings settings;
    private final Ansatz.Qaoa ansatz;
    private final MarketSelection market;
    private final Function<Problem, Digest> digests;
    private final List<List<Integer>> clusters;
    private final List<DecompositionReport.Stage> stages = new ArrayList<>();
    private final List<AngleTransfer.Solved> solved = new ArrayList<>();
    private final List<AngleTransfer.Solved> given;
    private final WarmAngles warm;

    /// What each cluster's last circuit ended with.
    private final RealVector[] ended;

    private Instant reached;
    private int sequence;
    private int evaluations;
    private long shots;
    private int fallbacks;
    private boolean late;

    /// @throws IllegalArgumentException when the parts of the event do not belong together
    ParentAlgorithm(
            RunDecomposed run,
            MarketSelection market,
            Function<Problem, Digest> digests,
            DecompositionVersion version) {
        this.run = run;
        this.version = version;
        this.digests = digests;
        this.settings = run.settings();
        if (!(settings.ansatz() instanceof Ansatz.Qaoa qaoa)) {
            throw new IllegalArgumentException("only a run of QAOA circuits can be taken apart");
        }
        this.ansatz = new Ansatz.Qaoa(qaoa.layers(), qaoa.mixer());
        this.market = market;
        this.clusters = run.clustering().clusters().stream().map(market::assets).toList();
        this.reached = run.metadata().occurredAt();
        RealVector angles = settings.optimizer().initialParameters();
        this.warm = new WarmAngles(ansatz, run.warmStart());
        this.ended = new RealVector[clusters.size()];
        Arrays.fill(ended, RealVector.zeros(0));
        this.given = angles == null ? List.of() : List.of(new AngleTransfer.Solved(largestCluster(), angles));
    }

    ParentConclusion run(Children children) {
        double aversion = run.clustering().riskAversion();
        List<SelectionProblem> parts = new ArrayList<>();
        for (int c = 0; c < clusters.size(); c++) {
            Clustering.Cluster cluster = run.clustering().clusters().get(c);
            parts.add(market.problem().part(clusters.get(c), aversion, cluster.cardinality()));
        }
        var assembly = new Assembly(children, "cluster");
        Selection selection = Selection.ofParts(market.problem(), clusters, assembly.solve(parts));
        assembly.refuseWithoutCircuits();
        assembly.report(Step.CLUSTERS, selection, clusters.size());
        for (int sweep = 1; sweep <= MOST_SWEEPS; sweep++) {
            var again = new Assembly(children, "sweep " + sweep + ", cluster");
            int changes = ClusterSweep.descend(selection, clusters, again::solve, 1);
            again.report(Step.SWEEP, selection, changes);
            if (changes == 0) {
                break;
            }
        }
        long begun = System.nanoTime();
        BitSet before = selection.assets();
        version.polish(selection, market.limits());
        Selection remembered = remembered();
        if (remembered != null && remembered.value() < selection.value()) {
            selection = remembered;
        }
        stages.add(new DecompositionReport.Stage(
                Step.POLISH,
                selection.value(),
                null,
                (System.nanoTime() - begun) / 1e9,
                0,
                0,
                0,
                differing(before, selection.assets())));
        return conclude(selection);
    }

    /// How many assets are taken otherwise.
    private static int differing(BitSet before, BitSet after) {
        BitSet left = (BitSet) before.clone();
        left.andNot(after);
        BitSet entered = (BitSet) after.clone();
        entered.andNot(before);
        return Math.max(left.cardinality(), entered.cardinality());
    }

    /// What was selected before, as far as it still may be, made complete and polished.
    private @Nullable Selection remembered() {
        WarmStart start = run.warmStart();
        if (start == null || start.selection().isEmpty()) {
            return null;
        }
        Selection selection =
                SwapHeuristic.completed(market.problem(), market.limits(), market.assets(start.selection()));
        version.polish(selection, market.limits());
        return selection;
    }

    private ParentConclusion conclude(Selection selection) {
        var comparison = new ParentComparison(market, version, shots, settings.seed());
        List<String> selected = market.selected(selection.assets());
        RealVector angles = solved.isEmpty()
                ? StartParameters.linearRamp(ansatz, largestCluster())
                : AngleTransfer.median(ansatz, solved, largestCluster());
        return new ParentConclusion(
                new BestSolution(market.objective(selection.value()), Sense.MINIMIZE, null, true, angles, selected),
                late,
                evaluations,
                shots,
                new DecompositionReport(
                        clusters.size(),
                        largestCluster(),
                        comparison.bound().objective(),
                        stages.stream().map(comparison::measured).toList(),
                        comparison.controls()),
                version,
                comparison.portfolio(run.problem(), selected),
                learnt(selected));
    }

    /// For the next run of its strategy; null where there is none.
    private @Nullable WarmStart learnt(List<String> selected) {
        if (run.parent() == null || !run.parent().isStrategy()) {
            return null;
        }
        return new WarmStart(
                selected,
                IntStream.range(0, clusters.size())
                        .mapToObj(c -> new WarmStart.Cluster(symbols(c), rounded(ended[c])))
                        .toList());
    }

    private static RealVector rounded(RealVector angles) {
        return RealVector.of(Arrays.stream(angles.toArray())
                .map(angle -> Math.rint(angle * LEARNT_DECIMALS) / LEARNT_DECIMALS)
                .toArray());
    }

    private List<String> symbols(int cluster) {
        return clusters.get(cluster).stream().map(market::symbol).toList();
    }

    private int largestCluster() {
        return clusters.stream().mapToInt(List::size).max().orElseThrow();
    }

    /// All clusters once.
    private final class Assembly {

        private final Children children;
        private final String name;
        private final boolean isFirst = stages.isEmpty();
        private final int evaluationsBefore = evaluations;
        private final int fallbacksBefore = fallbacks;
        private final Instant before = reached;
        private int begun;
        private @Nullable Failure failure;

        Assembly(Children children, String name) {
            this.children = children;
            this.name = name;
        }

        /// Of each a selection of its cardinality; where nothing is left to be chosen without a circuit.
        List<BitSet> solve(List<SelectionProblem> problems) {
            BitSet[] answers = new BitSet[problems.size()];
            List<Integer> open = new ArrayList<>();
            for (int c = 0; c < answers.length; c++) {
                SelectionProblem problem = problems.get(c);
                if (problem.cardinality() == 0 || problem.cardinality() == problem.size()) {
                    answers[c] = new BitSet();
                    answers[c].set(0, problem.cardinality());
                } else {
                    open.add(c);
                }
            }
            if (solved.isEmpty() && given.isEmpty() && warm.isEmpty()) {
                List<Integer> first = every(open, true);
                ask(first, problems, answers);
                open = every(open, false);
            }
            ask(open, problems, answers);
            return List.of(answers);
        }

        private static List<Integer> every(List<Integer> open, boolean tenth) {
            return IntStream.range(0, open.size())
                    .filter(k -> (k % LEARNT_FROM == 0) == tenth)
                    .mapToObj(open::get)
                    .toList();
        }

        private void ask(List<Integer> numbers, List<SelectionProblem> problems, BitSet[] answers) {
            if (numbers.isEmpty()) {
                return;
            }
            List<ChildRun.Optimization> asked = new ArrayList<>();
            for (int c : numbers) {
                asked.add(child(c, problems.get(c)));
            }
            List<ChildEnded> outcomes = children.run(List.copyOf(asked));
            for (int k = 0; k < asked.size(); k++) {
                int c = numbers.get(k);
                answers[c] = answer(c, problems.get(c), asked.get(k), outcomes.get(k));
            }
            begun += asked.size();
        }

        private ChildRun.Optimization child(int c, SelectionProblem problem) {
            List<String> symbols = symbols(c);
            RealVector start = start(symbols);
            var parent = new ParentRun(run.runId(), ++sequence);
            var portfolio = new PortfolioProblem(
                    symbols,
                    problem.expectedReturns(),
                    problem.covariance(),
                    null,
                    null,
                    problem.riskAversion(),
                    problem.cardinality());
            return ChildRun.Optimization.of(
                    parent,
                    portfolio,
                    digests.apply(portfolio),
                    new RunSettings(
                            name + " " + (c + 1) + " of " + clusters.size(),
                            ansatz,
                            settings.optimizer().startingAt(start),
                            settings.execution(),
                            QuestionSeed.of(settings.seed(), parent.sequence())));
        }

        private @Nullable RealVector start(List<String> symbols) {
            if (isFirst && !warm.isEmpty()) {
                return warm.start(symbols);
            }
            List<AngleTransfer.Solved> known = solved.isEmpty() ? given : solved;
            return known.isEmpty() ? null : AngleTransfer.median(ansatz, known, symbols.size());
        }

        private BitSet answer(int c, SelectionProblem problem, ChildRun.Optimization child, ChildEnded outcome) {
            List<Integer> cluster = clusters.get(c);
            evaluations += outcome.evaluations();
            shots += outcome.shots();
            Instant at = outcome.metadata().occurredAt();
            reached = at.isAfter(reached) ? at : reached;
            BestSolution best = outcome.best();
            List<String> chosen = best == null || !best.feasible() ? null : best.selection();
            if (outcome.status() == RunStatus.SUCCEEDED && best != null && chosen != null) {
                solved.add(new AngleTransfer.Solved(problem.size(), best.parameters()));
                ended[c] = best.parameters();
                var assets = new BitSet();
                for (int a = 0; a < cluster.size(); a++) {
                    assets.set(a, chosen.contains(market.symbol(cluster.get(a))));
                }
                return assets;
            }
            fallbacks++;
            failure = outcome.failure();
            late |= failure != null && failure.code().equals(Failure.EXECUTION_TIMED_OUT);
            return version.search(
                            problem,
                            SelectionLimits.of(problem),
                            FALLBACK_STARTS,
                            child.settings().seed())
                    .assets();
        }

        /// A run whose every circuit fails is no quantum run with a fallback: what is wrong concerns all of them.
        void refuseWithoutCircuits() {
            if (begun > 0 && fallbacks - fallbacksBefore == begun) {
                String reason = failure == null ? "none of them found a feasible selection" : failure.message();
                throw new RunFailedException(new Failure(
                        failure == null ? Failure.OPTIMIZER_FAILED : failure.code(),
                        "not one of " + begun + " clusters' runs has succeeded; of the last: " + reason));
            }
        }

        void report(Step step, Selection selection, int changes) {
            stages.add(new DecompositionReport.Stage(
                    step,
                    selection.value(),
                    null,
                    Duration.between(before, reached).toMillis() / 1e3,
                    begun,
                    fallbacks - fallbacksBefore,
                    evaluations - evaluationsBefore,
                    changes));
        }
    }
}
