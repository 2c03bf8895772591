package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.OptimizerType;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Controls, formulations behind links, and what becomes of old rows.
class HousekeepingTest {

    private static final RunId RUN = Samples.run(31);
    private static final Controls CONTROLS = new Controls(
            null,
            new Controls.Bound(-3, "test", 0.1),
            new Controls.Heuristic(-2, null, "test", 5, 0.1),
            new Controls.RandomSampling(-1, 0, 0.1, 10, "test", 0.1));

    private static World world() {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP));
    }

    private static RunCircuitReady circuit(RunId run) {
        return Samples.circuit(
                run, Samples.operator(), Samples.settings(Samples.optimizer(OptimizerType.L_BFGS, 30), null));
    }

    private static RunCircuitReady linked(RunId run) {
        RunCircuitReady circuit = circuit(run);
        var link = new Link(URI.create("http://localhost:8082/formulation"), Digest.of("formulation"));
        return new RunCircuitReady(
                circuit.metadata(),
                run,
                circuit.circuitDigest(),
                circuit.circuitLink(),
                circuit.parameters(),
                circuit.problemDigest(),
                null,
                link,
                circuit.settings());
    }

    @Test
    void controlsAreComputedOnceAndAgainAfterACrashThatLostThem() {
        try (World world = world()) {
            world.send(circuit(RUN));
            world.runToEnd(RUN);
            assertThat(computations(world)).containsExactly(RUN);
            world.crash(0); // their result is lost
            world.tick(Duration.ofSeconds(1));
            assertThat(computations(world)).containsExactly(RUN);
            node(world).handle(new Input.ControlsFinished(RUN, CONTROLS));
            List<RunEvent> published = node(world).drain();
            assertThat(published).hasSize(1);
            assertThat(published.getFirst())
                    .isInstanceOfSatisfying(
                            ControlsComputed.class,
                            computed -> assertThat(computed.controls()).isEqualTo(CONTROLS));
            world.crash(0);
            world.tick(Duration.ofSeconds(1));
            assertThat(computations(world)).isEmpty();
        }
    }

    /// What ends between both is computed again after a restart; the other way round it would be lost.
    @Test
    void controlsGoOutBeforeTheRowThatSaysSo() {
        try (World world = world()) {
            world.send(circuit(RUN));
            world.settle();
            var controlled = new ArrayList<Boolean>();
            PureNode node = node(world);
            var stored = new Journal(node.rows());
            node.atFlush(() -> controlled.add(stored.isControlled(RUN)));
            node.handle(new Input.ControlsFinished(RUN, CONTROLS));
            assertThat(controlled).isNotEmpty();
            assertThat(controlled.getFirst()).isFalse();
            assertThat(stored.isControlled(RUN)).isTrue();
        }
    }

    @Test
    void controlsAreHandedOutAFewAtATime() {
        try (World world = world()) {
            for (int i = 0; i < 20; i++) {
                world.send(circuit(Samples.run(100 + i)));
            }
            world.settle();
            List<RunId> handedOut = computations(world);
            assertThat(handedOut).hasSize(Samples.LOOP.concurrentControls());
            node(world).handle(new Input.ControlsFinished(handedOut.getFirst(), CONTROLS));
            assertThat(computations(world)).hasSize(1);
        }
    }

    @Test
    void aFormulationBehindALinkIsFetchedOnceForRunAndControls() {
        try (World world = world()) {
            world.send(linked(RUN));
            world.settle();
            assertThat(node(world).drainOthers())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Effect.FetchFormulation.class,
                            fetch -> assertThat(fetch.run()).isEqualTo(RUN));
            assertThat(world.requests()).isEmpty();
            world.crash(0); // while its owner is down
            world.tick(Duration.ofSeconds(2));
            assertThat(node(world).drainOthers()).singleElement().isInstanceOf(Effect.FetchFormulation.class);
            node(world).handle(new Input.FormulationFetched(RUN, Samples.operator()));
            world.tick(Duration.ofMillis(50));
            world.runToEnd(RUN);
            assertThat(computations(world)).containsExactly(RUN);
        }
    }

    @Test
    void aFormulationThatIsLostFailsItsRun() {
        try (World world = world()) {
            world.send(linked(RUN));
            world.settle();
            var failure = new Failure(Failure.PROBLEM_UNAVAILABLE, "gone");
            node(world).handle(new Input.ClaimLost(RUN, failure));
            world.tick(Duration.ofMillis(50));
            assertThat(world.runToEnd(RUN).failure()).isEqualTo(failure);
        }
    }

    @Test
    void aRunCanBeCancelledWhileItsFormulationIsOnItsWay() {
        try (World world = world()) {
            world.send(linked(RUN));
            world.settle();
            world.cancel(RUN);
            assertThat(world.runToEnd(RUN).best()).isNull();
        }
    }

    @Test
    void rowsOfEndedRunsAreDeletedWhenTheyAreOldEnoughAndNoOthers() {
        RunId open = Samples.run(32);
        RunId stray = Samples.run(33);
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, Samples.LOOP),
                request -> request.runId().equals(open) ? null : AnalyticExecutor.answer(request))) {
            world.cancel(stray);
            world.send(circuit(RUN));
            world.runToEnd(RUN);
            world.send(circuit(open));
            world.settle();
            int before = world.rows().map().size();
            world.tick(Duration.ofMinutes(1));
            world.tick(Duration.ofDays(20));
            assertThat(rowsOf(world, RUN)).isPositive();
            assertThat(world.rows().map().size()).isGreaterThanOrEqualTo(before);
            for (int i = 0; i < 4; i++) {
                world.tick(Duration.ofDays(1));
            }
            assertThat(rowsOf(world, RUN)).isZero();
            assertThat(rowsOf(world, stray)).isZero();
            assertThat(rowsOf(world, open)).isPositive();
        }
    }

    private static PureNode node(World world) {
        return (PureNode) world.node();
    }

    private static List<RunId> computations(World world) {
        return node(world).drainOthers().stream()
                .filter(Effect.ComputeControls.class::isInstance)
                .map(effect -> ((Effect.ComputeControls) effect).run())
                .toList();
    }

    private static long rowsOf(World world, RunId run) {
        long low = run.value().getLeastSignificantBits();
        return world.rows().map().keySet().stream()
                .filter(key -> ByteBuffer.wrap(key).getLong(9) == low)
                .count();
    }
}
