package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.portfolio.CircuitClusters;
import io.ketstream.benchmarks.portfolio.Counts;
import io.ketstream.circuit.decomposition.Cluster;
import io.ketstream.circuit.decomposition.Decomposition;
import io.ketstream.circuit.decomposition.MarketMoments;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.optimizer.loop.AngleTransfer;
import io.ketstream.optimizer.portfolio.ClusterSweep;
import io.ketstream.optimizer.portfolio.RelaxationBound;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapPolish;
import io.ketstream.simulator.Seeds;
import java.util.BitSet;
import java.util.List;

/// Selections by circuits: taken apart, solved, put together, swept, polished. It begins with the angles that the
/// circuits of the rebalancing before ended with, and with the selection of then as a candidate.
final class QaoaSelector {

    private static final double SHOTS_SHARE = 0.25;
    private static final int SWEEPS = 5;

    /// Of the gradient; where a circuit's value no longer changes by what a selection would notice.
    private static final double TOLERANCE = 1e-3;

    private static final double BOUND_GAP = 1e-5;
    private static final int BOUND_STEPS = 20_000;

    private final BacktestOptions options;
    private final Ansatz.Qaoa ansatz;
    private final Memory memory = new Memory();
    private List<AngleTransfer.Solved> angles = List.of();
    private int rebalancings;

    QaoaSelector(BacktestOptions options) {
        this.options = options;
        this.ansatz = new Ansatz.Qaoa(options.layers(), Mixer.XY_COMPLETE);
    }

    record Answer(BitSet assets, Stages stages) {}

    /// @param heuristic what the classical control selects of the same problem
    Answer select(MarketView market, SelectionProblem problem, Selection heuristic) {
        var moments = new MarketMoments(
                problem.expectedReturns(),
                market.moments().covariance(),
                market.moments().observations());
        Decomposition decomposition =
                Decomposition.of(moments, problem.riskAversion(), Counts.greedy(problem), options.cap());
        List<List<Integer>> clusters =
                decomposition.clusters().stream().map(Cluster::assets).toList();
        List<SelectionProblem> parts = decomposition.clusters().stream()
                .map(cluster -> problem.part(cluster.assets(), decomposition.riskAversion(), cluster.cardinality()))
                .toList();
        boolean warm = !angles.isEmpty();
        var circuits = new CircuitClusters(
                ansatz,
                options.evaluations(),
                SHOTS_SHARE,
                TOLERANCE,
                angles,
                Seeds.derive(options.seed(), rebalancings++));
        Selection selection = Selection.ofParts(problem, clusters, circuits.solve(parts));
        double output = selection.value();
        ClusterSweep.descend(selection, clusters, circuits, SWEEPS);
        double swept = selection.value();
        SwapPolish.descend(selection);
        double polished = selection.value();
        Memory.Choice choice = memory.better(market, selection);
        angles = circuits.ended();
        BitSet differing = choice.selection().assets();
        differing.andNot(heuristic.assets());
        return new Answer(
                choice.selection().assets(),
                new Stages(
                        market.day(),
                        problem.size(),
                        problem.cardinality(),
                        choice.selection().count(),
                        clusters.size(),
                        clusters.stream().mapToInt(List::size).max().orElseThrow(),
                        warm,
                        circuits.evaluations(),
                        angles.size(),
                        RelaxationBound.of(problem, BOUND_GAP, BOUND_STEPS).value(),
                        output,
                        swept,
                        polished,
                        choice.previous(),
                        choice.selection().value(),
                        heuristic.value(),
                        differing.cardinality()));
    }
}
