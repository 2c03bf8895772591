package io.ketstream.results.run;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// [RunFacts] as the text that is stored: ASCII only, so that no character of a user's can be one that a database
/// refuses, and doubles exact.
public final class RunFactsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RunFactsJson() {}

    public static String write(RunFacts facts) {
        return MAPPER.writeValueAsString(facts);
    }

    public static RunFacts read(String json) {
        return MAPPER.readValue(json, RunFacts.class);
    }
}
