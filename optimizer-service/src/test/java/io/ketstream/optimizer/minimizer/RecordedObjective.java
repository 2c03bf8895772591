package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A test function with optional Gaussian noise that keeps every question and answer.
final class RecordedObjective implements Objective {

    private final ToDoubleFunction<double[]> function;
    private final Function<double[], double[]> gradient;
    private final double noise;
    private final Random random = new Random(5);
    final List<List<RealVector>> questions = new ArrayList<>();
    final List<List<Evaluation>> answers = new ArrayList<>();

    /// Questions that asked for gradients.
    int gradients;

    RecordedObjective(ToDoubleFunction<double[]> function, Function<double[], double[]> gradient, double noise) {
        this.function = function;
        this.gradient = gradient;
        this.noise = noise;
    }

    /// Σ (i + 1)(xᵢ − 0.3)² − 1
    static RecordedObjective quadratic(double noise) {
        return new RecordedObjective(
                x -> {
                    double sum = -1;
                    for (int i = 0; i < x.length; i++) {
                        sum += (i + 1) * (x[i] - 0.3) * (x[i] - 0.3);
                    }
                    return sum;
                },
                x -> {
                    double[] gradient = new double[x.length];
                    for (int i = 0; i < x.length; i++) {
                        gradient[i] = 2 * (i + 1) * (x[i] - 0.3);
                    }
                    return gradient;
                },
                noise);
    }

    /// 100(y − x²)² + (1 − x)²
    static RecordedObjective rosenbrock() {
        return new RecordedObjective(
                x -> 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1 - x[0]) * (1 - x[0]),
                x -> new double[] {-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])},
                0);
    }

    double exactly(RealVector point) {
        return function.applyAsDouble(point.toArray());
    }

    long evaluations() {
        return questions.stream().mapToLong(List::size).sum();
    }

    @Override
    public List<Evaluation> evaluate(List<RealVector> batch) {
        return answer(batch, false);
    }

    @Override
    public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
        gradients++;
        return answer(batch, true);
    }

    private List<Evaluation> answer(List<RealVector> batch, boolean withGradient) {
        List<Evaluation> answer = new ArrayList<>();
        for (RealVector point : batch) {
            double value = exactly(point) + (noise == 0 ? 0 : noise * random.nextGaussian());
            answer.add(
                    new Evaluation(value, noise, withGradient ? RealVector.of(gradient.apply(point.toArray())) : null));
        }
        questions.add(batch);
        answers.add(answer);
        return answer;
    }
}
