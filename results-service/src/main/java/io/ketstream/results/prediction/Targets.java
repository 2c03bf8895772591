package io.ketstream.results.prediction;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What is true of rows, to compare predictions with.
sealed interface Targets {

    Score score(Prediction told, long seed);

    /// @throws InvalidValueException naming what is refused, as `rows[3].kind`, or `rows` where the
    ///     model has no target
    static Targets of(TrainedModel model, List<? extends @Nullable Map<String, @Nullable Object>> rows) {
        return switch (model.task()) {
            case CLASSIFICATION ->
                new Classes(Objects.requireNonNull(model.classes(), "a classifier has classes"), classes(model, rows));
            case REGRESSION -> new Numbers(numbers(model, rows));
            case SIMILARITY ->
                throw new InvalidValueException(
                        "rows",
                        "cannot be scored: a model of type " + model.model().type() + " tells no target");
        };
    }

    private static List<Integer> classes(
            TrainedModel model, List<? extends @Nullable Map<String, @Nullable Object>> rows) {
        List<String> known = Objects.requireNonNull(model.classes(), "a classifier has classes");
        var places = new ArrayList<Integer>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String field = "rows[" + i + "]." + model.target();
            String name = NewRows.text(field, target(field, model, rows.get(i)));
            if (!known.contains(name)) {
                throw new InvalidValueException(
                        field, "must be one of " + String.join(", ", known) + ", not '" + name + "'");
            }
            places.add(known.indexOf(name));
        }
        return places;
    }

    private static double[] numbers(TrainedModel model, List<? extends @Nullable Map<String, @Nullable Object>> rows) {
        var numbers = new double[rows.size()];
        for (int i = 0; i < numbers.length; i++) {
            String field = "rows[" + i + "]." + model.target();
            numbers[i] = NewRows.number(field, target(field, model, rows.get(i)));
        }
        return numbers;
    }

    private static Object target(String field, TrainedModel model, @Nullable Map<String, @Nullable Object> row) {
        return Rules.required(field, row == null ? null : row.get(model.target()));
    }

    /// @param places of the true classes
    record Classes(List<String> names, List<Integer> places) implements Targets {

        @Override
        public Score score(Prediction told, long seed) {
            var confusion = new int[names.size()][names.size()];
            int right = 0;
            for (int i = 0; i < places.size(); i++) {
                int label = names.indexOf(told.predictions().get(i));
                confusion[places.get(i)][label]++;
                right += label == places.get(i) ? 1 : 0;
            }
            return new Score(
                    places.size(),
                    List.of(accuracy(right, places.size())),
                    names,
                    Arrays.stream(confusion)
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList(),
                    told.predictions(),
                    told.engine(),
                    told.trainedWith(),
                    told.shots());
        }

        private static Metric accuracy(int right, int rows) {
            Interval interval = Interval.wilson(right, rows);
            return new Metric("accuracy", (double) right / rows, interval.low(), interval.high());
        }
    }

    final class Numbers implements Targets {

        private static final int SAMPLES = 1999;
        private static final int TAIL = 50;

        private final double[] truth;

        Numbers(double[] truth) {
            this.truth = truth;
        }

        @Override
        public Score score(Prediction told, long seed) {
            var predicted = new double[truth.length];
            double squares = 0;
            double sizes = 0;
            for (int i = 0; i < truth.length; i++) {
                predicted[i] = ((Number) told.predictions().get(i)).doubleValue();
                double error = truth[i] - predicted[i];
                squares += error * error;
                sizes += Math.abs(error);
            }
            var metrics = new ArrayList<Metric>();
            Metric explained = explained(predicted, seed);
            if (explained != null) {
                metrics.add(explained);
            }
            metrics.add(new Metric("rmse", Math.sqrt(squares / truth.length), null, null));
            metrics.add(new Metric("mae", sizes / truth.length, null, null));
            return new Score(
                    truth.length,
                    metrics,
                    null,
                    null,
                    told.predictions(),
                    told.engine(),
                    told.trainedWith(),
                    told.shots());
        }

        /// Null where all numbers are the same.
        private @Nullable Metric explained(double[] predicted, long seed) {
            var whole = new int[truth.length];
            Arrays.setAll(whole, row -> row);
            double value = share(predicted, whole);
            if (Double.isNaN(value)) {
                return null;
            }
            var random = new SplittableRandom(seed);
            var samples = new ArrayList<Double>(SAMPLES);
            for (int k = 0; k < SAMPLES; k++) {
                double sample = share(predicted, drawn(random));
                if (!Double.isNaN(sample)) {
                    samples.add(sample);
                }
            }
            samples.sort(null);
            int tail = TAIL * (samples.size() + 1) / (SAMPLES + 1);
            return tail == 0
                    ? new Metric("r2", value, null, null)
                    : new Metric("r2", value, samples.get(tail - 1), samples.get(samples.size() - tail));
        }

        private int[] drawn(RandomGenerator random) {
            var rows = new int[truth.length];
            Arrays.setAll(rows, row -> random.nextInt(rows.length));
            return rows;
        }

        /// R² over these rows; NaN where their numbers are all the same.
        private double share(double[] predicted, int[] rows) {
            double mean = 0;
            for (int row : rows) {
                mean += truth[row] / rows.length;
            }
            double left = 0;
            double total = 0;
            for (int row : rows) {
                left += (truth[row] - predicted[row]) * (truth[row] - predicted[row]);
                total += (truth[row] - mean) * (truth[row] - mean);
            }
            return total == 0 ? Double.NaN : 1 - left / total;
        }
    }
}
