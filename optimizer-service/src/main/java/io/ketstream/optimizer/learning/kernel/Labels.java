package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.stream.IntStream;

/// The classes of rows, as numbers from 0.
final class Labels {

    private Labels() {}

    /// @throws InvalidValueException unless each of `rows` rows has a class and each class a row
    static void check(int[] labels, int rows, int classes) {
        Rules.size("labels", labels.length, rows);
        if (classes < 2) {
            throw new InvalidValueException("classes", "must have at least 2 entries, not " + classes);
        }
        var counts = new int[classes];
        for (int i = 0; i < rows; i++) {
            counts[Rules.within("labels[" + i + "]", labels[i], 0, classes - 1)]++;
        }
        for (int k = 0; k < classes; k++) {
            if (counts[k] == 0) {
                throw new InvalidValueException("labels", "must have a row of class " + k + " in training");
            }
        }
    }

    static int[] rowsOf(int[] labels, int label) {
        return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    }

    /// The classes that have a function each, against the rest: of two the second, of more all.
    static IntStream functions(int classes) {
        return IntStream.range(classes == 2 ? 1 : 0, classes);
    }

    /// +1 for the rows of a class, −1 for the others.
    static double[] against(int[] labels, int label) {
        return IntStream.of(labels).mapToDouble(l -> l == label ? 1 : -1).toArray();
    }
}
