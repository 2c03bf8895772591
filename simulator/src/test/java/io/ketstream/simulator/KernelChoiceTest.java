package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    private static final String OPTIMISING = "mixed mode, sharing";

    @Test
    void vectorsAreUsedWhereNothingIsInTheWay() {
        assertThat(KernelChoice.obstacle("", true, OPTIMISING)).isEmpty();
    }

    @Test
    void theReasonNamesWhatIsMissing() {
        assertThat(KernelChoice.obstacle("", false, OPTIMISING))
                .hasValueSatisfying(reason -> assertThat(reason).contains("--add-modules jdk.incubator.vector"));
        assertThat(KernelChoice.obstacle("", true, "mixed mode, emulated-client, sharing"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("emulated-client"));
        assertThat(KernelChoice.obstacle("", true, "interpreted mode"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("interpreted mode"));
        assertThat(KernelChoice.obstacle("scalar", true, OPTIMISING))
                .hasValueSatisfying(reason -> assertThat(reason).contains(KernelChoice.PROPERTY));
    }
}
