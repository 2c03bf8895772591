package io.ketstream.model.measurement;

import java.util.List;

/// Terms of an observable that are measured together: append the gates of `rotation`, measure every qubit.
///
/// @param terms indices into the observable, rising; none is an identity
public record CommutingGroup(List<Integer> terms, Diagonalization rotation) {
    public CommutingGroup {
        terms = List.copyOf(terms);
    }
}
