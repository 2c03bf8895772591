package io.ketstream.ingestion.run.messaging;

import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunCommand;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import io.ketstream.support.kafka.DeadLetterSender;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/// Takes in the replays that are asked for on the topic of commands.
@Configuration
class ReplayRequestsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ReplayRequestsConfiguration.class);

    @Bean("replayRequests")
    Consumer<Message<byte[]>> replayRequests(RunIntake intake, EventCodec codec, DeadLetterSender deadLetters) {
        return message -> {
            try {
                Event event = codec.decode(message.getPayload());
                if (event instanceof RunCommand.Replay replay && !intake.replay(replay.runId(), replay.newRunId())) {
                    throw new MalformedEventException("there is no run " + replay.runId() + " to replay", null);
                }
            } catch (MalformedEventException e) {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("command goes to the dead-letter topic");
                deadLetters.send(message, e);
            }
        };
    }
}
