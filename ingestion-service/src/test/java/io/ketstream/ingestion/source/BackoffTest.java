package io.ketstream.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.ingestion.source.SourceException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 0, 2000", "2, 0, 4000", "5, 0, 32000", "5, 1, 16000", "6, 0, 60000", "1000000, 0.5, 45000"})
    void doublesUpToItsLongestAndIsLessByChance(int failures, double chance, long millis) {
        assertThat(backoff(chance).pause(failures, new SourceException(Kind.UNAVAILABLE, "away")))
                .hasMillis(millis);
    }

    @Test
    void isNoShorterThanTheServiceAsksFor() {
        var asked = new SourceException(Kind.THROTTLED, "slower", Duration.ofMinutes(7));
        assertThat(backoff(0).pause(1, asked)).hasMinutes(7);
        assertThat(backoff(0).pause(1, new SourceException(Kind.THROTTLED, "slower", Duration.ofMillis(5))))
                .hasSeconds(2);
    }

    @Test
    void isLongWhereOnlyAPersonCanHelp() {
        assertThat(backoff(0).pause(1, new SourceException(Kind.REFUSED, "wrong key")))
                .hasHours(1);
    }

    @Test
    void permitsSoManyRequestsInAnyPeriod() {
        var clock = new SetClock();
        var rate = new RequestRate(2, Duration.ofMinutes(1), clock);

        assertThat(rate.take()).isZero();
        clock.advance(Duration.ofSeconds(20));
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).hasSeconds(40);
        clock.advance(Duration.ofSeconds(40));
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).hasSeconds(20);
    }

    private static Backoff backoff(double chance) {
        return new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofHours(1), () -> chance);
    }
}
