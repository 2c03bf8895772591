package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.HashSet;
import java.util.List;

/// A weighted pair of variables, in JSON `[i, j, weight]`.
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"i", "j", "weight"})
public record Interaction(int i, int j, double weight) {

    /// Each pair inside `0..size-1`, once, with `i < j` where `ordered`, else `i != j` in either order.
    static List<Interaction> checked(String field, List<Interaction> pairs, int size, boolean ordered) {
        var seen = new HashSet<Long>();
        for (int k = 0; k < pairs.size(); k++) {
            Interaction pair = pairs.get(k);
            String name = field + "[" + k + "]";
            Rules.within(name + "[0]", pair.i, 0, size - 1);
            Rules.within(name + "[1]", pair.j, 0, size - 1);
            Rules.moderate(name + "[2]", pair.weight);
            if (pair.i == pair.j) {
                throw new InvalidValueException(name, "must join two different variables, not " + pair.i + " twice");
            }
            if (ordered && pair.i > pair.j) {
                throw new InvalidValueException(
                        name, "must be written with i < j, not (" + pair.i + ", " + pair.j + ")");
            }
            long key = (long) Math.min(pair.i, pair.j) * size + Math.max(pair.i, pair.j);
            if (!seen.add(key)) {
                throw new InvalidValueException(name, "repeats the pair (" + pair.i + ", " + pair.j + ")");
            }
        }
        return List.copyOf(pairs);
    }
}
