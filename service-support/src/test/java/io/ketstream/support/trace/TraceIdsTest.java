package io.ketstream.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceIdsTest {

    private static final RunId RUN = RunId.of("0af76519-16cd-43dd-8448-eb211c80319c");

    @Test
    void aTraceHasTheIdOfItsRun() {
        assertThat(TraceIds.trace(RUN)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    /// Services of several releases work on one run.
    @Test
    void spansKeepTheirIds() {
        assertThat(TraceIds.span(RUN, Stage.SUBMISSION, 0)).isEqualTo("aafdf9648a56aed2");
        assertThat(TraceIds.span(RUN, Stage.CIRCUIT, 0)).isEqualTo("55d6efcf4c327035");
        assertThat(TraceIds.span(RUN, Stage.LOOP, 0)).isEqualTo("f74027be40671507");
        assertThat(TraceIds.span(RUN, Stage.EVALUATION, 17)).isEqualTo("0e2d12e5785b8deb");
        assertThat(TraceIds.span(RUN, Stage.PROJECTION, 0)).isEqualTo("629a6553d0b01d6b");
    }

    @Test
    void noTwoSpansOfARunShareAnId() {
        Set<String> ids = new HashSet<>();
        for (Stage stage : Stage.values()) {
            for (int sequence = 0; sequence < 1000; sequence++) {
                ids.add(TraceIds.span(RUN, stage, sequence));
            }
        }
        assertThat(ids).hasSize(1000 * Stage.values().length);
    }
}
