package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests that must be refused, from `bad-requests.json`.
///
/// A case is `name`, `send` (method, service, path), what goes into the body, `status`, and `field` where the problem
/// detail must name one. The body is `text`, or `json`, or a good body of the table `bodies` (`body`) of which `with`
/// replaces or adds the values at JSON pointers.
@LoneTest
class BadInputIT {
    private static final int LEAST_CASES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void everyBadRequestGetsTheRightProblemDetailAndLeavesNothingBehind(Suite suite) throws IOException {
        Contents contents = new Contents(suite);
        contents.awaitRest(PATIENCE);
        Map<String, Long> before = contents.rows();
        Map<String, Long> records = contents.records();
        JsonNode table = table();
        List<String> complaints = new ArrayList<>();
        for (JsonNode request : table.get("cases")) {
            complaints.addAll(complaints(request, send(suite, table.get("bodies"), request)));
        }
        assertThat(complaints).isEmpty();
        assertThat(table.get("cases").size()).isGreaterThanOrEqualTo(LEAST_CASES);
        assertThat(contents.rows()).isEqualTo(before);
        assertThat(contents.records()).isEqualTo(records);
        assertThat(contents.openRuns()).isZero();
    }

    /// The table must not be a list of typing errors: what it varies is accepted as it stands.
    @Test
    void theBodiesAreGoodBeforeTheyAreSpoilt(Suite suite) throws IOException {
        JsonNode bodies = table().get("bodies");
        for (Map.Entry<String, JsonNode> body : bodies.properties()) {
            boolean job = body.getValue().has("circuit");
            URI address = job
                    ? suite.address(Suite.EXECUTION, "/api/v1/jobs")
                    : suite.address(Suite.CIRCUIT, "/api/v1/circuits/preview");
            Answer answer = suite.http().post(address, body.getValue());
            assertThat(answer.isSuccess())
                    .as("%s: %s", body.getKey(), answer.body())
                    .isTrue();
        }
    }

    private static JsonNode table() throws IOException {
        try (InputStream table = BadInputIT.class.getResourceAsStream("bad-requests.json")) {
            return JsonMapper.shared().readTree(table);
        }
    }

    private static Answer send(Suite suite, JsonNode bodies, JsonNode request) {
        String[] words = request.get("send").asString().split(" ");
        URI address = suite.address(words[1] + "-service", words[2]);
        return suite.http()
                .send(
                        words[0],
                        address,
                        request.path("contentType").asString("application/json"),
                        body(bodies, request));
    }

    private static String body(JsonNode bodies, JsonNode request) {
        if (request.has("text")) {
            return request.get("text").asString();
        }
        if (request.has("json")) {
            return request.get("json").toString();
        }
        if (!request.has("body")) {
            return "";
        }
        ObjectNode body =
                (ObjectNode) bodies.get(request.get("body").asString()).deepCopy();
        request.path("with").properties().forEach(change -> replace(body, change.getKey(), change.getValue()));
        return body.toString();
    }

    /// `/a/0/b`: parents are there; null is a value like any other.
    private static void replace(ObjectNode body, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = body.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else {
            throw new AssertionError("nothing at " + pointer);
        }
    }

    private static List<String> complaints(JsonNode request, Answer answer) {
        List<String> complaints = new ArrayList<>();
        String name = request.get("name").asString();
        if (answer.status() != request.get("status").asInt()) {
            complaints.add("%s: status %d, %s".formatted(name, answer.status(), answer.body()));
            return complaints;
        }
        if (!answer.contentType().startsWith("application/problem+json")) {
            complaints.add("%s: %s".formatted(name, answer.contentType()));
            return complaints;
        }
        JsonNode problem = answer.json();
        if (!problem.path("type").asString("").startsWith("urn:ketstream:problem:")
                || problem.path("status").asInt() != answer.status()) {
            complaints.add("%s: %s".formatted(name, problem));
        }
        if (request.has("field")
                && !answer.refusedFields().contains(request.get("field").asString())) {
            complaints.add("%s: the field is %s in %s".formatted(name, answer.refusedFields(), problem));
        }
        return complaints;
    }
}
