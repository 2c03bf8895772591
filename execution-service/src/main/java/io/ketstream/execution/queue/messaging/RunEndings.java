package io.ketstream.execution.queue.messaging;

import io.ketstream.execution.queue.EndedRuns;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes cancelled and ended runs, and what was asked outside runs and withdrawn. A record that is
/// no event is the optimiser's to report, whose topics these are.
public final class RunEndings implements Consumer<ConsumerRecords<byte[], byte[]>> {

    private static final Logger log = LoggerFactory.getLogger(RunEndings.class);

    private final EventCodec codec;
    private final EndedRuns ended;
    private final Consumer<Collection<RunId>> forget;

    /// @param forget drops the stored requests of runs
    public RunEndings(EventCodec codec, EndedRuns ended, Consumer<Collection<RunId>> forget) {
        this.codec = codec;
        this.ended = ended;
        this.forget = forget;
    }

    @Override
    public void accept(ConsumerRecords<byte[], byte[]> records) {
        Set<RunId> runs = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> one : records) {
            if (one.value() == null) {
                continue;
            }
            try {
                Event event = codec.decode(one.value());
                switch (event) {
                    case RunCommand.Cancel cancel -> runs.add(cancel.runId());
                    case RunCommand.Withdraw withdraw -> runs.add(withdraw.runId());
                    case RunEnded end -> runs.add(end.runId());
                    default -> {
                        // ends nothing
                    }
                }
            } catch (MalformedEventException e) {
                log.atDebug().addKeyValue("offset", one.offset()).setCause(e).log("not an event");
            }
        }
        if (!runs.isEmpty()) {
            runs.forEach(ended::add);
            forget.accept(runs);
        }
    }
}
