package io.ketstream.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.Bell;
import io.ketstream.execution.testing.Classifier;
import io.ketstream.execution.testing.RunningService;
import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Questions of runs that learn, on a real broker and a real database.
class LearningQuestionsIT {

    private static final int WIDE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningService service = RunningService.shared();

    private ExecutionRequested ask(CircuitDefinition circuit, Pub pub) {
        service.publish(circuit);
        ExecutionRequested request = Bell.request(RunId.random(), 0, pub);
        service.send(Topics.EXECUTION_REQUESTS, request);
        return request;
    }

    private ExecutionCompleted answer(CircuitDefinition circuit, Pub pub) {
        ExecutionRequested request = ask(circuit, pub);
        return (ExecutionCompleted) service.awaitResult(request.requestId().toString());
    }

    /// The tile costs more than asking the store does, so that the last answer, of an instance without memory of it, is
    /// the stored one: the time of the answer and its duration are in its bytes.
    @Test
    void aTileThatIsAskedAgainIsAnsweredWithTheSameBytes() {
        CircuitDefinition circuit = turns(8, 30, 1);
        Pub pub = Pub.kernel(circuit.digest(), points(100, 0), points(70, 1), 1000, 5);
        ExecutionRequested request = ask(circuit, pub);
        String id = request.requestId().toString();
        service.awaitResult(id);
        service.send(Topics.EXECUTION_REQUESTS, request);
        service.awaitResults(id, 2);
        Awaitility.await().atMost(PATIENCE).until(() -> stored(id) == 1);
        service.stop();
        service.send(Topics.EXECUTION_REQUESTS, request);
        service.start();

        var completed = (ExecutionCompleted) service.awaitResults(id, 3).getFirst();
        assertThat(service.resultTexts(id)).hasSize(3);
        assertThat(service.resultTexts(id).stream().distinct()).hasSize(1);
        assertThat(completed.results()).isEmpty();
        PackedMatrix tile = Objects.requireNonNull(completed.matrix());
        assertThat(tile.rows()).isEqualTo(100);
        assertThat(tile.columns()).isEqualTo(70);
        // cos²(Δ/2) to the power of the qubits, five standard errors of 1000 shots
        double angle =
                30 * (points(100, 0).get(40).get(0) - points(70, 1).get(3).get(0)) / 2;
        double fidelity = Math.pow(Math.cos(angle), 16);
        assertThat(tile.get(40, 3)).isCloseTo(fidelity, within(5 * Math.sqrt(fidelity * (1 - fidelity) / 1000) + 1e-3));
    }

    /// Sixty features, one a qubit, which no statevector holds: a fidelity is ∏ cos²((xᵢ − yᵢ)/2),
    /// and a qubit's vector (sin xᵢ, 0, cos xᵢ).
    @Test
    void aMapThatJoinsNoQubitsTakesSixtyFeatures() {
        CircuitDefinition circuit = angles(60);
        List<RealVector> rows = sixty(7, 0);
        List<RealVector> columns = sixty(5, 1);
        PackedMatrix tile = Objects.requireNonNull(answer(circuit, Pub.kernel(circuit.digest(), rows, columns, null, 0))
                .matrix());
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 5; j++) {
                double fidelity = 1;
                for (int q = 0; q < 60; q++) {
                    fidelity *= Math.pow(
                            Math.cos((rows.get(i).get(q) - columns.get(j).get(q)) / 2), 2);
                }
                assertThat(tile.get(i, j)).isCloseTo(fidelity, within(1e-12));
            }
        }
        PackedMatrix vectors = Objects.requireNonNull(
                answer(circuit, Pub.bloch(circuit.digest(), rows, null, 0)).matrix());
        assertThat(vectors.columns()).isEqualTo(180);
        for (int q = 0; q < 60; q++) {
            double angle = rows.get(3).get(q);
            assertThat(vectors.get(3, 3 * q)).isCloseTo(Math.sin(angle), within(1e-12));
            assertThat(vectors.get(3, 3 * q + 2)).isCloseTo(Math.cos(angle), within(1e-12));
        }
        assertRefused(circuit, Pub.bloch(circuit.digest(), rows, 100, 0), "circuit must have at most ");
    }

    private static List<RealVector> sixty(int count, int seed) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(_ ->
                        RealVector.of(random.doubles(60).map(value -> value / 2).toArray()))
                .toList();
    }

    @Test
    void batchesAreAnswered() {
        CircuitDefinition circuit = Classifier.definition();
        var unlabelled = new TrainingBatch(Classifier.INPUTS, Classifier.READOUT, null, null);
        ExecutionCompleted outputs =
                answer(circuit, Pub.ofBatch(circuit.digest(), Classifier.WEIGHTS, unlabelled, null, 0, Wanted.OUTPUTS));
        PackedMatrix matrix = Objects.requireNonNull(outputs.matrix());
        assertThat(matrix.rows()).isEqualTo(6);
        assertThat(matrix.row(4)).containsExactly(Classifier.outputs()[4], within(1e-12));

        var labelled = new TrainingBatch(
                Classifier.INPUTS,
                Classifier.READOUT.subList(0, 1),
                RealVector.of(1, 0, 1),
                new Loss.CrossEntropy(2.5));
        ExecutionCompleted loss = answer(
                circuit, Pub.ofBatch(circuit.digest(), Classifier.WEIGHTS, labelled, null, 0, Wanted.LOSS_GRADIENT));
        assertThat(loss.matrix()).isNull();
        assertThat(loss.results()).hasSize(2);
        // of JAX, as in LossEstimatorTest
        assertThat(loss.results().get(1).value()).isCloseTo(0.757017551748465, within(1e-12));
        assertThat(Objects.requireNonNull(loss.results().get(1).gradient()).get(2))
                .isCloseTo(0.39897665518118347, within(1e-12));

        ExecutionCompleted bloch = answer(
                circuit, Pub.bloch(circuit.digest(), Classifier.vectors(Classifier.WEIGHTS.getFirst()), null, 0));
        assertThat(Objects.requireNonNull(bloch.matrix()).row(2)).containsExactly(Classifier.bloch()[2], within(1e-12));
    }

    @Test
    void refusesWhatDoesNotFit() {
        CircuitDefinition circuit = Classifier.definition();
        assertRefused(
                circuit,
                Pub.kernel(circuit.digest(), Collections.nCopies(160, RealVector.zeros(6)), List.of(), null, 0),
                "parameters must be so few that the answer fits a message");
        assertRefused(
                circuit,
                Pub.kernel(circuit.digest(), List.of(RealVector.zeros(5)), List.of(), null, 0),
                "parameters[0] must have 6 entries, not 5");
        var batch = new TrainingBatch(Classifier.INPUTS, List.of(new PauliString("Z")), null, null);
        assertRefused(
                circuit,
                Pub.ofBatch(circuit.digest(), Classifier.WEIGHTS, batch, null, 0, Wanted.OUTPUTS),
                "batch.readout[0] must have 2 letters");
    }

    private void assertRefused(CircuitDefinition circuit, Pub pub, String message) {
        ExecutionRequested request = ask(circuit, pub);
        assertThat(service.awaitResult(request.requestId().toString()))
                .isInstanceOfSatisfying(ExecutionFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(Failure.EXECUTION_REJECTED);
                    assertThat(failed.failure().message()).startsWith(message);
                });
    }

    /// A run's tiles are spread over the partitions; each of two instances computes at least a quarter of them.
    @Test
    void twoInstancesShareTheTilesOfARun() {
        CircuitDefinition circuit = turns(8, 30, WIDE);
        service.publish(circuit);
        int tiles = 36;
        var run = RunId.random();
        var ids = new ArrayList<String>();
        try (var other = service.another()) {
            double before = tilesOf(service.meters());
            for (int k = 0; k < tiles; k++) {
                Pub pub = Pub.kernel(circuit.digest(), wide(60, k), wide(60, tiles + k), null, 0);
                ExecutionRequested request = Bell.request(run, k, pub);
                ids.add(request.requestId().toString());
                service.sendTo(k, Topics.EXECUTION_REQUESTS, request);
            }
            ids.forEach(service::awaitResult);
            double here = tilesOf(service.meters()) - before;
            double there = tilesOf(other.getBean(MeterRegistry.class));
            assertThat(here + there).isGreaterThanOrEqualTo(tiles);
            assertThat(Math.min(here, there)).isGreaterThanOrEqualTo(tiles / 4.0);
        }
    }

    private static double tilesOf(MeterRegistry meters) {
        return meters.find("ketstream.execution.run").tag("wanted", "kernel").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private long stored(String id) {
        Long count = service.jdbc().queryForObject("select count(*) from result where request_id = ?", Long.class, id);
        return count == null ? 0 : count;
    }

    private static List<RealVector> points(int count, int offset) {
        var points = new ArrayList<RealVector>(count);
        for (int k = 0; k < count; k++) {
            points.add(RealVector.of(1e-4 * (k + 100 * offset)));
        }
        return points;
    }

    /// So many numbers each that a question of a tile is more than a member of the share group takes at a time.
    private static List<RealVector> wide(int count, int offset) {
        var points = new ArrayList<RealVector>(count);
        for (int k = 0; k < count; k++) {
            var point = new double[WIDE];
            Arrays.setAll(point, i -> (i + 1) / 3.0);
            point[0] = (k + 100 * offset) / 3e4;
            points.add(RealVector.of(point));
        }
        return points;
    }

    /// RY(xᵢ) on qubit i.
    private static CircuitDefinition angles(int qubits) {
        var text = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
        List<String> names = IntStream.range(0, qubits).mapToObj(i -> "x" + i).toList();
        names.forEach(name -> text.append("input float " + name + ";\n"));
        text.append("qubit[" + qubits + "] q;\n");
        for (int i = 0; i < qubits; i++) {
            text.append("ry(x%d) q[%d];\n".formatted(i, i));
        }
        return new CircuitDefinition(
                qubits,
                text.toString(),
                names,
                PauliSum.of(PauliString.of(qubits, 'Z', 0)),
                List.of(),
                new CircuitDefinition.CircuitResources(qubits, 0, 1, qubits));
    }

    /// RY on every qubit, `turns` times, by each of `parameters` angles in turn; then each qubit is
    /// joined with the next, which changes no fidelity.
    private static CircuitDefinition turns(int qubits, int turns, int parameters) {
        var names = new ArrayList<String>();
        var text = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
        for (int i = 0; i < parameters; i++) {
            names.add("theta" + i);
            text.append("input float theta").append(i).append(";\n");
        }
        text.append("qubit[").append(qubits).append("] q;\n");
        for (int turn = 0; turn < turns; turn++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                text.append("ry(theta")
                        .append(turn % parameters)
                        .append(") q[")
                        .append(qubit)
                        .append("];\n");
            }
        }
        for (int qubit = 0; qubit < qubits - 1; qubit++) {
            text.append("cx q[%d], q[%d];\n".formatted(qubit, qubit + 1));
        }
        return new CircuitDefinition(
                qubits,
                text.toString(),
                names,
                PauliSum.of(PauliString.of(qubits, 'Z', 0)),
                List.of(),
                new CircuitDefinition.CircuitResources(
                        qubits * turns + qubits - 1, qubits - 1, turns + qubits - 1, parameters));
    }
}
