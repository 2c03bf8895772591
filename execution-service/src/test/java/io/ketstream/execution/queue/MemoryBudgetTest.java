package io.ketstream.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    @Test
    void theSmallPassesWhoeverWaitsForMuch() throws InterruptedException {
        var budget = new MemoryBudget(100);
        budget.acquire(60);
        var large = new CountDownLatch(1);
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                budget.acquire(80);
                large.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        budget.acquire(40);
        assertThat(budget.free()).isZero();
        budget.release(40);
        assertThat(large.await(50, TimeUnit.MILLISECONDS)).isFalse();
        budget.release(60);
        assertThat(large.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(budget.free()).isEqualTo(20);
        waiting.join();
    }

    @Test
    void refusesWhatCanNeverBe() {
        assertThatThrownBy(() -> new MemoryBudget(100).acquire(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
