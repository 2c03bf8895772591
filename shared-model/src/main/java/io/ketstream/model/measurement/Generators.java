package io.ketstream.model.measurement;

import java.util.ArrayList;
import java.util.List;

/// Independent strings whose products are, up to signs, all that were added.
final class Generators {

    /// Each has a leading bit that none after it has: the highest of its flips, or of its phases if it flips nothing.
    private final List<Bits> rows = new ArrayList<>();

    void add(Bits bits) {
        Bits rest = bits;
        for (Bits row : rows) {
            if (has(rest, row)) {
                rest = rest.times(row);
            }
        }
        if (rest.support() != 0) {
            rows.add(rest);
        }
    }

    boolean commuteWith(Bits bits) {
        for (Bits row : rows) {
            if (!row.commutesWith(bits)) {
                return false;
            }
        }
        return true;
    }

    List<Bits> rows() {
        return List.copyOf(rows);
    }

    /// Whether `bits` has the leading bit of `row`.
    private static boolean has(Bits bits, Bits row) {
        return row.flips() != 0
                ? (bits.flips() & Long.highestOneBit(row.flips())) != 0
                : (bits.phases() & Long.highestOneBit(row.phases())) != 0;
    }
}
