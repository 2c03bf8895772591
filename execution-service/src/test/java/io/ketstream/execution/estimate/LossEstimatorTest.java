package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.Classifier;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The circuit of [Classifier]; losses and gradients of JAX, as there.
class LossEstimatorTest {

    /// Sums of some tens of products, there and here.
    private static final double ROUNDING = 1e-12;

    private static final long BYTES = 1 << 16;
    private static final double SCALE = 2.5;

    /// @param values one a vector of weights, and so the rows of `gradients`
    /// @param coefficients where the outputs are added up to one
    record Case(
            String name,
            Loss loss,
            int outputs,
            @Nullable RealVector coefficients,
            RealVector targets,
            RealVector values,
            RealMatrix gradients) {

        Case(String name, Loss loss, int outputs, RealVector targets, RealVector values, RealMatrix gradients) {
            this(name, loss, outputs, null, targets, values, gradients);
        }

        Pub pub(Wanted wanted, @Nullable Integer shots, long seed) {
            return pub(Classifier.WEIGHTS, wanted, shots, seed);
        }

        Pub pub(List<RealVector> weights, Wanted wanted, @Nullable Integer shots, long seed) {
            var batch = new TrainingBatch(
                    Classifier.INPUTS, Classifier.READOUT.subList(0, outputs), targets, loss, coefficients);
            return Pub.ofBatch(Digest.of("circuit"), weights, batch, shots, seed, wanted);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        "logistic",
                        new Loss.CrossEntropy(SCALE),
                        1,
                        RealVector.of(1, 0, 1),
                        RealVector.of(0.14578654329604585, 0.757017551748465),
                        RealMatrix.of(new double[][] {
                            {-0.1365397219630323, -0.0430372330935304, 0.04130214523385117, 0},
                            {0.14087994859298977, 0.03400073336135595, 0.39897665518118347, 0}
                        })),
                new Case(
                        "softmax",
                        new Loss.CrossEntropy(SCALE),
                        3,
                        RealVector.of(2, 0, 1),
                        RealVector.of(2.990421244222418, 1.1318097876408424),
                        RealMatrix.of(new double[][] {
                            {0.6506838942059394, 0.23066556082501183, -1.201556152407794, 0.3564119969684154},
                            {-0.4254738852613661, 0.823004103338129, 0.13247138242006976, -0.7477970125948096}
                        })),
                new Case(
                        "squared",
                        new Loss.Squared(SCALE),
                        1,
                        RealVector.of(0.5, -0.25, 1.5),
                        RealVector.of(1.6060356509322287, 1.6478097126478697),
                        RealMatrix.of(new double[][] {
                            {0.7621940586515166, 0.6828249038673879, -0.991835161229679, 0},
                            {0.13694973281319206, 1.2989456108334687, 2.811865148188078, 0}
                        })),
                new Case(
                        "squared of classes",
                        new Loss.Squared(SCALE),
                        3,
                        RealVector.of(2, 0, 1),
                        RealVector.of(15.458302097225593, 4.807101714593269),
                        RealMatrix.of(new double[][] {
                            {2.58605067757947, 1.26768906756085, -6.473515186989176, 3.131169912799837},
                            {-2.204672919255116, 3.0891384816862324, 0.3471913609754894, -2.4712043820235747}
                        })),
                new Case(
                        "linear",
                        new Loss.Linear(),
                        1,
                        RealVector.of(1, 0, 1),
                        RealVector.of(0.10927801507367263, 0.46193547037376703),
                        RealMatrix.of(new double[][] {
                            {-0.1184955073106373, -0.0570955293608141, 0.07986919828937773, 0},
                            {0.1082638176475245, -0.1197627185245002, 0.08973038073238167, 0}
                        })),
                new Case(
                        "linear of a sum",
                        new Loss.Linear(),
                        3,
                        RealVector.of(0.5, -0.25, 0.75),
                        RealVector.of(1, 0, 1),
                        RealVector.of(0.26155204527937387, 0.49667559382420806),
                        RealMatrix.of(new double[][] {
                            {-0.059247753655318626, -0.026379818687583177, -0.04865186030636437, 0.01772104718663755},
                            {0.05413190882376226, -0.038482670055220006, 0.0751771130919332, -0.09278779326085548}
                        })),
                new Case(
                        "logistic of a sum",
                        new Loss.CrossEntropy(SCALE),
                        3,
                        RealVector.of(0.5, -0.25, 0.75),
                        RealVector.of(1, 0, 1),
                        RealVector.of(0.2673306337931822, 0.7466662490302616),
                        RealMatrix.of(new double[][] {
                            {-0.053351970818570134, -0.029930900574285935, -0.046029513302915215, 0.023910025894794712},
                            {0.1768533247953958, -0.26303233306502605, 0.06668446490779356, -0.11939636553529184}
                        })));
    }

    private final LossEstimator losses = new LossEstimator(new StatevectorSimulator(1 << 24));
    private final CompiledDefinition definition = CompiledDefinition.compile(
            OpenQasm.read(Classifier.definition().openQasm()),
            Classifier.definition().observable(),
            List.of());

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreTheMeanLosses(Case one) {
        List<PointResult> results = losses.losses(one.pub(Wanted.LOSS, null, 0), definition, BYTES);
        assertThat(results).hasSize(2);
        for (int w = 0; w < 2; w++) {
            PointResult result = results.get(w);
            assertThat(result.value()).isCloseTo(one.values().get(w), within(ROUNDING));
            assertThat(result.mean()).isEqualTo(result.value());
            assertThat(result.standardError()).isZero();
            assertThat(result.gradient()).isNull();
        }
    }

    /// A linear loss is an expectation, so that the parameter-shift rule is one of the loss itself.
    @Test
    void gradientsOfLinearLossesAreThoseOfTheParameterShiftRule() {
        for (Case one : cases().subList(4, 6)) {
            assertThat(one.loss()).isEqualTo(new Loss.Linear());
            List<PointResult> results = losses.losses(one.pub(Wanted.LOSS_GRADIENT, null, 0), definition, BYTES);
            for (int w = 0; w < 2; w++) {
                RealVector weights = Classifier.WEIGHTS.get(w);
                RealVector gradient = Objects.requireNonNull(results.get(w).gradient());
                for (int k = 0; k < weights.size(); k++) {
                    Pub pair = one.pub(
                            List.of(moved(weights, k, Math.PI / 2), moved(weights, k, -Math.PI / 2)),
                            Wanted.LOSS,
                            null,
                            0);
                    List<PointResult> shifted = losses.losses(pair, definition, BYTES);
                    double slope = (shifted.get(0).value() - shifted.get(1).value()) / 2;
                    assertThat(gradient.get(k)).isCloseTo(slope, within(ROUNDING));
                }
            }
        }
    }

    private static RealVector moved(RealVector weights, int place, double by) {
        double[] moved = weights.toArray();
        moved[place] += by;
        return RealVector.of(moved);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreInTheWeights(Case one) {
        List<PointResult> results = losses.losses(one.pub(Wanted.LOSS_GRADIENT, null, 0), definition, BYTES);
        for (int w = 0; w < 2; w++) {
            assertThat(results.get(w).value()).isCloseTo(one.values().get(w), within(ROUNDING));
            RealVector gradient = Objects.requireNonNull(results.get(w).gradient());
            assertThat(gradient.toArray())
                    .containsExactly(one.gradients().row(w).toArray(), within(ROUNDING));
        }
    }

    /// Over 300 seeds the losses scatter as each says of itself, to 20 %; their mean is off the exact loss by
    /// O(1/shots) only, which with 2000 shots is less than a standard error.
    @ParameterizedTest
    @MethodSource("cases")
    void sampledLossesHaveTheStatedError(Case one) {
        int seeds = 300;
        double sum = 0;
        double squares = 0;
        double variances = 0;
        for (int seed = 0; seed < seeds; seed++) {
            PointResult result = losses.losses(one.pub(Wanted.LOSS, 2000, seed), definition, BYTES)
                    .get(1);
            sum += result.value();
            squares += result.value() * result.value();
            variances += Math.pow(result.standardError(), 2);
        }
        double mean = sum / seeds;
        double deviation = Math.sqrt((squares - seeds * mean * mean) / (seeds - 1));
        double stated = Math.sqrt(variances / seeds);
        assertThat(mean).isCloseTo(one.values().get(1), within(stated));
        assertThat(stated).isCloseTo(deviation, within(0.2 * deviation));
    }

    @Test
    void aShotSaysNothingOfItsError() {
        PointResult result = losses.losses(cases().get(2).pub(Wanted.LOSS, 1, 3), definition, BYTES)
                .getFirst();
        assertThat(result.standardError()).isPositive();
    }

    @Test
    void threadsDoNotChangeABit() {
        var inputs = new ArrayList<RealVector>();
        var targets = new double[3000];
        for (int k = 0; k < targets.length; k++) {
            inputs.add(RealVector.of(0.01 * k, 0.02 * k));
            targets[k] = k % 2;
        }
        var batch = new TrainingBatch(
                inputs, Classifier.READOUT.subList(0, 1), RealVector.of(targets), new Loss.CrossEntropy(1));
        try (var several = new StatevectorSimulator(1 << 24, 4)) {
            for (Wanted wanted : List.of(Wanted.LOSS, Wanted.LOSS_GRADIENT)) {
                Pub pub = Pub.ofBatch(Digest.of("circuit"), Classifier.WEIGHTS, batch, null, 1, wanted);
                assertThat(new LossEstimator(several).losses(pub, definition, BYTES))
                        .isEqualTo(losses.losses(pub, definition, BYTES));
            }
            Pub sampled = Pub.ofBatch(Digest.of("circuit"), Classifier.WEIGHTS, batch, 50, 1, Wanted.LOSS);
            assertThat(new LossEstimator(several).losses(sampled, definition, BYTES))
                    .isEqualTo(losses.losses(sampled, definition, BYTES));
        }
    }

    @Test
    void lossesOfLargeLogitsStayFinite() {
        var loss = new LossFunction(new Loss.CrossEntropy(1e6), RealVector.zeros(0));
        var slope = new double[1];
        assertThat(loss.evaluate(new double[] {1}, 1, slope)).isZero();
        assertThat(slope).containsExactly(0);
        assertThat(loss.evaluate(new double[] {1}, 0, slope)).isEqualTo(1e6);
        assertThat(slope).containsExactly(1e6);
        loss.evaluate(new double[] {-1}, 1, slope);
        assertThat(slope).containsExactly(-1e6);
        var slopes = new double[3];
        assertThat(loss.evaluate(new double[] {1, -1, 0}, 1, slopes)).isEqualTo(2e6);
        assertThat(slopes).containsExactly(1e6, -1e6, 0);
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(
                            () -> losses.losses(cases().get(2).pub(Wanted.LOSS_GRADIENT, null, 0), definition, BYTES))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void refusesLossesThatAreNotFinite() {
        var batch = new TrainingBatch(
                Classifier.INPUTS, List.of(new PauliString("IZ")), RealVector.of(1e200, 0, 0), new Loss.Squared(1));
        for (Wanted wanted : List.of(Wanted.LOSS, Wanted.LOSS_GRADIENT)) {
            Pub pub = Pub.ofBatch(Digest.of("circuit"), Classifier.WEIGHTS, batch, null, 1, wanted);
            assertThatThrownBy(() -> losses.losses(pub, definition, BYTES))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("parameters must lead to finite angles and results: loss must be a finite");
        }
    }
}
