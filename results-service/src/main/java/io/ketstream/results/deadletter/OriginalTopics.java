package io.ketstream.results.deadletter;

/// Takes dead letters to the topics they came from.
public interface OriginalTopics {

    /// Returns once the broker has the record, with where it stands.
    ///
    /// @throws BrokerUnavailableException when it does not answer
    RecordPosition send(DeadLetter letter);
}
