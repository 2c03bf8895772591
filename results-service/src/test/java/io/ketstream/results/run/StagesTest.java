package io.ketstream.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.DecompositionReport.Stage;
import io.ketstream.model.run.DecompositionReport.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final DecompositionReport WHOLE =
            report(stage(Step.CLUSTERS, -1, 0, 1), stage(Step.SWEEP, -2, 0, 1), stage(Step.POLISH, -3, 0, 1));

    @Test
    void onlyTimesMayDiffer() {
        assertThat(Stages.areEqual(
                        WHOLE,
                        report(
                                stage(Step.CLUSTERS, -1, 0, 2),
                                stage(Step.SWEEP, -2, 0, 3),
                                stage(Step.POLISH, -3, 0, 4))))
                .isTrue();
        assertThat(Stages.areEqual(
                        WHOLE,
                        report(
                                stage(Step.CLUSTERS, -1, 0, 1),
                                stage(Step.SWEEP, Math.nextUp(-2), 0, 1),
                                stage(Step.POLISH, -3, 0, 1))))
                .isFalse();
        assertThat(Stages.areEqual(WHOLE, new DecompositionReport(3, 4, Math.nextUp(-4), WHOLE.stages())))
                .isFalse();
    }

    @Test
    void ofRunsThatWereNotTakenApartThereAreNone() {
        assertThat(Stages.areEqual(null, null)).isTrue();
        assertThat(Stages.areEqual(WHOLE, null)).isFalse();
        assertThat(Stages.areEqual(null, WHOLE)).isFalse();
    }

    @Test
    void theClockHasASayFromTheFirstChildThatWasNotThere() {
        assertThat(Stages.beginAlike(WHOLE, report(stage(Step.CLUSTERS, -1, 0, 1), stage(Step.POLISH, -2.5, 0, 1))))
                .isTrue();
        assertThat(Stages.beginAlike(WHOLE, report(stage(Step.CLUSTERS, -1, 0, 1), stage(Step.SWEEP, -1.5, 1, 1))))
                .isTrue();
        assertThat(Stages.beginAlike(WHOLE, report(stage(Step.CLUSTERS, -1.5, 0, 1), stage(Step.SWEEP, -2, 1, 1))))
                .isFalse();
        assertThat(Stages.beginAlike(WHOLE, new DecompositionReport(2, 4, -4, WHOLE.stages())))
                .isFalse();
    }

    @Test
    void withoutTheStagesOfBothNothingCanBeTold() {
        assertThat(Stages.beginAlike(WHOLE, null)).isNull();
        assertThat(Stages.beginAlike(null, WHOLE)).isNull();
    }

    private static DecompositionReport report(Stage... stages) {
        return new DecompositionReport(3, 4, -4, List.of(stages));
    }

    private static Stage stage(Step step, double objective, int fallbacks, double seconds) {
        return new Stage(step, objective, null, seconds, 3, fallbacks, 60, 2);
    }
}
