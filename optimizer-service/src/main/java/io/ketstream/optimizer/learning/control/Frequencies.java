package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import org.apache.commons.math3.random.RandomGenerator;

/// Which frequencies ω a model f(x) = Σ a_ω cos(ω·x) + b_ω sin(ω·x) has.
public sealed interface Frequencies {

    double[] draw(int features, RandomGenerator random);

    /// Those of a circuit that takes every feature as the angle of so many rotations: the difference of the
    /// sums of their eigenvalues, −r … r times `step`, drawn as often as such a difference occurs, C(2r, r
    /// + k) for k (M. Schuld, R. Sweke, J. J. Meyer, Physical Review A 103, 032430 (2021); J. Landman et
    /// al., arXiv 2210.13200).
    ///
    /// @param repetitions r, how often each feature is encoded
    /// @param step what a rotation multiplies its feature by
    record Encoded(int repetitions, double step) implements Frequencies {

        public Encoded {
            Rules.within("repetitions", repetitions, 1, 1000);
            Rules.positive("step", step, 1e6);
        }

        @Override
        public double[] draw(int features, RandomGenerator random) {
            var frequencies = new double[features];
            for (int f = 0; f < features; f++) {
                int sum = -repetitions;
                for (int i = 0; i < 2 * repetitions; i++) {
                    sum += random.nextBoolean() ? 1 : 0;
                }
                frequencies[f] = step * sum;
            }
            return frequencies;
        }
    }

    /// Those of the kernel exp(−γ‖x − y‖²): normal ones of variance 2γ (A. Rahimi, B. Recht, NIPS 2007).
    record Gaussian(double gamma) implements Frequencies {

        public Gaussian {
            Rules.positive("gamma", gamma, 1e9);
        }

        @Override
        public double[] draw(int features, RandomGenerator random) {
            var frequencies = new double[features];
            for (int f = 0; f < features; f++) {
                frequencies[f] = Math.sqrt(2 * gamma) * random.nextGaussian();
            }
            return frequencies;
        }
    }
}
