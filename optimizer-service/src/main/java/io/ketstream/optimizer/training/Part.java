package io.ketstream.optimizer.training;

import java.util.ArrayList;
import java.util.List;

/// Consecutive rows: those from `from` to `to`, without the last.
record Part(int from, int to) {

    /// Rows in parts of at most so many, as even as can be.
    static List<Part> of(int rows, int most) {
        int count = Math.ceilDiv(rows, most);
        var parts = new ArrayList<Part>();
        for (int k = 0; k < count; k++) {
            parts.add(new Part((int) ((long) rows * k / count), (int) ((long) rows * (k + 1) / count)));
        }
        return parts;
    }

    int size() {
        return to - from;
    }

    <T> List<T> of(List<T> all) {
        return all.subList(from, to);
    }
}
