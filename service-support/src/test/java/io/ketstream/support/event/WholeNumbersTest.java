package io.ketstream.support.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ketstream.model.problem.Interaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

class WholeNumbersTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new WholeNumbers())
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    record Numbers(int count, @Nullable Integer perhaps, long total, List<Integer> many) {}

    @Test
    void aWholeNumberMayHaveAPoint() {
        assertThat(JSON.readValue(
                        "{\"count\": -3.0, \"perhaps\": 2e3, \"total\": 9007199254740992.0, \"many\": [1.0, -0.0]}",
                        Numbers.class))
                .isEqualTo(new Numbers(-3, 2000, 1L << 53, List.of(1, 0)));
        assertThat(JSON.readValue("[0.0, 1.0, 0.5]", Interaction.class)).isEqualTo(new Interaction(0, 1, 0.5));
    }

    @Test
    void otherwiseNothingChanges() {
        assertThat(JSON.readValue(
                        "{\"count\": 7, \"perhaps\": null, \"total\": 9223372036854775807, \"many\": []}",
                        Numbers.class))
                .isEqualTo(new Numbers(7, null, Long.MAX_VALUE, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"count, 3.5", "count, 2147483648.0", "count, 1e999", "perhaps, 0.1", "total, 1e17", "total, -0.5"})
    void anotherNumberIsRefused(String field, String number) {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> JSON.readValue("{\"" + field + "\": " + number + "}", Numbers.class))
                .satisfies(refused -> assertThat(refused.getPath())
                        .singleElement()
                        .satisfies(at -> assertThat(at.getPropertyName()).isEqualTo(field)));
    }
}
