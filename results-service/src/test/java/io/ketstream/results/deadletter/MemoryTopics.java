package io.ketstream.results.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Dead-letter topics in memory: every one has the same number of partitions, and offsets may be without a
/// record.
final class MemoryTopics implements DeadLetterReader {

    private final int partitions;
    private final Map<String, Log> logs = new HashMap<>();
    private int read;
    private int open;

    /// One partition.
    private static final class Log {
        private final TreeMap<Long, DeadLetter> records = new TreeMap<>();
        private long from;
        private long to;
    }

    MemoryTopics(int partitions) {
        this.partitions = partitions;
    }

    /// Appends a record after `gap` offsets without one.
    RecordPosition append(String topic, int partition, long gap, Instant time, String value) {
        Log log = log(topic, partition);
        var position = new RecordPosition(topic, partition, log.to + gap);
        log.records.put(position.offset(), new DeadLetter(position, time, null, RecordBytes.of(value), List.of()));
        log.to = position.offset() + 1;
        return position;
    }

    /// Removes all before `offset`, as retention does.
    void truncate(String topic, int partition, long offset) {
        Log log = log(topic, partition);
        log.records.headMap(offset).clear();
        log.from = offset;
    }

    /// Removes one record, as compaction does.
    void remove(RecordPosition position) {
        log(position.topic(), position.partition()).records.remove(position.offset());
    }

    int recordsRead() {
        return read;
    }

    boolean isClosed() {
        return open == 0;
    }

    @Override
    public Reading open() {
        open++;
        return new Reading() {

            @Override
            public List<OffsetRange> ranges(List<String> names) {
                var ranges = new ArrayList<OffsetRange>();
                for (String topic : names) {
                    for (int partition = 0; partition < partitions; partition++) {
                        Log log = log(topic, partition);
                        ranges.add(new OffsetRange(topic, partition, log.from, log.to));
                    }
                }
                return ranges;
            }

            @Override
            public void read(List<OffsetRange> ranges, Consumer<DeadLetter> action) {
                for (OffsetRange range : ranges) {
                    List<DeadLetter> found = List.copyOf(log(range.topic(), range.partition())
                            .records
                            .subMap(range.from(), range.to())
                            .values());
                    read += found.size();
                    found.forEach(action);
                }
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    private Log log(String topic, int partition) {
        return Objects.requireNonNull(logs.computeIfAbsent(topic + partition, _ -> new Log()));
    }
}
