package io.ketstream.results.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.results.run.TrainingStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LearningChartsTest {

    /// 84 to 984 from left to right: epoch 1 and epoch 21, between them epoch 11.
    @Test
    void lossesAreAtTheirEpochs() {
        String chart = LearningCharts.losses(
                List.of(
                        epoch(1, 1, 1, 0.9, 0.8),
                        epoch(2, 11, 1, 0.7, 0.7),
                        epoch(3, 21, 1, 0.5, 0.6),
                        epoch(4, 11, null, 0.6, null),
                        epoch(5, 21, null, 0.4, null)),
                "rows held back");
        assertThat(chart)
                .contains("points=\"84.0,", " 534.0,", " 984.0,", "points=\"534.0,", "rows held back")
                .contains(">20</text>");
        assertThat(chart.lastIndexOf("stroke-width=\"2.6\"")).isGreaterThan(chart.lastIndexOf("stroke-width=\"1.2\""));
    }

    @Test
    @Timeout(10)
    void lossesThatAreAsGoodAsEqualHaveAnAxis() {
        String chart = LearningCharts.losses(
                List.of(
                        epoch(1, 1, null, 0.6931471805599453, null),
                        epoch(2, 2, null, Math.nextDown(0.6931471805599453), null)),
                "rows of the test");
        assertThat(chart).contains(">0.693</text>").doesNotContain("rows of the test");
    }

    private static TrainingStep epoch(
            int step, int epoch, @Nullable Integer fold, double loss, @Nullable Double validationLoss) {
        return new TrainingStep(step, Phase.TRAINING, epoch, 21, fold, loss, validationLoss, null, null, Instant.EPOCH);
    }
}
