package io.ketstream.results.prediction;

import io.ketstream.model.Link;

/// The circuits of models as text.
public interface CircuitTexts {

    /// OpenQASM 3.
    ///
    /// @throws UnansweredException when it is not to be had
    String openQasm(Link circuit);
}
