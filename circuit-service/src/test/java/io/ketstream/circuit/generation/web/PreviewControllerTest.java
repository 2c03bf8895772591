package io.ketstream.circuit.generation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.web.RunRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreviewControllerTest {

    /// As at submission: samples of Bloch vectors are of all qubits together.
    @Test
    void aProjectedKernelOfManyFeaturesIsForRunsWithoutShots() {
        assertThat(preview("").inputs()).isEqualTo(30);
        assertThatThrownBy(() -> preview(", \"execution\": {\"shots\": 1000}"))
                .isInstanceOfSatisfying(InvalidValueException.class, refused -> {
                    assertThat(refused.field()).isEqualTo("model.kernel.featureMap.type");
                    assertThat(refused.rule()).contains("at most 20 qubits");
                });
    }

    private static CircuitPreview preview(String more) {
        String features = IntStream.range(0, 30).mapToObj(i -> "\"f" + i + "\"").collect(Collectors.joining(", "));
        return new PreviewController()
                .preview(ModelJson.mapper().readValue("""
                {"problem": {"type": "kernel", "dataset": "d", "features": [%s]},
                 "model": {"type": "kernel-matrix", "kernel": {"type": "projected", "featureMap": {"type": "angle"}}}%s}
                """.formatted(features, more), RunRequest.class));
    }
}
