package io.ketstream.results.deadletter;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/// Remembers which dead letters have been re-driven.
public interface RedriveLog {

    /// Calls `send` and remembers where the record stands now. Of several calls for one letter, one works and
    /// the others wait. When `send` throws, nothing is remembered; nor is it when this process ends between the
    /// broker's acknowledgement and the commit, and then the letter may be sent again without `again`.
    ///
    /// @param again send although it was sent before
    /// @throws AlreadyRedrivenException when it was and `again` is false; nothing has been sent then
    Redriven redrive(DeadLetterId letter, boolean again, Supplier<RecordPosition> send);

    /// Those of `letters` that have been re-driven.
    Map<DeadLetterId, Redriven> find(Collection<DeadLetterId> letters);
}
