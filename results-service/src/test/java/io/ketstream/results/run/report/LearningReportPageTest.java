package io.ketstream.results.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.model.ModelSummary;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunView;
import io.ketstream.results.testing.RecordedKernel;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningReportPageTest {

    /// With a problem of type kernel a target is what the matrix is compared with.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kernel         | kernel-matrix          | How alike 4 rows of shapes are by a
                    kernel         | one-class              | What 4 rows of shapes have in common is learnt by a
                    kernel         | kernel-pca             | What 4 rows of shapes have in common is learnt by a
                    classification | support-vector-machine | From 4 rows of shapes, kind is learnt by a
                    """)
    void aTargetIsLearntOnlyByAModelThatTellsIt(String problem, String model, String lead) {
        var recorded = RecordedKernel.of(
                RunId.random(),
                4,
                "{\"type\": \"%s\", \"dataset\": \"shapes\", \"target\": \"kind\"}".formatted(problem),
                "{\"type\": \"%s\", \"kernel\": {\"type\": \"fidelity\", \"featureMap\": {\"type\": \"angle\"}}}"
                        .formatted(model));
        RunFacts facts = RunFacts.NONE
                .with((RunEvent) recorded.submitted().event(), 0)
                .with((RunEvent) recorded.ended(RunStatus.SUCCEEDED).event(), 1);
        RunView view = RunView.of(recorded.run(), facts, Objects.requireNonNull(facts.accepted()), null, null, null);
        String page = LearningReportPage.of(view, Objects.requireNonNull(facts.training()), List.of(), 1);
        assertThat(page).contains(lead + " " + model + ", in a circuit of feature map angle. It has succeeded.");
        assertThat(ModelSummary.of(recorded.run(), facts).target()).isEqualTo(problem.equals("kernel") ? null : "kind");
    }
}
