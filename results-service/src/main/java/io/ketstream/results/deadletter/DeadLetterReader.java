package io.ketstream.results.deadletter;

import java.util.List;
import java.util.function.Consumer;

/// Reads dead-letter topics and leaves no trace there.
public interface DeadLetterReader {

    /// Begins to read. What is read until it is closed takes a bounded time, all together.
    ///
    /// @throws BrokerUnavailableException when too many read already
    Reading open();

    /// One reader's, on one thread. Its methods throw [BrokerUnavailableException] when the time is up.
    interface Reading extends AutoCloseable {

        /// What each partition of `topics` holds now.
        List<OffsetRange> ranges(List<String> topics);

        /// Hands over the records of `ranges`, those of one partition in the order of their offsets.
        ///
        /// @param ranges of different partitions
        void read(List<OffsetRange> ranges, Consumer<DeadLetter> action);

        @Override
        void close();
    }
}
