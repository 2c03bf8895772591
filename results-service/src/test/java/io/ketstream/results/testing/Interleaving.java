package io.ketstream.results.testing;

import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.Position;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Orders in which the same records may be received: each topic in its own order, the topics in any, every record
/// again at any later time.
public final class Interleaving {

    private static final EventCodec CODEC = new EventCodec("test");

    private Interleaving() {}

    /// The records with their offsets, in the order in which they were sent.
    public static List<LoggedEvent> logged(Collection<RecordedRun.Sent> sent) {
        var offsets = new HashMap<String, Long>();
        var logged = new ArrayList<LoggedEvent>();
        for (RecordedRun.Sent each : sent) {
            long offset = offsets.merge(each.topic(), 1L, Long::sum);
            var position = new Position(each.topic(), 0, offset, Instant.EPOCH.plusMillis(offset));
            logged.add(new LoggedEvent(
                    position, each.event(), new String(CODEC.encode(each.event()), StandardCharsets.UTF_8)));
        }
        return logged;
    }

    public static List<LoggedEvent> shuffled(List<LoggedEvent> records, RandomGenerator random) {
        var queues = new TreeMap<String, List<LoggedEvent>>();
        for (LoggedEvent each : records) {
            queues.computeIfAbsent(each.position().topic(), topic -> new ArrayList<>())
                    .add(each);
        }
        var order = new ArrayList<LoggedEvent>();
        while (!queues.isEmpty()) {
            var topics = List.copyOf(queues.keySet());
            String topic = topics.get(random.nextInt(topics.size()));
            List<LoggedEvent> queue = Objects.requireNonNull(queues.get(topic));
            order.add(queue.removeFirst());
            if (queue.isEmpty()) {
                queues.remove(topic);
            }
            if (random.nextInt(4) == 0) {
                order.add(order.get(random.nextInt(order.size())));
            }
        }
        return order;
    }
}
