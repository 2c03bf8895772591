package io.ketstream.optimizer.training;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.TestedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was told of rows, as a message has it.
final class PackedTold {

    private PackedTold() {}

    static TestedRows pack(Tested tested) {
        var controls = new ArrayList<TestedRows.Control>();
        new TreeMap<>(tested.controls())
                .forEach((name, control) -> controls.add(new TestedRows.Control(
                        name, told(control.told()), probabilities(control.told()), control.seconds())));
        return new TestedRows(told(tested.told()), probabilities(tested.told()), controls);
    }

    /// @param truth of the same rows
    /// @param preprocessing that the rows were put through
    static Tested unpack(TestedRows rows, Target truth, FittedPreprocessing preprocessing) {
        Map<String, Tested.Control> controls = new TreeMap<>();
        for (TestedRows.Control control : rows.controls()) {
            controls.put(
                    control.name(),
                    new Tested.Control(told(control.told(), control.probabilities(), truth), control.seconds()));
        }
        return new Tested(preprocessing, told(rows.told(), rows.probabilities(), truth), controls);
    }

    private static PackedMatrix told(Told told) {
        double[] values = switch (told) {
            case Told.Classes classes ->
                Arrays.stream(classes.labels()).asDoubleStream().toArray();
            case Told.Numbers numbers -> numbers.values();
        };
        return PackedMatrix.of(1, values.length, values);
    }

    private static @Nullable PackedMatrix probabilities(Told told) {
        List<RealVector> rows = told instanceof Told.Classes classes ? classes.probabilities() : null;
        return rows == null
                ? null
                : PackedMatrix.of(
                        rows.size(),
                        rows.getFirst().size(),
                        rows.stream()
                                .flatMapToDouble(row -> Arrays.stream(row.toArray()))
                                .toArray());
    }

    private static Told told(PackedMatrix told, @Nullable PackedMatrix probabilities, Target truth) {
        double[] values = told.row(0);
        return switch (truth) {
            case Target.Numbers _ -> new Told.Numbers(values);
            case Target.Classes _ ->
                new Told.Classes(
                        Arrays.stream(values).mapToInt(value -> (int) value).toArray(), vectors(probabilities));
        };
    }

    private static @Nullable List<RealVector> vectors(@Nullable PackedMatrix matrix) {
        if (matrix == null) {
            return null;
        }
        var rows = new ArrayList<RealVector>(matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            rows.add(RealVector.of(matrix.row(i)));
        }
        return rows;
    }
}
