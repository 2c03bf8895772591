package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a run that learnt.
///
/// @param rows of training and test together
/// @param features that a row has after preprocessing
/// @param training of the model that is kept, on the rows it was trained on; empty where nothing is
///     trained. Of principal components `explainedVariance`, their share of the variance; of one
///     class `outliers`, the share of rows that are told not to be alike, and `supportVectors`, the
///     share of those that the model refers to; by landmarks the latter is absent
/// @param validation on rows that it, or in folds the model of each, was not trained on; empty
///     where nothing is
/// @param folds validation of each fold; empty where there are none
/// @param confusion of classes in validation: rows are what is true, columns what was told; absent
///     in regression
/// @param weights of the circuit; those of a loss are not among them
/// @param kernel of a model of a kernel, over the rows of the model that is kept
/// @param controls of the same rows
/// @param verdict where there are controls
/// @param quantumSeconds that backends computed
/// @param classicalSeconds of the model's own training
/// @param model that is kept; absent where nothing is trained, or it is left out
/// @param modelLeftOut why the model that was trained is not here; absent where it is, or none was
///     trained
/// @param search what was tried before; absent: nothing
/// @param tested of a part of a search: what it tells of the rows of its test
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningReport(
        int rows,
        int features,
        int qubits,
        int weights,
        List<Metric> training,
        List<Metric> validation,
        List<List<Metric>> folds,
        @Nullable List<List<Integer>> confusion,
        @Nullable KernelDiagnostics kernel,
        List<LearningControl> controls,
        @Nullable LearningVerdict verdict,
        double quantumSeconds,
        double classicalSeconds,
        @Nullable TrainedModel model,
        @Nullable String modelLeftOut,
        @Nullable SearchReport search,
        @Nullable TestedRows tested) {

    /// Points that are told where not all of them have room in a message.
    private static final int FEW_POINTS = 100;

    /// Without a search.
    public LearningReport(
            int rows,
            int features,
            int qubits,
            int weights,
            List<Metric> training,
            List<Metric> validation,
            List<List<Metric>> folds,
            @Nullable List<List<Integer>> confusion,
            @Nullable KernelDiagnostics kernel,
            List<LearningControl> controls,
            @Nullable LearningVerdict verdict,
            double quantumSeconds,
            double classicalSeconds,
            @Nullable TrainedModel model,
            @Nullable String modelLeftOut) {
        this(
                rows,
                features,
                qubits,
                weights,
                training,
                validation,
                folds,
                confusion,
                kernel,
                controls,
                verdict,
                quantumSeconds,
                classicalSeconds,
                model,
                modelLeftOut,
                null,
                null);
    }

    /// Without a model.
    public LearningReport(
            int rows,
            int features,
            int qubits,
            int weights,
            List<Metric> training,
            List<Metric> validation,
            List<List<Metric>> folds,
            @Nullable List<List<Integer>> confusion,
            @Nullable KernelDiagnostics kernel,
            List<LearningControl> controls,
            @Nullable LearningVerdict verdict,
            double quantumSeconds,
            double classicalSeconds) {
        this(
                rows,
                features,
                qubits,
                weights,
                training,
                validation,
                folds,
                confusion,
                kernel,
                controls,
                verdict,
                quantumSeconds,
                classicalSeconds,
                null,
                null);
    }

    public LearningReport {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        folds = folds.stream().map(List::copyOf).toList();
        confusion =
                confusion == null ? null : confusion.stream().map(List::copyOf).toList();
        controls = List.copyOf(controls);
    }

    public LearningReport with(@Nullable TrainedModel other) {
        return with(other, modelLeftOut, search, tested);
    }

    /// Without the model that was trained.
    ///
    /// @param reason why
    public LearningReport leavingModelOut(String reason) {
        return with(null, reason, search, tested);
    }

    /// Without what only the whole of a search needs of its part.
    public LearningReport withoutTested() {
        return tested == null ? this : with(model, modelLeftOut, search, null);
    }

    private LearningReport with(@Nullable TrainedModel other, @Nullable SearchReport found) {
        return with(other, modelLeftOut, found, tested);
    }

    private LearningReport with(
            @Nullable TrainedModel other,
            @Nullable String leftOut,
            @Nullable SearchReport found,
            @Nullable TestedRows told) {
        return new LearningReport(
                rows,
                features,
                qubits,
                weights,
                training,
                validation,
                folds,
                confusion,
                kernel,
                controls,
                verdict,
                quantumSeconds,
                classicalSeconds,
                other,
                leftOut,
                found,
                told);
    }

    /// This, and then the same with ever less of what only says how sure the model's predictions
    /// are, and of what was tried.
    public List<LearningReport> lessAndLess() {
        if (model == null && search == null) {
            return List.of(this);
        }
        TrainedModel lighter = model == null ? null : model.lighter();
        LearningReport less = with(lighter, search);
        return search == null
                ? List.of(this, less)
                : List.of(this, less, with(lighter, search.atMost(FEW_POINTS)), with(lighter, search.atMost(1)));
    }
}
