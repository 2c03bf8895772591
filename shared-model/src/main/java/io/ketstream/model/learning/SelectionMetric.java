package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonProperty;

/// By which figure of rows that were not trained on a search chooses.
public enum SelectionMetric {
    @JsonProperty("accuracy")
    ACCURACY("accuracy", LearningTask.CLASSIFICATION, true),
    @JsonProperty("balancedAccuracy")
    BALANCED_ACCURACY("balancedAccuracy", LearningTask.CLASSIFICATION, true),
    @JsonProperty("macroF1")
    MACRO_F1("macroF1", LearningTask.CLASSIFICATION, true),
    @JsonProperty("r2")
    R2("r2", LearningTask.REGRESSION, true),
    /// Root mean square error: the smallest is best.
    @JsonProperty("rmse")
    RMSE("rmse", LearningTask.REGRESSION, false),
    /// Mean absolute error: the smallest is best.
    @JsonProperty("mae")
    MAE("mae", LearningTask.REGRESSION, false);

    /// Of a value, so that it is the same in every unit.
    private static final double ROUNDING = 1e-12;

    private final String title;
    private final LearningTask task;
    private final boolean ascending;

    SelectionMetric(String title, LearningTask task, boolean ascending) {
        this.title = title;
        this.task = task;
        this.ascending = ascending;
    }

    /// As [Metric] has it.
    public String title() {
        return title;
    }

    /// Of what it is a figure.
    public LearningTask task() {
        return task;
    }

    /// Taken where none is named: accuracy, or the root mean square error.
    public static SelectionMetric of(LearningTask task) {
        return task == LearningTask.CLASSIFICATION ? ACCURACY : RMSE;
    }

    /// Whether a value is better than another by more than the order in which a mean is summed up
    /// makes, in the unit of the values.
    boolean isClearlyBetter(double value, double than) {
        double better = ascending ? value - than : than - value;
        return better > ROUNDING * Math.max(Math.abs(value), Math.abs(than));
    }
}
