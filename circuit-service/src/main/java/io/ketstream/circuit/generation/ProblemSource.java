package io.ketstream.circuit.generation;

import io.ketstream.model.Link;
import io.ketstream.model.problem.Problem;

/// Where problems that are too large for a message are read.
public interface ProblemSource {

    /// @throws ProblemUnavailableException when the owner does not answer: may succeed later
    /// @throws ProblemRefusedException when it will never be had
    Problem fetch(Link link);
}
