package io.ketstream.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PubTest {

    private static final Digest CIRCUIT = Digest.of("circuit");
    private static final Objective MEAN = new Objective.Mean();
    private static final RealVector A = RealVector.of(0.1, -0.30000000000000004);
    private static final RealVector B = RealVector.of(1.5, 2);
    private static final PauliString Z0 = new PauliString("IZ");
    private static final PauliString Z1 = new PauliString("ZI");

    /// By Python's hashlib and struct: the circuit's digest, `>iqid` of shots (0 for none), seed, the number of what
    /// is wanted and alpha (-1 for the mean), `>ii` of the vectors and their width, their doubles, the name of a
    /// grouping.
    @Test
    void theDigestOfWhatIsOlderThanLearningIsTheSame() {
        assertThat(new Pub(CIRCUIT, List.of(A), 1024, 7, Wanted.ESTIMATE, new Objective.ConditionalValueAtRisk(0.2))
                        .digest())
                .hasToString("53fe21f06c9681a24bcd1c11e12f3be8a0590248421617c947628d0a8a69b67b");
        assertThat(new Pub(
                                CIRCUIT,
                                List.of(RealVector.of(1.5), RealVector.of(-2)),
                                null,
                                -3,
                                Wanted.GRADIENT,
                                MEAN,
                                Grouping.QUBIT_WISE)
                        .digest())
                .hasToString("7dc2c1d79e9bcd7fc23675caab88f33fa8d3572e7e2fe4090d84f82342bbb270");
        assertThat(new Pub(CIRCUIT, List.of(RealVector.zeros(0)), 50, 9, Wanted.SAMPLES, MEAN, Grouping.COMMUTING)
                        .digest())
                .hasToString("c3ac2c05b9af78f2053f35b1966577d55549fbdadff150a2d16a1853f56f68c0");
    }

    /// Everything that an answer depends on is in the question's identity.
    @Test
    void anyOtherQuestionHasAnotherDigest() {
        List<RealVector> two = List.of(A, B);
        var squared = new Loss.Squared(1);
        Stream<Pub> pubs = Stream.of(
                Pub.kernel(CIRCUIT, two, List.of(), null, 1),
                Pub.kernel(CIRCUIT, List.of(A), List.of(B), null, 1),
                Pub.kernel(CIRCUIT, List.of(A), List.of(B), 100, 1),
                Pub.kernel(CIRCUIT, List.of(A), List.of(B), 100, 2),
                Pub.bloch(CIRCUIT, two, null, 1),
                Pub.bloch(CIRCUIT, two, 100, 1),
                new Pub(CIRCUIT, two, null, 1, Wanted.ESTIMATE, MEAN),
                ofBatch(batch(two, List.of(Z0), null, null), Wanted.OUTPUTS),
                ofBatch(batch(two, List.of(Z1), null, null), Wanted.OUTPUTS),
                ofBatch(batch(two, List.of(Z0, Z1), null, null), Wanted.OUTPUTS),
                ofBatch(batch(List.of(B, A), List.of(Z0), null, null), Wanted.OUTPUTS),
                ofBatch(batch(two, List.of(Z0), RealVector.of(0, 1), new Loss.CrossEntropy(6)), Wanted.LOSS),
                ofBatch(batch(two, List.of(Z0), RealVector.of(0, 1), new Loss.CrossEntropy(5)), Wanted.LOSS),
                ofBatch(batch(two, List.of(Z0), RealVector.of(0, 1), new Loss.Squared(6)), Wanted.LOSS),
                ofBatch(batch(two, List.of(Z0), RealVector.of(1, 0), squared), Wanted.LOSS),
                ofBatch(batch(two, List.of(Z0), RealVector.of(1, 0), squared), Wanted.LOSS_GRADIENT),
                ofBatch(batch(two, List.of(Z0), RealVector.of(1, 0), squared), Wanted.LOSS_METRIC));
        assertThat(pubs.map(Pub::digest).toList()).doesNotHaveDuplicates().hasSize(17);
    }

    @Test
    void aTileSaysHowManyOfItsVectorsAreRows() {
        assertThat(Pub.kernel(CIRCUIT, List.of(A, B), List.of(A), null, 1).rows())
                .isEqualTo(2);
        assertThat(Pub.kernel(CIRCUIT, List.of(A, B), List.of(A), null, 1).parameters())
                .containsExactly(A, B, A);
        assertRefused(() -> new Pub(CIRCUIT, List.of(A), null, 1, Wanted.KERNEL, MEAN, null, null, null), "rows");
        assertRefused(() -> new Pub(CIRCUIT, List.of(A), null, 1, Wanted.KERNEL, MEAN, null, 0, null), "rows");
        assertRefused(() -> new Pub(CIRCUIT, List.of(A), null, 1, Wanted.KERNEL, MEAN, null, 2, null), "rows");
        assertRefused(() -> new Pub(CIRCUIT, List.of(A), null, 1, Wanted.BLOCH, MEAN, null, 1, null), "rows");
        assertRefused(() -> Pub.kernel(CIRCUIT, List.of(A), List.of(RealVector.of(1)), null, 1), "parameters[1]");
    }

    @Test
    void aBatchBelongsToOutputsAndLosses() {
        TrainingBatch outputs = batch(List.of(A), List.of(Z0), null, null);
        TrainingBatch losses = batch(List.of(A), List.of(Z0), RealVector.of(1), new Loss.CrossEntropy(1));
        assertRefused(() -> new Pub(CIRCUIT, List.of(A), null, 1, Wanted.OUTPUTS, MEAN), "batch");
        assertRefused(() -> ofBatch(outputs, Wanted.ESTIMATE), "batch");
        assertRefused(() -> ofBatch(outputs, Wanted.LOSS), "batch.loss");
        assertRefused(() -> ofBatch(losses, Wanted.OUTPUTS), "batch.loss");
        assertRefused(() -> Pub.ofBatch(CIRCUIT, List.of(A), losses, 100, 1, Wanted.LOSS_METRIC), "shots");
        assertRefused(() -> Pub.ofBatch(CIRCUIT, List.of(A, B), losses, null, 1, Wanted.LOSS_METRIC), "parameters");
        for (Wanted sampled : List.of(Wanted.LOSS, Wanted.LOSS_GRADIENT)) {
            assertThat(Pub.ofBatch(CIRCUIT, List.of(A), losses, 100, 1, sampled).shots())
                    .isEqualTo(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Wanted.class)
    void noQuestionIsAMatrixAndALossAtOnce(Wanted wanted) {
        boolean matrix = wanted == Wanted.KERNEL || wanted == Wanted.BLOCH || wanted == Wanted.OUTPUTS;
        assertThat(wanted.isMatrix()).isEqualTo(matrix);
        assertThat(wanted.hasMatrix()).isEqualTo(matrix || wanted == Wanted.LOSS_METRIC);
        assertThat(wanted.hasGradient()).isEqualTo(wanted.name().contains("GRADIENT") || wanted == Wanted.LOSS_METRIC);
        assertThat(wanted.isOfBatch()).isEqualTo(wanted.name().startsWith("LOSS") || wanted == Wanted.OUTPUTS);
    }

    @Test
    void aBatchIsInItselfConsistent() {
        assertRefused(() -> batch(List.of(), List.of(Z0), null, null), "inputs");
        assertRefused(() -> batch(List.of(A), List.of(), null, null), "readout");
        assertRefused(() -> batch(List.of(A, RealVector.of(1)), List.of(Z0), null, null), "inputs[1]");
        assertRefused(() -> batch(List.of(A), List.of(Z0), RealVector.of(1), null), "loss");
        assertRefused(() -> batch(List.of(A), List.of(Z0), null, new Loss.Squared(1)), "targets");
        assertRefused(() -> batch(List.of(A), List.of(Z0), RealVector.of(1, 0), new Loss.Squared(1)), "targets");
        var entropy = new Loss.CrossEntropy(1);
        assertRefused(() -> batch(List.of(A, B), List.of(Z0), RealVector.of(1, 2), entropy), "targets[1]");
        assertRefused(() -> batch(List.of(A, B), List.of(Z0), RealVector.of(0.5, 1), entropy), "targets[0]");
        assertRefused(() -> batch(List.of(A), List.of(Z0, Z1, Z0), RealVector.of(3), entropy), "targets[0]");
        assertThat(batch(List.of(A), List.of(Z0, Z1, Z0), RealVector.of(2), entropy)
                        .targets())
                .isEqualTo(RealVector.of(2));
        assertRefused(() -> new Loss.CrossEntropy(0), "scale");
        assertRefused(() -> new Loss.Squared(Double.NaN), "scale");
    }

    @Test
    void weightsOfInputsAreInTheDigestAndAsManyAsTheyHaveToBe() {
        Pub weighted = ofBatch(new TrainingBatch(List.of(A), List.of(Z0), null, null, null, A.size()), Wanted.OUTPUTS);
        assertThat(weighted.digest())
                .isNotEqualTo(ofBatch(batch(List.of(A), List.of(Z0), null, null), Wanted.OUTPUTS)
                        .digest());
        assertRefused(
                () -> ofBatch(
                        new TrainingBatch(List.of(A), List.of(Z0), null, null, null, 2 * A.size()), Wanted.OUTPUTS),
                "parameters[0]");
        assertRefused(
                () -> ofBatch(
                        batch(List.of(A), List.of(Z0), RealVector.of(1), new Loss.WeightedFidelity()),
                        Wanted.LOSS_METRIC),
                "batch.loss");
    }

    private static Pub ofBatch(TrainingBatch batch, Wanted wanted) {
        return Pub.ofBatch(CIRCUIT, List.of(A), batch, null, 1, wanted);
    }

    private static TrainingBatch batch(
            List<RealVector> inputs, List<PauliString> readout, @Nullable RealVector targets, @Nullable Loss loss) {
        return new TrainingBatch(inputs, readout, targets, loss);
    }

    private static void assertRefused(ThrowingCallable attempt, String field) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(attempt)
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }
}
