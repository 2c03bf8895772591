package io.ketstream.execution.circuits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedCacheTest {

    private final WeightedCache<String, Integer> cache = new WeightedCache<>(10, Integer::longValue);

    @Test
    void forgetsWhatWasUsedLongestAgo() {
        cache.put("a", 4);
        cache.put("b", 4);
        assertThat(cache.find("a")).contains(4);
        cache.put("c", 4);
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.find("a")).contains(4);
        assertThat(cache.weight()).isEqualTo(8);
    }

    @Test
    void keepsTheNewestHoweverHeavy() {
        cache.put("a", 4);
        cache.put("b", 40);
        assertThat(cache.find("b")).contains(40);
        assertThat(cache.size()).isEqualTo(1);
        cache.put("c", 1);
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.weight()).isEqualTo(1);
    }

    @Test
    void replacingDoesNotCountTwice() {
        cache.put("a", 4);
        cache.put("a", 6);
        assertThat(cache.weight()).isEqualTo(6);
    }

    @Test
    void whatBecomesHeavierMayPushOthersOut() {
        var growing = new WeightedCache<String, AtomicInteger>(10, AtomicInteger::get);
        var heavier = new AtomicInteger(4);
        growing.put("a", heavier);
        growing.put("b", new AtomicInteger(4));
        heavier.set(7);
        growing.weighAgain("a");
        growing.weighAgain("c");
        assertThat(growing.weight()).isEqualTo(7);
        assertThat(growing.find("a")).contains(heavier);
        assertThat(growing.find("b")).isEmpty();
    }

    @Test
    void makesAValueOnceForAllWhoAsk() {
        var made = new AtomicInteger();
        int sum = IntStream.range(0, 64)
                .parallel()
                .map(_ -> cache.get("a", _ -> {
                    made.incrementAndGet();
                    return 3;
                }))
                .sum();
        assertThat(sum).isEqualTo(192);
        assertThat(made).hasValue(1);
    }

    @Test
    void keepsNothingOfAFailure() {
        assertThatThrownBy(() -> cache.get("a", _ -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(cache.size()).isZero();
        assertThat(cache.get("a", _ -> 2)).isEqualTo(2);
    }
}
