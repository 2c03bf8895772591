package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.circuit.testing.NoCatalog;
import io.ketstream.circuit.testing.Trainings;
import io.ketstream.model.Failure;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.operator.PauliString;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.EventTooLargeException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainingCircuitsTest {

    private static final String KERNEL = """
            {"type": "support-vector-machine",
             "kernel": {"type": "fidelity", "featureMap": {"type": "zz", "entanglement": "linear"}}}""";
    private static final String NETWORK =
            "{\"type\": \"quantum-neural-network\", \"featureMap\": {\"type\": \"angle\"}}";
    private static final List<String> TWO = List.of("circle", "square");

    private boolean brokerIsAway;
    private final List<Event> sent = new ArrayList<>();
    private final EventCodec codec = new EventCodec("test");
    private final TrainingCircuits circuits =
            new TrainingCircuits(new NoCatalog(), this::send, URI.create("http://circuit:8082"), () -> Instant.EPOCH);

    @Test
    void aKernelGetsItsFeatureMap() {
        TrainingSubmitted run = Trainings.submission(KERNEL, 3, TWO);
        assertThat(circuits.generate(run)).isEqualTo(Outcome.READY);
        CircuitDefinition definition = Objects.requireNonNull(((CircuitPublished) sent.get(0)).circuit());
        var ready = (TrainingReady) sent.get(1);
        assertThat(ready.circuitDigest()).isEqualTo(definition.digest());
        assertThat(ready.circuitLink().href())
                .hasToString("http://circuit:8082/api/v1/circuits/" + definition.digest());
        assertThat(ready.qubits()).isEqualTo(3);
        assertThat(ready.inputs()).isEqualTo(3 + 2);
        assertThat(ready.weights()).isZero();
        assertThat(ready.readout()).isEmpty();
        assertThat(definition.parameters()).containsExactly("x0", "x1", "x2", "x3", "x4");
        assertThat(definition.resources().twoQubitGates()).isEqualTo(2 * 2);
        assertThat(ready.runId()).isEqualTo(run.runId());
        assertThat(ready.problem()).isEqualTo(run.problem());
        assertThat(ready.problemDigest()).isEqualTo(run.problemDigest());
        assertThat(ready.table()).isEqualTo(run.table());
        assertThat(ready.test()).isEqualTo(run.test());
        assertThat(ready.settings()).isEqualTo(run.settings());
        assertThat(ready.parent()).isEqualTo(run.parent());
        assertThat(ready.metadata().causationId()).isEqualTo(run.metadata().id());
    }

    @Test
    void aNetworkGetsWeightsAndAReadout() {
        assertThat(circuits.generate(Trainings.submission(NETWORK, 4, List.of("a", "b", "c"))))
                .isEqualTo(Outcome.READY);
        var ready = (TrainingReady) sent.get(1);
        assertThat(ready.inputs()).isEqualTo(4);
        assertThat(ready.weights()).isEqualTo(2 * 3 * 4);
        assertThat(ready.readout()).map(PauliString::label).containsExactly("IIIZ", "IIZI", "IZII");
    }

    @Test
    void anotherRunOfTheSameModelGetsTheSameCircuit() {
        circuits.generate(Trainings.submission(KERNEL, 3, TWO));
        circuits.generate(Trainings.submission(KERNEL.replace("support-vector-machine", "kernel-ridge"), 3, List.of()));
        assertThat(((TrainingReady) sent.get(3)).circuitDigest())
                .isEqualTo(((TrainingReady) sent.get(1)).circuitDigest());
        assertThat(sent.get(3).metadata().id())
                .isNotEqualTo(sent.get(1).metadata().id());
    }

    @Test
    void aModelWithoutACircuitFailsItsRun() {
        TrainingSubmitted run = Trainings.submission(NETWORK, 2, List.of("a", "b", "c"));
        assertThat(circuits.generate(run)).isEqualTo(Outcome.FAILED);
        var failed = (RunCircuitFailed) sent.getFirst();
        assertThat(failed.failure().code()).isEqualTo(Failure.CIRCUIT_REJECTED);
        assertThat(failed.failure().message()).startsWith("model.readout z has one output a qubit");
        assertThat(failed.parent()).isEqualTo(run.parent());
        assertThat(failed.runId()).isEqualTo(run.runId());
        assertThat(sent).hasSize(1);
    }

    @Test
    void aLargeCircuitTravelsBehindALink() {
        String large = KERNEL.replace("\"linear\"", "\"full\", \"repetitions\": 100");
        assertThat(circuits.generate(Trainings.submission(large, 20, TWO))).isEqualTo(Outcome.READY);
        var published = (CircuitPublished) sent.get(0);
        assertThat(published.circuit()).isNull();
        assertThat(published.link()).isEqualTo(((TrainingReady) sent.get(1)).circuitLink());
    }

    @Test
    void aRunThatSaysTooMuchOfItsTableFails() {
        List<String> classes = List.of("a".repeat(200_000), "b");
        assertThat(circuits.generate(Trainings.submission(KERNEL, 2, classes))).isEqualTo(Outcome.FAILED);
        assertThat(sent.getLast())
                .isInstanceOfSatisfying(
                        RunCircuitFailed.class,
                        failed -> assertThat(failed.failure().message())
                                .startsWith("The data set has too many features or classes: "));
    }

    @Test
    void whatTheBrokerDoesNotTakeIsTriedAgain() {
        TrainingSubmitted run = Trainings.submission(KERNEL, 2, TWO);
        brokerIsAway = true;
        assertThatThrownBy(() -> circuits.generate(run)).isInstanceOf(IllegalStateException.class);
        brokerIsAway = false;
        assertThat(circuits.generate(run)).isEqualTo(Outcome.READY);
    }

    /// @throws EventTooLargeException as the service's outlet does
    private void send(String topic, Event event) {
        if (brokerIsAway) {
            throw new IllegalStateException("not acknowledged");
        }
        codec.encode(event);
        sent.add(event);
    }
}
