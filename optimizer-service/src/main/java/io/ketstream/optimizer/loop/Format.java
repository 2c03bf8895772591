package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.problem.Problem;

/// How events and problems are written, which a loop itself does not know.
public interface Format {

    /// Reads back the bytes of [Input.CircuitArrived] and [Input.ChildArrived].
    RunEvent read(byte[] event);

    /// How many bytes an event takes.
    int size(RunEvent event);

    /// The address of a problem's content.
    Digest digest(Problem problem);
}
