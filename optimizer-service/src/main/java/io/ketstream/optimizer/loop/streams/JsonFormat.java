package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.Digest;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.problem.Problem;
import io.ketstream.optimizer.loop.Format;
import io.ketstream.support.claim.ProblemDigests;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.ModelJson;

/// As on the wire.
public record JsonFormat(EventCodec codec) implements Format {

    @Override
    public RunEvent read(byte[] event) {
        return (RunEvent) codec.decode(event);
    }

    @Override
    public int size(RunEvent event) {
        return ModelJson.mapper().writeValueAsBytes(event).length;
    }

    @Override
    public Digest digest(Problem problem) {
        return ProblemDigests.of(problem);
    }
}
