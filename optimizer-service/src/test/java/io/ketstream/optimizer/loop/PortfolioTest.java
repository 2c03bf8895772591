package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.Selection;
import io.ketstream.model.run.WarmStart;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run that selects assets publishes at its end.
class PortfolioTest {

    private static final RunId RUN = Samples.run(61);
    private static final PortfolioProblem PROBLEM = new PortfolioProblem(
            List.of("X", "A", "B", "C"),
            RealVector.of(0.1, 0.2, 0.3, 0.4),
            RealMatrix.of(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}),
            null,
            null,
            0.5,
            2);

    /// Three qubits for A, B and C; X is in every selection.
    private static RunCircuitReady circuit(SelectionRules rules) {
        var selection =
                new Selection(List.of("A", "B", "C"), List.of("X"), rules, List.of(), null, Samples.ISING, PROBLEM);
        var formulation = new Formulation(Sense.MINIMIZE, Samples.ISING.toPauliSum(), Samples.ISING, null, selection);
        return Samples.circuit(RUN, formulation, Samples.settings(Samples.optimizer(OptimizerType.SPSA, 20), 64));
    }

    private static World world() {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP));
    }

    private static List<PortfolioPublished> portfolios(World world) {
        return world.published().stream()
                .filter(PortfolioPublished.class::isInstance)
                .map(PortfolioPublished.class::cast)
                .toList();
    }

    @Test
    void aFeasibleSelectionIsPublishedWithItsWeightsOnceItsOutcomeCounts() {
        try (World world = world()) {
            world.send(circuit(SelectionRules.none(3)));
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            // the lowest of E(z) = z₀z₁ + z₁z₂ − z₀/2 is z = (1, −1, 1): B
            assertThat(Objects.requireNonNull(ended.best()).selection()).containsExactly("X", "B");
            assertThat(portfolios(world)).singleElement().satisfies(published -> {
                assertThat(published.selection()).containsExactly("X", "B");
                assertThat(published.portfolio()).isEqualTo(ended.portfolio());
                assertThat(published.portfolio().allocation().positions())
                        .extracting(position -> position.symbol())
                        .containsExactly("X", "B");
            });
        }
    }

    @Test
    void theOnlySelectionIsToldWithItsWeightsWithoutACircuit() {
        try (World world = world()) {
            world.send(circuit(SelectionRules.exactly(3, 3)));
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            assertThat(world.requests()).isEmpty();
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.evaluations()).isZero();
            assertThat(ended.shots()).isZero();
            BestSolution best = Objects.requireNonNull(ended.best());
            assertThat(best.selection()).containsExactly("X", "A", "B", "C");
            assertThat(best.feasible()).isTrue();
            // E(z) = z₀z₁ + z₁z₂ − z₀/2 of z = (−1, −1, −1)
            assertThat(best.objective()).isEqualTo(2.5);
            assertThat(portfolios(world)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void itIsPublishedAgainAfterACrashUnderTheSameId(int back) {
        try (World world = world()) {
            world.send(circuit(SelectionRules.none(3)));
            world.runToEnd(RUN);
            world.settle();
            world.crash(back);
            world.settle();
            assertThat(portfolios(world)).hasSizeGreaterThan(1);
            assertThat(portfolios(world).stream().distinct()).hasSize(1);
        }
    }

    @Test
    void aRunWhoseShotsAreUsedUpHasAPortfolioToo() {
        try (World world = world()) {
            RunCircuitReady whole = circuit(SelectionRules.none(3));
            world.send(Samples.circuit(
                    RUN,
                    Objects.requireNonNull(whole.formulation()),
                    Samples.settings(Samples.optimizer(OptimizerType.COBYLA, 100, 64L, null), 64)));
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.samples()).isNull();
            assertThat(portfolios(world)).hasSize(1);
        }
    }

    @Test
    void anOutcomeThatComesSecondPublishesNothing() {
        try (World world = world()) {
            world.send(circuit(SelectionRules.none(3)));
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            var later = new EventMetadata(
                    ended.metadata().id(), 1, ended.metadata().occurredAt().plusSeconds(1), null);
            world.send(new RunEnded(
                    later,
                    RUN,
                    ended.status(),
                    ended.stopReason(),
                    null,
                    ended.iterations(),
                    ended.evaluations(),
                    ended.shots(),
                    ended.best(),
                    ended.expectation(),
                    ended.samples(),
                    ended.engine(),
                    ended.circuitDigest(),
                    ended.optimizerVersion(),
                    ended.portfolio(),
                    null,
                    null,
                    null,
                    null));
            world.settle();
            assertThat(portfolios(world)).hasSize(1);
        }
    }

    @Test
    void aSelectionThatIsNotFeasibleHasNoPortfolio() {
        try (World world = world()) {
            // the lowest energy selects one of three
            world.send(circuit(new SelectionRules(3, 2, 3, List.of())));
            RunEnded ended = world.runToEnd(RUN);
            world.settle();
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(Objects.requireNonNull(ended.best()).feasible()).isFalse();
            assertThat(ended.portfolio()).isNull();
            assertThat(portfolios(world)).isEmpty();
        }
    }

    /// A strategy trades by it, and goes on from its selection; a part of a portfolio has neither.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStrategysRunOfOneCircuitHasAPortfolioAndTellsItsSelection(boolean feasible) {
        var strategy = new ParentRun(Samples.run(400), 2, ParentRun.Kind.STRATEGY);
        SelectionRules rules = feasible ? SelectionRules.none(3) : new SelectionRules(3, 4, 4, List.of());
        RunEnded ended = ended(rules, strategy);
        assertThat(ended.parent()).isEqualTo(strategy);
        if (feasible) {
            List<String> selection =
                    Objects.requireNonNull(Objects.requireNonNull(ended.best()).selection());
            assertThat(ended.learnt()).isEqualTo(new WarmStart(selection, List.of()));
            assertThat(ended.portfolio()).isNotNull();
        } else {
            assertThat(ended.learnt()).isNull();
            assertThat(ended.portfolio()).isNull();
        }
        RunEnded part = ended(rules, new ParentRun(Samples.run(401), 2));
        assertThat(part.learnt()).isNull();
        assertThat(part.portfolio()).isNull();
    }

    private static RunEnded ended(SelectionRules rules, ParentRun parent) {
        RunCircuitReady circuit = circuit(rules);
        try (World world = world()) {
            world.send(new RunCircuitReady(
                    circuit.metadata(),
                    RUN,
                    circuit.circuitDigest(),
                    circuit.circuitLink(),
                    circuit.parameters(),
                    circuit.problemDigest(),
                    circuit.formulation(),
                    null,
                    circuit.settings(),
                    parent));
            return world.runToEnd(RUN);
        }
    }
}
