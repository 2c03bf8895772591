package io.ketstream.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.model.learning.Metric;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.TrainingSubmission;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A trained model in a list: what it is, what it was trained on and how good it is.
///
/// @param runId of the run that trained it, which is its name
/// @param name that the run was given
/// @param type of the problem: classification, regression or kernel
/// @param dataset the data set's name when the run was submitted
/// @param tableDigest the version of it
/// @param features the columns that it takes, in order
/// @param target that it tells; absent of a model of the rows alone, whatever the problem names
/// @param classes that it tells, in the order of their numbers; absent in regression
/// @param model what learnt, with all settings; of a search, those that were chosen
/// @param training figures on the rows it was trained on
/// @param validation on rows that it, or in folds the model of each, was not trained on
/// @param verdict against the best classical control
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSummary(
        RunId runId,
        @Nullable String name,
        String type,
        String dataset,
        Digest tableDigest,
        List<String> features,
        @Nullable String target,
        @Nullable List<String> classes,
        LearningModel model,
        int qubits,
        int weights,
        List<Metric> training,
        List<Metric> validation,
        @Nullable LearningVerdict verdict,
        @Nullable Engine engine,
        @Nullable Digest circuitDigest,
        Instant trainedAt) {

    /// @param facts of a run that has learnt
    public static ModelSummary of(RunId run, RunFacts facts) {
        TrainingSubmission training = Objects.requireNonNull(facts.training(), "only a run that learns has a model");
        RunFacts.Outcome outcome = Objects.requireNonNull(facts.outcome(), "only a run that has ended has a model");
        LearningReport report = Objects.requireNonNull(outcome.ended().learning(), "a model comes with its report");
        return new ModelSummary(
                run,
                training.name(),
                training.problemType(),
                training.problem().dataset(),
                training.table().table().sha256(),
                training.table().features(),
                training.settings().model().tellsTarget() ? training.problem().target() : null,
                training.table().classes(),
                report.search() == null || report.search().model() == null
                        ? training.settings().model()
                        : report.search().model(),
                report.qubits(),
                report.weights(),
                report.training(),
                report.validation(),
                report.verdict(),
                outcome.ended().engine(),
                outcome.ended().circuitDigest(),
                outcome.at());
    }
}
