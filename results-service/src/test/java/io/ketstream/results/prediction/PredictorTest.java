package io.ketstream.results.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.testing.ClosedForm;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.TrainedModels;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static final URI SOMEWHERE = URI.create("http://localhost:1/");

    private final List<Pub> asked = new ArrayList<>();
    private final Predictor predictor = new Predictor(
            (model, questions) -> {
                asked.addAll(questions);
                return new Questions.Answered(
                        model.engine(),
                        questions.stream().map(ClosedForm::answer).toList());
            },
            link -> TrainedModels.SHAPES);

    @Test
    void aClassIsToldByTheKernelWithTheRowsThatTheModelNeeds() {
        TrainedModel model = TrainedModels.classifier(SOMEWHERE, SOMEWHERE);
        Prediction told =
                predictor.predict(model, List.of(row("width", 0.5, "height", 2.5), row("width", 3, "height", 0)));
        assertThat(told.predictions()).containsExactly("a", "b");
        var first = RealVector.of(0.5, 2.5);
        double expected = 0.125
                - ClosedForm.fidelity(first, RealVector.of(0, 3))
                + ClosedForm.fidelity(first, RealVector.of(3, 0));
        assertThat(told.decisions().getFirst().get(0)).isCloseTo(expected, within(1e-15));
        assertThat(told.classes()).containsExactly("a", "b");
        assertThat(told.probabilities()).isNull();
        assertThat(told.engine()).isEqualTo(RecordedRun.ENGINE);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().shots()).isNull();
    }

    @Test
    void aNumberIsToldByAProjectedKernelOfNumbersAndCategories() {
        TrainedModel model = TrainedModels.regressor(SOMEWHERE, SOMEWHERE, 100);
        Prediction told = predictor.predict(
                model, List.of(row("width", 1.5, "colour", "red"), row("width", 1.5, "colour", "green")));
        // the squared Bloch distance of RY(a) and RY(b) is 2 − 2 cos(a − b); gamma/2 is 0.25
        double red = 0.25 + projected(1.5, 0) - 2 * projected(0.5, 1, 1) + 0.5 * projected(1.5, 1, 1);
        double green = 0.25 + projected(1.5, 1) - 2 * projected(0.5, 1) + 0.5 * projected(1.5, 1);
        assertThat((double) told.predictions().getFirst()).isCloseTo(red, within(1e-14));
        assertThat((double) told.predictions().getLast()).isCloseTo(green, within(1e-14));
        assertThat(told.decisions().getFirst())
                .isEqualTo(RealVector.of((double) told.predictions().getFirst()));
        assertThat(told.classes()).isNull();
        assertThat(told.shots()).isEqualTo(100);
        assertThat(asked).allSatisfy(pub -> assertThat(pub.shots()).isEqualTo(100));
    }

    /// Of states that differ by these angles.
    private static double projected(double... differences) {
        return Math.exp(-0.25
                * Arrays.stream(differences)
                        .map(angle -> 2 - 2 * Math.cos(angle))
                        .sum());
    }

    @Test
    void aNetworkTellsTheClassOfItsLargestOutput() {
        TrainedModel model = TrainedModels.network(SOMEWHERE);
        Prediction told =
                predictor.predict(model, List.of(row("width", -0.5, "height", 2), row("width", 3, "height", 0.25)));
        assertThat(told.predictions()).containsExactly("a", "b");
        assertThat(told.decisions().getFirst().get(1)).isCloseTo(2 * Math.cos(1.75), within(1e-15));
        RealVector probabilities = Objects.requireNonNull(told.probabilities()).getFirst();
        assertThat(probabilities.get(0) + probabilities.get(1) + probabilities.get(2))
                .isCloseTo(1, within(1e-15));
    }

    @Test
    void theMeanOfAllQubitsIsADifferenceOfProbabilities() {
        Prediction told = predictor.predict(
                TrainedModels.meanNetwork(SOMEWHERE),
                List.of(row("width", -0.5, "height", 0.25), row("width", 3, "height", 2)));
        double first = (1 + 1) / 2.0;
        double second = (Math.cos(3.5) + Math.cos(1.75)) / 2;
        assertThat(told.predictions()).containsExactly("b", "a");
        assertThat(told.decisions()).containsExactly(RealVector.of(first), RealVector.of(second));
        RealVector probabilities = Objects.requireNonNull(told.probabilities()).getLast();
        assertThat(probabilities.get(1)).isCloseTo((1 + second) / 2, within(1e-15));
        assertThat(probabilities.get(0)).isCloseTo((1 - second) / 2, within(1e-15));
    }

    @Test
    void weightedAnglesAreAskedAsAnglesAndWeights() {
        TrainedModel model = TrainedModels.weightedNetwork(SOMEWHERE);
        Prediction told = predictor.predict(model, List.of(row("width", 3, "height", 2)));
        double output = Math.cos(1.5 + 0.125) * Math.cos(-0.5 + 2);
        assertThat(told.decisions()).containsExactly(RealVector.of(output));
        assertThat(told.predictions()).containsExactly("a");
        RealVector probabilities = Objects.requireNonNull(told.probabilities()).getFirst();
        assertThat(probabilities.get(1)).isCloseTo((1 + output) / 2, within(1e-15));
        TrainingBatch batch = Objects.requireNonNull(asked.getFirst().batch());
        assertThat(batch.inputs()).containsExactly(RealVector.of(3, 2));
        assertThat(batch.weighted()).isEqualTo(2);
    }

    @Test
    void manyRowsAreAskedInSeveralQuestionsAndToldInTheirOrder() {
        TrainedModel model = TrainedModels.network(SOMEWHERE);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < 1000; i++) {
            rows.add(row("width", i / 250.0, "height", 1));
        }
        assertThat(predictor.predict(model, rows).decisions()).hasSize(1000);
        TrainedModel kernel = TrainedModels.classifier(SOMEWHERE, SOMEWHERE);
        Prediction all = predictor.predict(kernel, rows);
        for (int i = 0; i < 1000; i += 199) {
            assertThat(predictor
                            .predict(kernel, List.of(rows.get(i)))
                            .decisions()
                            .getFirst())
                    .isEqualTo(all.decisions().get(i));
        }
    }

    @Test
    void theSameRowsAreTheSameQuestions() {
        TrainedModel model = TrainedModels.regressor(SOMEWHERE, SOMEWHERE, 100);
        predictor.predict(model, List.of(row("width", 1.5, "colour", "red")));
        List<Pub> first = List.copyOf(asked);
        asked.clear();
        predictor.predict(model, List.of(row("width", 1.5, "colour", "red")));
        assertThat(asked).isEqualTo(first);
    }

    @Test
    void whatIsWrongWithARowIsNamed() {
        TrainedModel shapes = TrainedModels.classifier(SOMEWHERE, SOMEWHERE);
        TrainedModel coloured = TrainedModels.regressor(SOMEWHERE, SOMEWHERE, null);
        var good = row("width", 1, "height", 1);
        assertRefused(shapes, List.of(good, row("width", "5", "height", 1)), "rows[1].width must be a number");
        assertRefused(shapes, List.of(good, row("width", true, "height", 1)), "rows[1].width must be a number");
        assertRefused(shapes, List.of(row("width", 1e200, "height", 1)), "rows[0].width must be between");
        assertRefused(shapes, List.of(row("width", null, "height", 1)), "rows[0].width is required");
        assertRefused(shapes, List.of(row("height", 1)), "rows[0].width is required");
        assertRefused(
                shapes, List.of(row("width", 1, "heigth", 1)), "rows[0].heigth is not a column of the model: it takes");
        assertRefused(shapes, List.of(row("width", 1, "height", 1, "kind", "a")), "rows[0].kind is not a column");
        assertRefused(coloured, List.of(row("width", 1, "colour", 7)), "rows[0].colour must be a text");
        assertRefused(shapes, List.of(), "rows must be between 1 and 1000, not 0");
        assertRefused(shapes, Collections.nCopies(1001, good), "rows must be between 1 and 1000, not 1001");
        assertRefused(shapes, Arrays.asList(good, null), "rows[1] is required");
        assertThat(asked).isEmpty();
    }

    @Test
    void aColumnThatIsFilledInIsNotBlamedForAnother() {
        TrainedModel filling = TrainedModels.filling(SOMEWHERE, SOMEWHERE);
        assertThat(predictor.predict(filling, List.of(row("height", 1))).predictions())
                .hasSize(1);
        assertRefused(
                filling,
                List.of(row("height", 0)),
                "rows[0] makes no state: what becomes of its columns must not all be 0");
    }

    @Test
    void anAnswerOfAnotherShapeIsNoAnswer() {
        var odd = new Predictor(
                (model, questions) ->
                        new Questions.Answered(model.engine(), List.of(PackedMatrix.of(1, 1, new double[] {1}))),
                link -> TrainedModels.SHAPES);
        assertThatThrownBy(() -> odd.predict(
                        TrainedModels.classifier(SOMEWHERE, SOMEWHERE), List.of(row("width", 1, "height", 1))))
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("not with 1 x 2");
        assertThatThrownBy(() -> odd.predict(TrainedModels.network(SOMEWHERE), List.of(row("width", 1, "height", 1))))
                .isInstanceOf(UnansweredException.class);
    }

    @Test
    void aTableThatIsAwayIsToldAndNothingIsAsked() {
        var away = new Predictor(
                (model, questions) -> {
                    throw new AssertionError("nothing is asked");
                },
                PredictorTest::noTable);
        assertThatThrownBy(() -> away.predict(
                        TrainedModels.classifier(SOMEWHERE, SOMEWHERE), List.of(row("width", 1, "height", 1))))
                .isInstanceOf(UnansweredException.class);
    }

    private static io.ketstream.model.learning.DataTable noTable(Link link) {
        throw UnansweredException.unavailable("no answer from " + link.href(), null);
    }

    /// scipy 1.17.1: binomtest(1, 2).proportion_ci(0.95, "wilson") = (0.09453120573423074,
    /// 0.9054687942657693)
    @Test
    void classesThatAreKnownAreScoredWithAnInterval() {
        Score score = predictor.score(
                TrainedModels.classifier(SOMEWHERE, SOMEWHERE),
                List.of(row("width", 0.5, "height", 2.5, "kind", "a"), row("width", 3, "height", 0, "kind", "a")));
        Metric accuracy = score.metrics().getFirst();
        assertThat(accuracy.value()).isEqualTo(0.5);
        assertThat(accuracy.low()).isCloseTo(0.09453120573423074, within(1e-12));
        assertThat(accuracy.high()).isCloseTo(0.9054687942657693, within(1e-12));
        assertThat(score.confusion()).isEqualTo(List.of(List.of(1, 1), List.of(0, 0)));
        assertThat(score.predictions()).containsExactly("a", "b");
    }

    @Test
    void numbersThatAreKnownAreScoredWithAnInterval() {
        TrainedModel model = TrainedModels.regressor(SOMEWHERE, SOMEWHERE, null);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var truth = new double[40];
        for (int i = 0; i < truth.length; i++) {
            var row = row("width", i / 10.0, "colour", "red");
            double told = (double)
                    predictor.predict(model, List.of(row)).predictions().getFirst();
            truth[i] = told + (i % 2 == 0 ? 0.125 : -0.125);
            row.put("height", truth[i]);
            rows.add(row);
        }
        Score score = predictor.score(model, rows);
        double mean = Arrays.stream(truth).average().orElseThrow();
        double total = Arrays.stream(truth).map(y -> (y - mean) * (y - mean)).sum();
        Metric explained = score.metrics().getFirst();
        assertThat(explained.name()).isEqualTo("r2");
        assertThat(explained.value()).isCloseTo(1 - truth.length * 0.125 * 0.125 / total, within(1e-12));
        assertThat(explained.low()).isLessThan(explained.value());
        assertThat(explained.high()).isGreaterThan(explained.value()).isLessThan(1);
        assertThat(score.metrics().get(1).value()).isCloseTo(0.125, within(1e-12));
        assertThat(score.metrics().get(2).value()).isCloseTo(0.125, within(1e-12));
        assertThat(predictor.score(model, rows)).isEqualTo(score);
        assertThat(predictor.score(model, rows.subList(0, 1)).metrics())
                .extracting(Metric::name)
                .containsExactly("rmse", "mae");
    }

    @Test
    void likenessIsOneOrMinusOneByTheSignOfItsScore() {
        TrainedModel model = TrainedModels.oneClass(SOMEWHERE, SOMEWHERE);
        Prediction told =
                predictor.predict(model, List.of(row("width", 0, "height", 3), row("width", 1.5, "height", -1.5)));
        assertThat(told.predictions()).containsExactly(1, -1);
        var first = RealVector.of(0, 3);
        double expected = 0.5 + 0.5 * ClosedForm.fidelity(first, RealVector.of(3, 0)) - 0.375;
        assertThat(told.decisions().getFirst().get(0)).isCloseTo(expected, within(1e-15));
        assertThat(told.decisions().getLast().get(0)).isNegative();
        assertThat(told.classes()).isNull();
    }

    @Test
    void componentsAreToldTogether() {
        TrainedModel model = TrainedModels.components(SOMEWHERE, SOMEWHERE);
        Prediction told = predictor.predict(model, List.of(row("width", 0, "height", 3)));
        double other = ClosedForm.fidelity(RealVector.of(0, 3), RealVector.of(3, 0));
        RealVector components = told.decisions().getFirst();
        assertThat(components.get(0)).isCloseTo(1.5 - other, within(1e-15));
        assertThat(components.get(1)).isCloseTo(0.25 + 0.5 * other, within(1e-15));
        assertThat(told.predictions()).containsExactly(components);
    }

    @Test
    void aModelWithoutTargetHasNoScore() {
        TrainedModel model = TrainedModels.components(SOMEWHERE, SOMEWHERE);
        assertThatThrownBy(() -> predictor.score(model, List.of(row("width", 1, "height", 1))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("rows cannot be scored: a model of type kernel-pca tells no target");
        assertThat(asked).isEmpty();
    }

    @Test
    void aTargetThatIsNotThereOrUnknownIsNamed() {
        TrainedModel model = TrainedModels.classifier(SOMEWHERE, SOMEWHERE);
        assertThatThrownBy(() -> predictor.score(model, List.of(row("width", 1, "height", 1))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("rows[0].kind is required");
        assertThatThrownBy(() -> predictor.score(model, List.of(row("width", 1, "height", 1, "kind", "z"))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("rows[0].kind must be one of a, b, not 'z'");
    }

    private void assertRefused(TrainedModel model, List<@Nullable Map<String, @Nullable Object>> rows, String message) {
        assertThatThrownBy(() -> predictor.predict(model, rows))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... fields) {
        var row = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < fields.length; i += 2) {
            row.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return row;
    }
}
