package io.ketstream.results.model;

import io.ketstream.model.learning.TrainedModel;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A [TrainedModel] as the text that is stored: ASCII only, so that no character of a user's can be one that a database
/// refuses, and doubles exact.
public final class TrainedModelJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TrainedModelJson() {}

    public static String write(TrainedModel model) {
        return MAPPER.writeValueAsString(model);
    }

    public static TrainedModel read(String json) {
        return MAPPER.readValue(json, TrainedModel.class);
    }
}
