package io.ketstream.results.deadletter;

import java.util.Optional;

/// Sends dead letters again. Delivery is at least once, as everywhere: who reads a topic bears to read an event
/// twice.
public final class Redrives {

    private final DeadLetterQueries letters;
    private final OriginalTopics topics;
    private final RedriveLog log;

    public Redrives(DeadLetterQueries letters, OriginalTopics topics, RedriveLog log) {
        this.letters = letters;
        this.topics = topics;
        this.log = log;
    }

    /// @param again send although it was sent before
    /// @return empty when there is no such dead letter
    /// @throws AlreadyRedrivenException when it was sent before and `again` is false
    /// @throws BrokerUnavailableException when the broker does not answer
    public Optional<Redriven> redrive(RecordPosition position, boolean again) {
        return letters.find(position).map(letter -> log.redrive(letter.id(), again, () -> topics.send(letter)));
    }
}
