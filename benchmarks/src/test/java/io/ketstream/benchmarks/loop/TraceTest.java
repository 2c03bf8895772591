package io.ketstream.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    /// Questions at 0, 10, 30, 60 µs, answers 4 µs after each.
    private final Trace trace =
            new Trace(List.of(0L, 10_000L, 30_000L, 60_000L), List.of(4_000L, 14_000L, 34_000L, 64_000L));

    @Test
    void anIterationIsFromOneQuestionToTheNext() {
        assertThat(trace.iterations()).isEqualTo(3);
        assertThat(trace.iteration().p50()).isEqualTo(20);
        assertThat(trace.iteration().mean()).isEqualTo(20);
    }

    @Test
    void theStagesOfAnIterationAddUpToIt() {
        assertThat(trace.outward().mean()).isEqualTo(4);
        assertThat(trace.homeward().mean()).isEqualTo(16);
    }

    @Test
    void theEndsAreCutOff() {
        Trace inner = trace.inner(1, 1);

        assertThat(inner.iterations()).isEqualTo(1);
        assertThat(inner.iteration().p50()).isEqualTo(20);
        assertThat(inner.outward().p50()).isEqualTo(4);
    }

    @Test
    void meansAreTakenOverWholeStretches() {
        assertThat(trace.meansOver(2)).containsExactly(15.0);
        assertThat(trace.meansOver(1)).containsExactly(10.0, 20.0, 30.0);
    }

    @Test
    void anAnswerThatIsMissingIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trace(List.of(1L, 2L, 3L), List.of(1L)));
    }
}
