package io.ketstream.results.eventlog.messaging;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCommand;
import io.ketstream.results.eventlog.EventStore;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.UnstorableEventException;
import io.ketstream.results.prediction.Questions;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a batch of records into the event store. A record that can never be stored goes to its dead-letter topic; a
/// fault that passes is thrown, and the whole batch comes again.
final class EventListener {

    private static final Logger log = LoggerFactory.getLogger(EventListener.class);

    private final EventCodec codec;
    private final EventStore store;
    private final DeadLetterTopic deadLetters;
    private final EventMetrics metrics;
    private final OutcomeTraces traces;

    EventListener(
            EventCodec codec,
            EventStore store,
            DeadLetterTopic deadLetters,
            EventMetrics metrics,
            OutcomeTraces traces) {
        this.codec = codec;
        this.store = store;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.traces = traces;
    }

    void accept(List<ReceivedRecord> received) {
        var readable = new ArrayList<ReceivedRecord>(received.size());
        var events = new ArrayList<LoggedEvent>(received.size());
        for (ReceivedRecord each : received) {
            // a tombstone of a compacted topic says nothing that a log should forget
            if (each.value() == null) {
                continue;
            }
            try {
                String payload = each.text();
                Event event = codec.decode(each.value());
                if (isOfNoLoop(event)) {
                    continue;
                }
                events.add(new LoggedEvent(each.position(), event, payload));
                readable.add(each);
            } catch (MalformedEventException e) {
                reject(each, String.valueOf(e.getMessage()));
            }
        }
        if (!events.isEmpty()) {
            storeOrComeAgain(readable, events);
        }
    }

    /// The answer to a prediction is of no run, and nobody's but the asker's.
    private static boolean isOfNoLoop(Event event) {
        return event instanceof RunCommand.Withdraw
                || (event instanceof ExecutionResult result
                        && result.requestId().sequence() == Questions.OF_NO_LOOP);
    }

    private void storeOrComeAgain(List<ReceivedRecord> received, List<LoggedEvent> events) {
        try {
            store(received, events);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("records", events.size())
                    .addKeyValue("reason", e.toString())
                    .log("a batch could not be stored and comes again");
            throw e;
        }
    }

    private void store(List<ReceivedRecord> received, List<LoggedEvent> events) {
        try {
            int added = store.append(events);
            metrics.stored(events, added);
            traces.stored(events);
        } catch (UnstorableEventException e) {
            if (events.size() == 1) {
                reject(received.getFirst(), e.getMessage() + ": " + e.getCause());
                return;
            }
            for (int i = 0; i < events.size(); i++) {
                store(received.subList(i, i + 1), events.subList(i, i + 1));
            }
        }
    }

    private void reject(ReceivedRecord rejected, String reason) {
        deadLetters.send(rejected, reason);
        metrics.rejected(rejected.position().topic());
        log.atWarn()
                .addKeyValue("topic", rejected.position().topic())
                .addKeyValue("partition", rejected.position().partition())
                .addKeyValue("offset", rejected.position().offset())
                .addKeyValue("reason", reason)
                .log("record sent to the dead-letter topic");
    }
}
