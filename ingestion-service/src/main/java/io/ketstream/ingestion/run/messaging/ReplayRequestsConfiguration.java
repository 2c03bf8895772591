package io.ketstream.ingestion.run.messaging;

import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunCommand;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import io.ketstream.support.kafka.DeadLetterSender;
import io.ketstream.support.kafka.Redelivery;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import io.ketstream.support.trace.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.messaging.Message;

/// Takes in the replays that are asked for on the topic of commands.
@Configuration
class ReplayRequestsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ReplayRequestsConfiguration.class);
    private static final Duration LONGEST_RETRY_PAUSE = Duration.ofSeconds(5);

    @Bean("replayRequests")
    Consumer<Message<Object>> replayRequests(
            RunIntake intake, EventCodec codec, DeadLetterSender deadLetters, RunTraces traces, Clock clock) {
        return message -> {
            try {
                Event event = decode(message.getPayload(), codec);
                if (event instanceof RunCommand.Replay replay) {
                    Instant begin = clock.instant();
                    if (!intake.replay(replay.runId(), replay.newRunId())) {
                        throw new MalformedEventException("there is no run " + replay.runId() + " to replay", null);
                    }
                    var original = Map.of("replay.of", replay.runId().toString());
                    traces.record(
                            new RunSpan(replay.newRunId(), Stage.SUBMISSION, begin, clock.instant(), original, null));
                }
            } catch (MalformedEventException e) {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("command goes to the dead-letter topic");
                deadLetters.send(message, e);
            }
        };
    }

    /// A command that could not be taken in, because the database is away, comes again: none is skipped.
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> redelivery() {
        return (container, destination, group) ->
                container.setCommonErrorHandler(Redelivery.forEver(LONGEST_RETRY_PAUSE));
    }

    private static Event decode(Object payload, EventCodec codec) {
        if (!(payload instanceof byte[] bytes)) {
            throw new MalformedEventException("the record has no value", null);
        }
        return codec.decode(bytes);
    }
}
