package io.ketstream.circuit.generation.messaging;

import io.ketstream.circuit.generation.RunCircuits;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/// The function behind the binding `problems-in-0`: returns when a record is done with, so that its offset may
/// be committed; throws when it is to be delivered again.
@Component("problems")
class SubmissionListener implements Consumer<Message<Object>> {

    private final EventCodec codec;
    private final RunCircuits circuits;
    private final RejectedRecords rejected;
    private final MeterRegistry meters;

    SubmissionListener(EventCodec codec, RunCircuits circuits, RejectedRecords rejected, MeterRegistry meters) {
        this.codec = codec;
        this.circuits = circuits;
        this.rejected = rejected;
        this.meters = meters;
    }

    @Override
    public void accept(Message<Object> message) {
        RunSubmitted run;
        try {
            run = decode(message.getPayload());
        } catch (MalformedEventException e) {
            rejected.send(message, String.valueOf(e.getMessage()));
            return;
        }
        RunCircuits.Outcome outcome = circuits.generate(run);
        meters.counter(
                        "ketstream.circuits.generated",
                        "type",
                        run.problem().type(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private RunSubmitted decode(Object payload) {
        if (!(payload instanceof byte[] bytes)) {
            throw new MalformedEventException("the record has no value", null);
        }
        return codec.decode(bytes, RunSubmitted.class);
    }
}
