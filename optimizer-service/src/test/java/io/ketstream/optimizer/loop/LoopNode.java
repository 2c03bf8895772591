package io.ketstream.optimizer.loop;

import io.ketstream.model.event.RunEvent;
import java.time.Duration;
import java.util.List;

/// One instance of the loop under test: a crash is to drop it and to make another from its rows.
public interface LoopNode extends AutoCloseable {

    void feed(RunEvent event, long offset);

    void tick(Duration passed);

    /// What it has published since the last call, in order; announcements of detached steps included.
    List<RunEvent> drain();

    MemoryRows rows();

    @Override
    void close();
}
