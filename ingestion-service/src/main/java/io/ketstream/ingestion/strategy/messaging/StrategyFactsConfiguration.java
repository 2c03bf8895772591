package io.ketstream.ingestion.strategy.messaging;

import io.ketstream.ingestion.strategy.StrategyIntake;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import io.ketstream.support.kafka.DeadLetterSender;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/// Takes note of strategies that have stopped by themselves, because their history is over.
@Configuration
class StrategyFactsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(StrategyFactsConfiguration.class);

    @Bean("strategyFacts")
    Consumer<Message<Object>> strategyFacts(StrategyIntake intake, EventCodec codec, DeadLetterSender deadLetters) {
        return message -> {
            try {
                if (decode(message.getPayload(), codec) instanceof StrategyAccepted accepted
                        && accepted.status() == StrategyStatus.STOPPED) {
                    intake.ended(accepted.strategyId());
                }
            } catch (MalformedEventException e) {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("fact goes to the dead-letter topic");
                deadLetters.send(message, e);
            }
        };
    }

    private static Event decode(Object payload, EventCodec codec) {
        if (!(payload instanceof byte[] bytes)) {
            throw new MalformedEventException("the record has no value", null);
        }
        return codec.decode(bytes);
    }
}
