package io.ketstream.circuit.generation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.support.event.ModelJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewedFeaturesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "features": ["a", "b", "c"]                                                        | 3
            "features": ["a", "b"], "preprocessing": [{"type": "scale", "method": "standard"}] | 2
            "preprocessing": [{"type": "one-hot"}, {"type": "pca", "components": 4}]           | 4
            "features": ["a", "b", "c"], "preprocessing": [{"type": "pca", "components": 2}]   | 2
            """)
    void areCountedWithoutTheTable(String fields, int expected) {
        assertThat(PreviewedFeatures.of(problem(fields))).isEqualTo(expected);
    }

    @Test
    void areRefusedWhereOnlyTheTableTells() {
        assertThatThrownBy(() -> PreviewedFeatures.of(problem("\"target\": \"t\"")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("problem.features is required");
        assertThatThrownBy(() -> PreviewedFeatures.of(problem(
                        "\"features\": [\"a\"], \"preprocessing\": [{\"type\": \"impute\", \"method\": \"mean\"},"
                                + " {\"type\": \"one-hot\"}]")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("problem.preprocessing[1] cannot be previewed");
    }

    private static LearningProblem problem(String fields) {
        return ModelJson.mapper()
                .readValue("{\"type\": \"kernel\", \"dataset\": \"d\", " + fields + "}", LearningProblem.class);
    }
}
