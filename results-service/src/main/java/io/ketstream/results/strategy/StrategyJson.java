package io.ketstream.results.strategy;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is stored of strategies as text: ASCII only, doubles exact.
public final class StrategyJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StrategyJson() {}

    public static String write(StrategyFacts facts) {
        return MAPPER.writeValueAsString(facts);
    }

    public static String write(EquityPoint point) {
        return MAPPER.writeValueAsString(point);
    }

    public static StrategyFacts readFacts(String json) {
        return MAPPER.readValue(json, StrategyFacts.class);
    }

    public static EquityPoint readPoint(String json) {
        return MAPPER.readValue(json, EquityPoint.class);
    }
}
