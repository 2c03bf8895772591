package io.ketstream.optimizer.minimizer;

import io.ketstream.model.run.StopReason;
/// Thrown by an [Objective] to say "stop now with the best so far": the search returns a [Minimum] with this reason.
///
/// When not one point has been answered yet there is no best point, and the signal itself leaves
/// [Minimizer#minimize].

public final class StopSignal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final StopReason reason;

    public StopSignal(StopReason reason) {
        super("stop: " + reason, null, false, false);
        this.reason = reason;
    }

    public StopReason reason() {
        return reason;
    }
}
