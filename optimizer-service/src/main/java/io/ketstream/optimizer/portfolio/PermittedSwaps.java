package io.ketstream.optimizer.portfolio;

/// Which swaps keep a selection within its constraints.
@FunctionalInterface
public interface PermittedSwaps {

    /// Every one of a selected with another asset.
    PermittedSwaps ALL = (selection, out, in) -> true;

    /// @param out is selected
    /// @param in is not
    boolean permits(Selection selection, int out, int in);
}
