package io.ketstream.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.testing.ServiceTest;
import io.ketstream.circuit.testing.Trainings;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.support.event.ModelJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Runs that learn in, circuits out, on a real broker and a real database.
class TrainingCircuitsIT extends ServiceTest {

    private static final String NETWORK = """
            {"type": "quantum-neural-network", "featureMap": {"type": "iqp"}, "reuploading": true,
             "layers": {"type": "hardware-efficient", "layers": 3}}""";
    private static final String PREVIEW = """
            {"problem": {"type": "classification", "dataset": "shapes", "target": "kind", "features": ["a", "b", "c"]},
             "model": {"type": "support-vector-machine",
                       "kernel": {"type": "fidelity", "featureMap": {"type": "zz", "repetitions": 2}}}}""";

    @Test
    void aSubmissionBecomesACircuitThatIsStoredPublishedAndAnnounced() throws Exception {
        TrainingSubmitted run = Trainings.submission(NETWORK, 3, List.of("circle", "square"));
        send(codec.toRecord(Topics.PROBLEMS, run));

        List<Event> events = events(run, 2);
        CircuitDefinition definition = Objects.requireNonNull(((CircuitPublished) events.get(0)).circuit());
        var ready = (TrainingReady) events.get(1);
        assertThat(ready.circuitDigest()).isEqualTo(definition.digest());
        assertThat(definition.parameters()).hasSize(ready.inputs() + ready.weights());
        assertThat(ready.table()).isEqualTo(run.table());
        assertThat(ready.settings()).isEqualTo(run.settings());

        String path = "/api/v1/circuits/" + ready.circuitDigest();
        HttpResponse<byte[]> circuit = get(path, "application/json");
        assertThat(circuit.statusCode()).isEqualTo(200);
        assertThat(Digest.of(circuit.body())).isEqualTo(ready.circuitLink().sha256());
        assertThat(new String(get(path, "text/x-openqasm").body(), UTF_8)).isEqualTo(definition.openQasm());
        assertThat(new String(get(path, "image/svg+xml").body(), UTF_8)).startsWith("<svg");
    }

    @Test
    void aRedeliveredSubmissionSendsTheSameEventsAndStoresNothingNew() throws Exception {
        TrainingSubmitted run = Trainings.submission(NETWORK, 2, List.of("circle", "square"));
        send(codec.toRecord(Topics.PROBLEMS, run));
        events(run, 2);
        int stored = storedCircuits();
        send(codec.toRecord(Topics.PROBLEMS, run));
        List<Event> both = events(run, 4);
        assertThat(both.get(1).metadata().id()).isEqualTo(both.get(0).metadata().id());
        assertThat(both.get(3).metadata().id()).isEqualTo(both.get(2).metadata().id());
        assertThat(storedCircuits()).isEqualTo(stored);
    }

    @Test
    void aModelWithoutACircuitFailsItsRunAndBlocksNoOther() throws Exception {
        TrainingSubmitted run = Trainings.submission(NETWORK, 2, List.of("a", "b", "c"));
        RunSubmitted other = submission(MAX_CUT);
        send(codec.toRecord(Topics.PROBLEMS, run));
        send(codec.toRecord(Topics.PROBLEMS, other));
        var failed = (RunCircuitFailed) events(run, 1).getFirst();
        assertThat(failed.failure().code()).isEqualTo(Failure.CIRCUIT_REJECTED);
        assertThat(failed.failure().message()).contains("model.readout", "3 classes");
        assertThat(failed.parent()).isEqualTo(run.parent());
        assertThat(events(other, 2).get(1)).isInstanceOf(RunCircuitReady.class);
    }

    @Test
    void aPreviewAnswersTheCircuitAndTheOneThatMeasuresAnEntry() throws Exception {
        int stored = storedCircuits();
        JsonNode body = previewed(PREVIEW);
        assertThat(body.get("inputs").asInt()).isEqualTo(3 + 3);
        assertThat(body.get("weights").asInt()).isZero();
        assertThat(body.get("parameters")).hasSize(6);
        assertThat(body.at("/resources/gates").asInt()).isEqualTo(2 * (3 + 3 + 3));
        assertThat(body.at("/circuit/openQasm").asString()).startsWith("OPENQASM 3");
        assertThat(body.get("overlapCircuit").asString()).contains("input float[64] y5;");
        assertThat(body.has("costScale")).isFalse();
        assertThat(storedCircuits()).isEqualTo(stored);

        JsonNode network =
                previewed(PREVIEW.substring(0, PREVIEW.indexOf("\"model\"")) + "\"model\": " + NETWORK + "}");
        assertThat(network.get("weights").asInt()).isEqualTo(3 * 2 * 3);
        assertThat(network.get("readout").get(0).asString()).isEqualTo("IIZ");
        assertThat(network.has("overlapCircuit")).isFalse();
    }

    @Test
    void aPreviewOfWhatCannotBeIsRefusedByField() throws Exception {
        assertRefused(PREVIEW.replace(", \"features\": [\"a\", \"b\", \"c\"]", ""), 422, "problem.features");
        assertRefused(PREVIEW.replace("\"repetitions\": 2", "\"repetition\": 2"), 400, "repetition");
        assertRefused(
                PREVIEW.replace("\"repetitions\": 2", "\"repetitions\": 101"),
                422,
                "model.kernel.featureMap.repetitions");
        assertRefused(
                PREVIEW.replace("\"c\"]", "\"c\"], \"preprocessing\": [{\"type\": \"pca\", \"components\": 21}]"),
                422,
                "model.kernel.featureMap.type");
        assertRefused(PREVIEW.replace("\"classification\"", "\"divination\""), 422, "problem.type");
    }

    private JsonNode previewed(String body) throws Exception {
        HttpResponse<String> answer = preview(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ModelJson.mapper().readTree(answer.body());
    }
}
