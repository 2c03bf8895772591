package io.ketstream.results.kernel;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RunId;
import java.util.SortedMap;
import java.util.UUID;

/// The matrices that a run's questions were answered with, as long as they are kept.
public interface AnsweredMatrices {

    /// Where the answers are, by the questions' sequence; of a question that was answered twice,
    /// the first.
    SortedMap<Integer, UUID> places(RunId run);

    /// @param place of [#places]
    /// @throws NoMatrixException when it has been forgotten since
    PackedMatrix read(UUID place);
}
