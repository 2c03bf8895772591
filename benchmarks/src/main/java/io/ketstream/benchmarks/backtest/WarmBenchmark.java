package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.portfolio.CircuitCluster;
import io.ketstream.benchmarks.portfolio.QaoaSearch;
import io.ketstream.circuit.decomposition.Cluster;
import io.ketstream.circuit.decomposition.Decomposition;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.WarmStart;
import io.ketstream.optimizer.loop.AngleTransfer;
import io.ketstream.optimizer.loop.StartParameters;
import io.ketstream.optimizer.loop.WarmAngles;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A portfolio's circuits day after day, twice: as the services begin them without a run before, and where those of the
/// day before ended. Both have the clusters that are kept from day to day.
final class WarmBenchmark {

    private static final long MEMORY = 1L << 28;
    private static final int LEARNT_FROM = 10;
    private static final double DECIMALS = 1e6;

    private final PriceHistory history;
    private final WarmOptions options;
    private final Consumer<String> progress;
    private final Ansatz.Qaoa ansatz;
    private final StatevectorSimulator simulator = new StatevectorSimulator(MEMORY);

    WarmBenchmark(PriceHistory history, WarmOptions options, Consumer<String> progress) {
        this.history = history.drawn(options.assets(), options.seed());
        this.options = options;
        this.progress = progress;
        this.ansatz = new Ansatz.Qaoa(options.layers(), Mixer.XY_COMPLETE);
    }

    /// Clusters of a day, and those of them whose circuits have something to choose.
    private record Parts(List<List<String>> clusters, List<Part> open) {}

    private record Part(int cluster, List<String> symbols, SelectionProblem problem) {}

    /// @throws IllegalArgumentException when the history is too short
    WarmFigures measure() {
        int last = history.days().size() - 1;
        int first = last - options.days();
        if (first < options.window()) {
            throw new IllegalArgumentException("--days and --window need " + (options.days() + options.window() + 1)
                    + " days, there are " + (last + 1));
        }
        WarmStart learnt = null;
        List<WarmFigures.Day> days = new ArrayList<>();
        for (int day = first; day <= last; day++) {
            Parts parts = parts(MarketView.of(history.until(day, options.window(), 1)), learnt);
            CircuitRound cold = cold(parts.open());
            CircuitRound warm = learnt == null ? cold : warm(parts.open(), learnt);
            if (learnt != null) {
                days.add(day(history.days().get(day).toString(), cold, warm));
                progress.accept("%s: %d circuits, %.1f times"
                        .formatted(
                                history.days().get(day),
                                parts.open().size(),
                                days.getLast().factor()));
            }
            learnt = learnt(parts, warm);
        }
        return WarmFigures.of(options, days);
    }

    private Parts parts(MarketView market, @Nullable WarmStart learnt) {
        double aversion = options.riskAversion() / options.selected();
        Decomposition decomposition = Decomposition.of(
                market.moments(),
                aversion,
                SelectionRules.exactly(options.selected(), market.symbols().size()),
                options.cap(),
                learnt == null ? List.of() : numbers(market.symbols(), learnt));
        var problem = new SelectionProblem(market.expectedReturns(), market.covariance(), aversion, options.selected());
        List<List<String>> clusters = new ArrayList<>();
        List<Part> open = new ArrayList<>();
        for (Cluster cluster : decomposition.clusters()) {
            List<String> symbols =
                    cluster.assets().stream().map(market.symbols()::get).toList();
            if (!cluster.isDecided()) {
                open.add(new Part(
                        clusters.size(),
                        symbols,
                        problem.part(cluster.assets(), decomposition.riskAversion(), cluster.cardinality())));
            }
            clusters.add(symbols);
        }
        return new Parts(clusters, open);
    }

    private static List<List<Integer>> numbers(List<String> symbols, WarmStart learnt) {
        return learnt.clusters().stream()
                .map(cluster -> cluster.symbols().stream()
                        .map(symbols::indexOf)
                        .filter(number -> number >= 0)
                        .toList())
                .toList();
    }

    /// One in ten on the ramp, the others where the median of these ended.
    private CircuitRound cold(List<Part> parts) {
        EvaluationTrace[] traces = new EvaluationTrace[parts.size()];
        improve(
                traces,
                parts,
                true,
                part -> StartParameters.linearRamp(ansatz, part.symbols().size()));
        List<AngleTransfer.Solved> solved = IntStream.range(0, traces.length)
                .filter(k -> k % LEARNT_FROM == 0)
                .mapToObj(k -> new AngleTransfer.Solved(parts.get(k).symbols().size(), traces[k].parameters()))
                .toList();
        improve(
                traces,
                parts,
                false,
                part -> AngleTransfer.median(ansatz, solved, part.symbols().size()));
        return new CircuitRound(List.of(traces));
    }

    private interface Start {
        RealVector of(Part part);
    }

    private void improve(EvaluationTrace[] traces, List<Part> parts, boolean tenth, Start start) {
        IntStream.range(0, traces.length)
                .parallel()
                .filter(k -> (k % LEARNT_FROM == 0) == tenth)
                .forEach(k -> traces[k] = trace(parts.get(k), start.of(parts.get(k))));
    }

    private CircuitRound warm(List<Part> parts, WarmStart learnt) {
        var angles = new WarmAngles(ansatz, learnt);
        return new CircuitRound(parts.parallelStream()
                .map(part -> trace(part, angles.start(part.symbols())))
                .toList());
    }

    private EvaluationTrace trace(Part part, RealVector start) {
        SelectionProblem problem = part.problem();
        return EvaluationTrace.of(
                new QaoaSearch(simulator, CircuitCluster.formulation(problem, ansatz), ansatz),
                start,
                options.evaluations(),
                options.tolerance() * CircuitCluster.largest(problem));
    }

    /// As a run tells it: to the sixth decimal.
    private static WarmStart learnt(Parts parts, CircuitRound round) {
        RealVector[] angles = new RealVector[parts.clusters().size()];
        for (int k = 0; k < parts.open().size(); k++) {
            double[] ended = round.traces().get(k).parameters().toArray();
            for (int a = 0; a < ended.length; a++) {
                ended[a] = Math.rint(ended[a] * DECIMALS) / DECIMALS;
            }
            angles[parts.open().get(k).cluster()] = RealVector.of(ended);
        }
        return new WarmStart(
                List.of(),
                IntStream.range(0, angles.length)
                        .mapToObj(c -> new WarmStart.Cluster(
                                parts.clusters().get(c), Objects.requireNonNullElse(angles[c], RealVector.zeros(0))))
                        .toList());
    }

    private WarmFigures.Day day(String day, CircuitRound cold, CircuitRound warm) {
        double reached = cold.end() + options.margin() * cold.gain();
        int until = warm.until(reached);
        return new WarmFigures.Day(
                day,
                cold.traces().size(),
                cold.evaluations(),
                cold.until(reached),
                until == 0 ? warm.evaluations() + cold.evaluations() : until,
                warm.evaluations(),
                until > 0,
                100 * (warm.end() - cold.end()) / cold.gain());
    }
}
