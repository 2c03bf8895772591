package io.ketstream.results.deadletter.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.event.Topics;
import io.ketstream.results.deadletter.BrokerUnavailableException;
import io.ketstream.results.deadletter.DeadLetterQueries;
import io.ketstream.results.deadletter.MemoryRedriveLog;
import io.ketstream.results.deadletter.Redrives;
import io.ketstream.support.web.ApiException;
import org.junit.jupiter.api.Test;

class DeadLetterControllerTest {

    private static final String TOPIC = Topics.deadLetter(Topics.PROBLEMS);

    @Test
    void anAbsentBrokerIsSaidToBeAway() {
        var log = new MemoryRedriveLog();
        var queries = new DeadLetterQueries(
                () -> {
                    throw new BrokerUnavailableException("away", null);
                },
                log);
        var redrives = new Redrives(
                queries,
                _ -> {
                    throw new AssertionError("nothing is sent");
                },
                log);
        var controller = new DeadLetterController(queries, redrives);
        assertThatThrownBy(() -> controller.deadLetters(null, 20, null))
                .isInstanceOf(ApiException.class)
                .hasMessage("Kafka does not answer now. Try again.");
        assertThatThrownBy(() -> controller.deadLetter(TOPIC, 0, 0)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> controller.redrive(TOPIC, 0, 0, false)).isInstanceOf(ApiException.class);
    }
}
