package io.ketstream.ingestion.tick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSetTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdsWhatASetHolds(long seed) {
        var random = new Random(seed);
        var set = new SequenceSet();
        Set<Long> reference = new HashSet<>();
        for (int k = 0; k < 20_000; k++) {
            long number = switch (random.nextInt(4)) {
                case 0 -> k;
                case 1 -> random.nextInt(1000);
                case 2 -> random.nextLong() >>> 1;
                default -> Long.MAX_VALUE - random.nextInt(200);
            };
            assertThat(set.contains(number)).as("seed %d, number %d", seed, k).isEqualTo(reference.contains(number));
            set.add(number);
            assertThat(set.contains(number)).isTrue();
            assertThat(set.hasWord(number ^ 1)).isTrue();
            reference.add(number);
        }
    }
}
