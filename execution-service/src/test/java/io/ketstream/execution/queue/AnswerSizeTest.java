package io.ketstream.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.support.event.EventCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is let through fits a message; what is a little more does not.
class AnswerSizeTest {

    private static final Digest CIRCUIT = Digest.of("circuit");

    private static List<RealVector> vectors(int count, int size) {
        return Collections.nCopies(count, RealVector.zeros(size));
    }

    private static int bytes(List<PointResult> results, PackedMatrix matrix) {
        var id = new ExecutionId(RunId.random(), 1_000_000, CIRCUIT);
        var event = new ExecutionCompleted(
                EventMetadata.of(id.toString(), Instant.now(), id.runId().value()),
                id,
                new Engine("local-statevector", "statevector-7", "f64"),
                results,
                1.0 / 3,
                1.0 / 7,
                matrix);
        return new EventCodec("test").encode(event).length;
    }

    @ParameterizedTest
    @CsvSource({"115, 115, true", "155, 155, true", "1, 24000, true", "156, 156, false", "1, 24300, false"})
    void aTileFitsOrNot(int rows, int columns, boolean fits) {
        Pub pub = Pub.kernel(CIRCUIT, vectors(rows, 1), vectors(columns, 1), null, 0);
        if (fits) {
            assertThatCode(() -> AnswerSize.check(pub, 4)).doesNotThrowAnyException();
            double[] values = new double[rows * columns];
            Arrays.fill(values, 1.0 / 3);
            assertThat(bytes(List.of(), PackedMatrix.of(rows, columns, values)))
                    .isLessThanOrEqualTo(Topics.MAX_MESSAGE_BYTES);
        } else {
            assertThatThrownBy(() -> AnswerSize.check(pub, 4))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith(
                            "parameters must be so few that the answer fits a message: " + rows + " by " + columns);
        }
    }

    @Test
    void aSymmetricTileIsRowsByRows() {
        assertThatThrownBy(() -> AnswerSize.check(Pub.kernel(CIRCUIT, vectors(160, 1), List.of(), null, 0), 4))
                .hasMessage("parameters must be so few that the answer fits a message: 160 by 160 numbers take"
                        + " 277163 bytes of at most 262144");
        assertThatCode(() -> AnswerSize.check(Pub.kernel(CIRCUIT, vectors(150, 1), List.of(), null, 0), 4))
                .doesNotThrowAnyException();
    }

    @Test
    void blochVectorsAreThreeNumbersAQubit() {
        assertThatCode(() -> AnswerSize.check(Pub.bloch(CIRCUIT, vectors(800, 1), null, 0), 10))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AnswerSize.check(Pub.bloch(CIRCUIT, vectors(900, 1), null, 0), 10))
                .hasMessageContaining("900 by 30 numbers");
    }

    @Test
    void outputsAreARowAnInputAndAVectorOfWeights() {
        var batch =
                new TrainingBatch(vectors(5000, 1), List.of(new PauliString("Z"), new PauliString("X")), null, null);
        assertThatCode(() -> AnswerSize.check(Pub.ofBatch(CIRCUIT, vectors(2, 1), batch, null, 0, Wanted.OUTPUTS), 1))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> AnswerSize.check(Pub.ofBatch(CIRCUIT, vectors(3, 1), batch, null, 0, Wanted.OUTPUTS), 1))
                .hasMessageStartingWith("batch.inputs must be so few")
                .hasMessageContaining("15000 by 2 numbers");
    }

    @Test
    void aMetricIsATriangleBesideItsGradient() {
        var batch = new TrainingBatch(
                vectors(2, 1), List.of(new PauliString("Z")), RealVector.of(0, 1), new Loss.CrossEntropy(1));
        int most = LearningModel.NetworkTraining.MAX_METRIC_WEIGHTS;
        Pub fitting = Pub.ofBatch(CIRCUIT, vectors(1, most), batch, null, 0, Wanted.LOSS_METRIC);
        assertThatCode(() -> AnswerSize.check(fitting, 1)).doesNotThrowAnyException();
        double[] gradient = new double[most];
        Arrays.fill(gradient, -1.2345678901234567e-100);
        double value = -1.2345678901234567e-100;
        var result = new PointResult(value, 0, value, RealVector.of(gradient), null, null);
        assertThat(bytes(List.of(result), PackedTriangle.pack(new double[most][most])))
                .isLessThanOrEqualTo(Topics.MAX_MESSAGE_BYTES);
        Pub tooLarge = Pub.ofBatch(CIRCUIT, vectors(1, 220), batch, null, 0, Wanted.LOSS_METRIC);
        assertThatThrownBy(() -> AnswerSize.check(tooLarge, 1))
                .hasMessageStartingWith("parameters[0] must be so few")
                .hasMessageContaining("the metric of 220 weights");
    }

    @Test
    void gradientsAreTextAndFitToo() {
        var batch = new TrainingBatch(
                vectors(2, 1), List.of(new PauliString("Z")), RealVector.of(0, 1), new Loss.CrossEntropy(1));
        int weights = 1000;
        int most = 10;
        Pub fitting = Pub.ofBatch(CIRCUIT, vectors(most, weights), batch, null, 0, Wanted.LOSS_GRADIENT);
        assertThatCode(() -> AnswerSize.check(fitting, 1)).doesNotThrowAnyException();
        double[] gradient = new double[weights];
        Arrays.fill(gradient, -1.2345678901234567e-100);
        var result = new PointResult(
                -1.2345678901234567e-100,
                1.2345678901234567e-100,
                -1.2345678901234567e-100,
                RealVector.of(gradient),
                null,
                null);
        assertThat(bytes(Collections.nCopies(most, result), PackedMatrix.of(0, 0, new double[0])))
                .isLessThanOrEqualTo(Topics.MAX_MESSAGE_BYTES);
        Pub tooLarge = Pub.ofBatch(CIRCUIT, vectors(most + 1, weights), batch, null, 0, Wanted.LOSS_GRADIENT);
        assertThatThrownBy(() -> AnswerSize.check(tooLarge, 1))
                .hasMessageContaining("parameters must be so few")
                .hasMessageContaining("11 results of up to 1003 numbers");
    }
}
