package io.ketstream.results.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model tells of rows, one entry a row.
///
/// @param predictions the class, or the number; of components the list of them, of likeness 1 for a
///     row like those of training and −1 for another
/// @param decisions what it was decided by: of classes the model's scores, of a number itself, of
///     components they, of likeness its score, which is at least 0 for 1
/// @param probabilities of the classes in their order; absent where the model has none
/// @param deviations standard deviations of numbers; absent where the model has none
/// @param engine that computed the states
/// @param trainedWith the model's engine, where it is another release: exact figures then agree to
///     some 1e-12, those of shots are of other samples
/// @param shots that each entry or output was measured with; absent: exact
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prediction(
        List<Object> predictions,
        List<RealVector> decisions,
        @Nullable List<String> classes,
        @Nullable List<RealVector> probabilities,
        @Nullable RealVector deviations,
        Engine engine,
        @Nullable Engine trainedWith,
        @Nullable Integer shots) {

    public Prediction {
        predictions = List.copyOf(predictions);
        decisions = List.copyOf(decisions);
    }

    static Prediction of(List<Decision> decided, @Nullable List<String> classes, TrainedModel model, Engine engine) {
        var predictions = new ArrayList<Object>(decided.size());
        var decisions = new ArrayList<RealVector>(decided.size());
        var probabilities = new ArrayList<RealVector>();
        var deviations = new ArrayList<Double>();
        for (Decision each : decided) {
            switch (each) {
                case Decision.OfClass ofClass -> {
                    if (classes == null) {
                        throw new IllegalStateException("a model that tells classes knows them");
                    }
                    predictions.add(classes.get(ofClass.label()));
                    decisions.add(ofClass.scores());
                    if (ofClass.probabilities() != null) {
                        probabilities.add(ofClass.probabilities());
                    }
                }
                case Decision.OfValue ofValue -> {
                    predictions.add(ofValue.value());
                    decisions.add(RealVector.of(ofValue.value()));
                    if (ofValue.deviation() != null) {
                        deviations.add(ofValue.deviation());
                    }
                }
                case Decision.OfComponents components -> {
                    predictions.add(components.values());
                    decisions.add(components.values());
                }
                case Decision.OfLikeness likeness -> {
                    predictions.add(likeness.alike() ? 1 : -1);
                    decisions.add(RealVector.of(likeness.score()));
                }
            }
        }
        return new Prediction(
                predictions,
                decisions,
                classes,
                probabilities.isEmpty() ? null : probabilities,
                deviations.isEmpty()
                        ? null
                        : RealVector.of(deviations.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()),
                engine,
                engine.equals(model.engine()) ? null : model.engine(),
                model.shots());
    }
}
