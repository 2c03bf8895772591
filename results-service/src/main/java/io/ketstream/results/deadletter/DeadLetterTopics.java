package io.ketstream.results.deadletter;

import io.ketstream.model.event.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The dead-letter topics there are, and whose they are.
public final class DeadLetterTopics {

    private static final Map<String, String> ORIGINALS = Topics.all().stream()
            .map(Topics.Topic::name)
            .collect(Collectors.toUnmodifiableMap(Topics::deadLetter, name -> name));

    private static final List<String> ALL = ORIGINALS.keySet().stream().sorted().toList();

    private DeadLetterTopics() {}

    public static List<String> all() {
        return ALL;
    }

    /// The topic whose records go to `deadLetterTopic`; empty when there is no such dead-letter topic. The only
    /// topics that anything is sent to again.
    public static Optional<String> original(String deadLetterTopic) {
        return Optional.ofNullable(ORIGINALS.get(deadLetterTopic));
    }
}
