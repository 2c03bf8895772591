package io.ketstream.optimizer.portfolio;

import java.util.List;

/// A change of a selection.
///
/// @param out selected assets that leave
/// @param in others that enter
record Exchange(List<Integer> out, List<Integer> in) {

    Exchange {
        out = List.copyOf(out);
        in = List.copyOf(in);
    }
}
