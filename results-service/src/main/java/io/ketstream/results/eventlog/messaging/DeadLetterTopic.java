package io.ketstream.results.eventlog.messaging;

/// Where a record that can never be stored goes.
interface DeadLetterTopic {

    /// Returns once the broker has it.
    void send(ReceivedRecord rejected, String reason);
}
