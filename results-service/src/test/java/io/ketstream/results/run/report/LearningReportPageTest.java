package io.ketstream.results.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.model.ModelSummary;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunView;
import io.ketstream.results.testing.RecordedKernel;
import io.ketstream.results.testing.RecordedRun;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningReportPageTest {

    private static final KernelDiagnostics DIAGNOSTICS =
            new KernelDiagnostics(4, 0.5, 0.1, 2, 0.01, 0, 0, null, null, false, null, null);

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
        RunFacts facts = facts(recorded, recorded.ended(RunStatus.SUCCEEDED));
        assertThat(page(recorded, facts))
                .contains(lead + " " + model + ", in a circuit of feature map angle. It has succeeded.");
        assertThat(ModelSummary.of(recorded.run(), facts).target()).isEqualTo(problem.equals("kernel") ? null : "kind");
    }

    /// Nothing is held back of a problem without a target, and nothing stands beside it.
    @Test
    void whatHasNoTargetHasNoControlsAndNoValidation() {
        var recorded = of("kernel", "one-class");
        String page = page(
                recorded,
                facts(
                        recorded,
                        recorded.ended(report(
                                List.of(metric("outliers", 0.1), metric("supportVectors", 0.25)),
                                List.of(),
                                DIAGNOSTICS))));
        assertThat(page)
                .contains("<td>rows told to be unlike the others</td><td>0.1000</td></tr>")
                .contains("<td>support vectors, of all rows</td><td>0.2500</td></tr>")
                .doesNotContain("controls", "validation</th>", "alignment", "landmarks");
    }

    @Test
    void aKernelByLandmarksSaysWhatTheyLeave() {
        var recorded = of("classification", "support-vector-machine");
        KernelDiagnostics kernel = DIAGNOSTICS
                .with(new KernelDiagnostics.Nystrom(300, 4, 3, 0.0125))
                .with(new KernelDiagnostics.Aligned(200, 0.25, 0.5));
        String page = page(
                recorded,
                facts(
                        recorded,
                        recorded.ended(
                                report(List.of(metric("accuracy", 1)), List.of(metric("accuracy", 0.75)), kernel))));
        assertThat(page)
                .contains(fact("landmarks", "4"), fact("rows that they stand for", "300"))
                .contains(fact("directions that count", "3"), fact("what they leave of k(x, x) = 1", "0.0125"))
                .contains(fact("alignment before and after training", "0.2500, 0.5000, over 200 rows"))
                .doesNotContain("interval of a single number");
    }

    /// Three folds of the same accuracy have an interval without width.
    @Test
    void anIntervalOfASingleNumberIsExplained() {
        var recorded = of("classification", "support-vector-machine");
        String page = page(
                recorded,
                facts(
                        recorded,
                        recorded.ended(report(
                                List.of(metric("accuracy", 1)),
                                List.of(new Metric("accuracy", 0.96, 0.96, 0.96)),
                                DIAGNOSTICS))));
        assertThat(page).contains("0.9600 to 0.9600", "An interval of a single number is of folds");
    }

    private static Metric metric(String name, double value) {
        return new Metric(name, value, null, null);
    }

    private static String fact(String name, String value) {
        return "<td>" + name + "</td><td style=\"text-align: left\"><code>" + value + "</code></td>";
    }

    private static LearningReport report(List<Metric> training, List<Metric> validation, KernelDiagnostics kernel) {
        return new LearningReport(4, 2, 2, 0, training, validation, List.of(), null, kernel, List.of(), null, 0.5, 0);
    }

    private static RecordedKernel of(String problem, String model) {
        return RecordedKernel.of(
                RunId.random(),
                4,
                "{\"type\": \"%s\", \"dataset\": \"shapes\"%s}"
                        .formatted(problem, problem.equals("kernel") ? "" : ", \"target\": \"kind\""),
                "{\"type\": \"%s\", \"kernel\": {\"type\": \"fidelity\", \"featureMap\": {\"type\": \"angle\"}}}"
                        .formatted(model));
    }

    private static RunFacts facts(RecordedKernel recorded, RecordedRun.Sent ended) {
        return RunFacts.NONE.with((RunEvent) recorded.submitted().event(), 0).with((RunEvent) ended.event(), 1);
    }

    private static String page(RecordedKernel recorded, RunFacts facts) {
        RunView view = RunView.of(recorded.run(), facts, Objects.requireNonNull(facts.accepted()), null, null, null);
        return LearningReportPage.of(view, Objects.requireNonNull(facts.training()), List.of(), 1);
    }
}
