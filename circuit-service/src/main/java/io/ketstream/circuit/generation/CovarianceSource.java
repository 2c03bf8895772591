package io.ketstream.circuit.generation;

import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;

/// Where the covariances of markets are read, which are large.
public interface CovarianceSource {

    /// @param assets how many rows and columns it has
    /// @throws ProblemUnavailableException when the owner does not answer: may succeed later
    /// @throws ProblemRefusedException when it will never be had
    RealMatrix fetch(Link link, int assets);
}
