package io.ketstream.ingestion.outbox;

import java.util.List;
import java.util.function.Consumer;

/// Events that were committed with the change they tell of, and still have to be sent.
public interface Outbox {

    /// Adds to the current transaction.
    void add(OutboxMessage message);

    /// Hands the oldest messages to `send`, which returns once they are safe, and forgets them; if it throws, none
    /// is forgotten. Several instances may do so at once: each message goes to one of them, so that only what is
    /// told to strategies keeps its order.
    ///
    /// @return how many were sent
    int sendOldest(int limit, Consumer<List<OutboxMessage>> send);

    /// Called after each commit that added something.
    void onAdded(Runnable listener);
}
