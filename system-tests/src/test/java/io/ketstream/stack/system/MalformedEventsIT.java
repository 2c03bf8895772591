package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/// What no reader can make sense of goes to the topic's dead letters with the reason, and blocks nothing.
@SystemTest
class MalformedEventsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String REASON = "ketstream-error";
    private static final String ORIGIN = "ketstream-origin";

    /// Not JSON; JSON that is no event; an event of no known type; one whose fields have the wrong types.
    private static final List<String> BAD = List.of(
            "\u0000\u0001 not json",
            "null",
            "{\"type\":\"perpetual-motion\",\"metadata\":{}}",
            "{\"type\":\"run-ended\",\"metadata\":7,\"runId\":[]}");

    @Test
    void everyConsumedTopicSetsBadRecordsAsideAndGoesOn(Suite suite) {
        try (Topic topic = new Topic(suite)) {
            for (Topics.Topic consumed : Topics.all()) {
                for (String bad : BAD) {
                    topic.write(consumed.name(), UUID.randomUUID().toString(), bad.getBytes(StandardCharsets.UTF_8));
                }
            }
            // Each topic is still read after its bad records: a run passes through all of them.
            String runId = suite.submit(RunBody.of("after the bad ones", RunBody.chordedRing(6), 1)
                    .qaoa(1, "x")
                    .optimizer("cobyla", 10)
                    .shots(100)
                    .json());
            suite.awaitSuccess(runId, PATIENCE);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            topic.begin(Topics.all().stream()
                    .map(consumed -> Topics.deadLetter(consumed.name()))
                    .toList());
            for (Topics.Topic consumed : Topics.all()) {
                Poll.untilTrue("dead letters of " + consumed.name(), PATIENCE, () -> {
                    letters.addAll(topic.readOn());
                    return origins(letters, consumed).size() >= BAD.size();
                });
            }
            for (ConsumerRecord<byte[], byte[]> letter : letters) {
                assertThat(header(letter, REASON)).isNotBlank();
                assertThat(Topics.deadLetter(origin(letter))).isEqualTo(letter.topic());
                assertThat(BAD).contains(new String(letter.value(), StandardCharsets.UTF_8));
            }
        }
        suite.stack().requireAlive();
    }

    /// Several services may read a topic, and each sets the record aside.
    private static Set<String> origins(List<ConsumerRecord<byte[], byte[]>> letters, Topics.Topic consumed) {
        Set<String> origins = new LinkedHashSet<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            if (letter.topic().equals(Topics.deadLetter(consumed.name()))) {
                origins.add(header(letter, ORIGIN));
            }
        }
        return origins;
    }

    /// The topic of `topic-partition@offset`.
    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        String place = header(letter, ORIGIN);
        return place.substring(0, place.lastIndexOf('-'));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
