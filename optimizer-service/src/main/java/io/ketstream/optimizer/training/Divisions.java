package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.Validation;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.optimizer.learning.split.Splits;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How the rows of a run are divided: for its test, and those of training once more for a search, which sees no others.
final class Divisions {

    private Divisions() {}

    /// For the test, by the problem's validation.
    ///
    /// @throws InvalidValueException naming `problem.validation`
    static List<Split> outer(TrainingRows rows, @Nullable Validation validation, long seed) {
        if (validation instanceof Validation.OtherDataset) {
            return List.of(Splits.given(rows.trainable(), rows.size() - rows.trainable()));
        }
        try {
            return of(rows, all(rows.trainable()), validation, seed);
        } catch (InvalidValueException e) {
            throw e.within("problem.validation");
        }
    }

    /// What a part of a search may be trained on.
    ///
    /// @param outer for the test
    /// @param fold of them, counted from 1; null: all rows where there are several, else those of its training
    static List<Integer> training(TrainingRows rows, List<Split> outer, @Nullable Integer fold) {
        if (fold != null) {
            return outer.get(fold - 1).training();
        }
        return outer.size() > 1 ? all(rows.trainable()) : outer.getFirst().training();
    }

    /// Of some rows, by classes where rows have them.
    ///
    /// @param of ascending
    /// @throws InvalidValueException naming the field of the validation
    static List<Split> of(TrainingRows rows, List<Integer> of, @Nullable Validation validation, long seed) {
        return places(rows, of, validation, seed).stream()
                .map(split -> new Split(among(of, split.training()), among(of, split.test())))
                .toList();
    }

    /// By places among `of`.
    private static List<Split> places(TrainingRows rows, List<Integer> of, @Nullable Validation validation, long seed) {
        int[] labels = rows.requireTarget().of(of) instanceof Target.Classes classes ? classes.labels() : null;
        return switch (validation) {
            case Validation.Holdout holdout ->
                List.of(
                        labels == null
                                ? Splits.holdout(of.size(), holdout.fraction(), seed)
                                : Splits.stratifiedHoldout(labels, holdout.fraction(), seed));
            case Validation.Folds folds ->
                labels == null
                        ? Splits.folds(of.size(), folds.folds(), seed)
                        : Splits.stratifiedFolds(labels, folds.folds(), seed);
            case Validation.OtherDataset _ -> throw new InvalidValueException("type", "must be folds or holdout");
            case null -> throw new InvalidValueException("", "is required");
        };
    }

    private static List<Integer> among(List<Integer> rows, List<Integer> places) {
        return places.stream().map(rows::get).toList();
    }

    static List<Integer> all(int rows) {
        return IntStream.range(0, rows).boxed().toList();
    }
}
