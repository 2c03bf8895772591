package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;

/// The checks that fitted models share.
final class KernelRules {

    private KernelRules() {}

    static List<Integer> ascending(String field, List<Integer> places) {
        List<Integer> copy = List.copyOf(Rules.required(field, places));
        for (int i = 0; i < copy.size(); i++) {
            int least = i == 0 ? 0 : copy.get(i - 1) + 1;
            if (copy.get(i) < least) {
                throw new InvalidValueException(field + "[" + i + "]", "must be at least " + least);
            }
        }
        return copy;
    }

    static List<String> classes(List<String> classes) {
        List<String> copy = List.copyOf(Rules.required("classes", classes));
        if (copy.size() < 2) {
            throw new InvalidValueException("classes", "must have at least 2 entries, not " + copy.size());
        }
        return copy;
    }

    /// Of two classes there is one function, of more one for each.
    static <T> List<T> functions(String field, List<T> functions, int classes) {
        List<T> copy = List.copyOf(Rules.required(field, functions));
        Rules.size(field, copy.size(), classes == 2 ? 1 : classes);
        return copy;
    }

    static int largest(double[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[largest]) {
                largest = k;
            }
        }
        return largest;
    }

    static RealVector normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        var shares = new double[weights.length];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = weights[k] / sum;
        }
        return RealVector.of(shares);
    }
}
