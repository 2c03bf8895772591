package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.Digest;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;

/// A run's loop has begun.
///
/// @param optimizerVersion version of the algorithm, pinned until the run ends
@JsonClassDescription("A run's loop has begun.")
public record RunStarted(
        EventMetadata metadata, RunId runId, Digest circuitDigest, String optimizerVersion, RealVector start)
        implements RunProgress {}
