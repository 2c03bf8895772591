package io.ketstream.stack.system;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a service answered.
record Answer(int status, String contentType, String location, String body) {
    boolean isSuccess() {
        return status / 100 == 2;
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /// The fields that a problem detail names.
    List<String> refusedFields() {
        List<String> fields = new ArrayList<>();
        json().path("errors").forEach(error -> fields.add(error.path("field").asString("")));
        return fields;
    }

    Answer requireSuccess() {
        if (!isSuccess()) {
            throw new AssertionError("status " + status + ": " + body);
        }
        return this;
    }
}
