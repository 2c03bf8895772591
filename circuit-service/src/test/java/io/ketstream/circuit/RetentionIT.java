package io.ketstream.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.catalog.PublishedCircuits;
import io.ketstream.circuit.catalog.Retention;
import io.ketstream.circuit.testing.ServiceTest;
import io.ketstream.model.Digest;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RetentionIT extends ServiceTest {

    private static final Duration KEPT = Duration.ofDays(31);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private CircuitCatalog catalog;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private PublishedCircuits published;

    @Test
    void whatNoRunHasBeenGivenForLongIsForgottenInTheCatalogAndOnTheTopic() throws Exception {
        Digest old = circuitOf(submission(MAX_CUT.replace("1.0", "1.25")));
        Digest used = circuitOf(submission(MAX_CUT.replace("1.0", "1.5")));
        clock.advance(KEPT.minusDays(1));
        circuitOf(submission(MAX_CUT.replace("1.0", "1.5")));
        retention().apply();
        assertThat(status(old)).isEqualTo(200);

        clock.advance(Duration.ofDays(2));
        retention().apply();
        assertThat(status(old)).isEqualTo(404);
        assertThat(status(used)).isEqualTo(200);
        assertThat(receive(
                        1, message -> message.value() == null && message.key().equals(old.value())))
                .allSatisfy(tombstone -> assertThat(tombstone.topic()).isEqualTo(Topics.CIRCUITS));
        receive(0, message -> message.value() == null && message.key().equals(used.value()));

        // As good as new when a run needs it again.
        assertThat(circuitOf(submission(MAX_CUT.replace("1.0", "1.25")))).isEqualTo(old);
        assertThat(status(old)).isEqualTo(200);
    }

    private Retention retention() {
        return new Retention(catalog, published, clock, KEPT);
    }

    private Digest circuitOf(RunSubmitted run) throws Exception {
        send(codec.toRecord(Topics.PROBLEMS, run));
        return ((RunCircuitReady) events(run, 2).get(1)).circuitDigest();
    }

    private int status(Digest circuit) throws Exception {
        return get("/api/v1/circuits/" + circuit, "application/json").statusCode();
    }
}
