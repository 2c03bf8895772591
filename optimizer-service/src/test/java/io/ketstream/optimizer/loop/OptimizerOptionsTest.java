package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.optimizer.minimizer.Minimizer;
import io.ketstream.optimizer.minimizer.Minimizers;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The options that a run may be submitted with are those that its optimiser takes, with the same ranges.
class OptimizerOptionsTest {

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void everyOptionOfTheSpecificationIsTakenWithinItsRange(OptimizerType type) {
        for (OptimizerType.Option option : type.options()) {
            assertThatCode(() -> make(type, option.name(), option.atMost()))
                    .as("%s at most", option)
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> make(type, option.name(), Math.nextUp(option.atMost())))
                    .as("%s above", option)
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void anyOtherOptionIsRefused(OptimizerType type) {
        assertThatThrownBy(() -> make(type, "momentum", 0.5)).isInstanceOf(InvalidValueException.class);
    }

    private static Minimizer make(OptimizerType type, String option, double value) {
        return Minimizers.RELEASED.make(type, Minimizers.RELEASED.current(type), Map.of(option, value));
    }
}
