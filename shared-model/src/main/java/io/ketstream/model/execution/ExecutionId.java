package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;

/// Identifies one question of a run: which run, the how-manieth question, and the digest of what was asked.
///
/// The same question always has the same id, so that a repeated request is recognised. Written `run/sequence/digest`.
public record ExecutionId(RunId runId, int sequence, Digest pubDigest) {

    @JsonCreator
    public static ExecutionId of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("an execution id reads run/sequence/digest, not " + text);
        }
        return new ExecutionId(RunId.of(parts[0]), Integer.parseInt(parts[1]), new Digest(parts[2]));
    }

    @JsonValue
    @Override
    public String toString() {
        return runId + "/" + sequence + "/" + pubDigest;
    }
}
