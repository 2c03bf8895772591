package io.ketstream.circuit.generation.messaging;

import io.ketstream.circuit.generation.Outcome;
import io.ketstream.circuit.generation.RunCircuits;
import io.ketstream.circuit.generation.TrainingCircuits;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import io.ketstream.support.kafka.DeadLetterSender;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import io.ketstream.support.trace.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/// The function behind the binding `problems-in-0`: returns when a record is done with, so that its offset may
/// be committed; throws when it is to be delivered again.
@Component("problems")
class SubmissionListener implements Consumer<Message<Object>> {

    private static final Logger log = LoggerFactory.getLogger(SubmissionListener.class);

    private final EventCodec codec;
    private final RunCircuits circuits;
    private final TrainingCircuits trainingCircuits;
    private final DeadLetterSender deadLetters;
    private final MeterRegistry meters;
    private final RunTraces traces;
    private final InstantSource clock;

    SubmissionListener(
            EventCodec codec,
            RunCircuits circuits,
            TrainingCircuits trainingCircuits,
            DeadLetterSender deadLetters,
            MeterRegistry meters,
            RunTraces traces,
            InstantSource clock) {
        this.codec = codec;
        this.circuits = circuits;
        this.trainingCircuits = trainingCircuits;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public void accept(Message<Object> message) {
        try {
            accept(decode(message.getPayload()));
        } catch (MalformedEventException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("record goes to the dead-letter topic");
            deadLetters.send(message, e);
        }
    }

    private void accept(Event event) {
        switch (event) {
            case RunSubmitted run -> finish(run, run.problem().type(), () -> circuits.generate(run));
            case TrainingSubmitted run -> finish(run, run.problem().type(), () -> trainingCircuits.generate(run));
            default ->
                throw new MalformedEventException(
                        "expected RunSubmitted or TrainingSubmitted, not "
                                + event.getClass().getSimpleName(),
                        null);
        }
    }

    private void finish(RunEvent run, String problemType, Supplier<Outcome> generation) {
        Instant begin = clock.instant();
        Outcome outcome = generation.get();
        traces.record(new RunSpan(
                run.runId(),
                Stage.CIRCUIT,
                begin,
                clock.instant(),
                Map.of("problem.type", problemType),
                outcome == Outcome.FAILED ? "no circuit" : null));
        meters.counter(
                        "ketstream.circuits.generated",
                        "type",
                        problemType,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Event decode(Object payload) {
        if (!(payload instanceof byte[] bytes)) {
            throw new MalformedEventException("the record has no value", null);
        }
        return codec.decode(bytes);
    }
}
