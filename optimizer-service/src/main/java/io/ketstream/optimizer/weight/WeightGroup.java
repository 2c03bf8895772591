package io.ketstream.optimizer.weight;

import java.util.List;

/// Some of the weights, which together are between `least` and `most`.
///
/// @param members indices of weights
record WeightGroup(List<Integer> members, double least, double most) {

    WeightGroup {
        members = List.copyOf(members);
    }
}
