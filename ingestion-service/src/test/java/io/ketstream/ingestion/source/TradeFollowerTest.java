package io.ketstream.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TradeFollowerTest {

    private final List<Long> handed = new ArrayList<>();
    private final List<Trade> held = new ArrayList<>();
    private int asked;

    @Test
    void handsOnWhatFollows() throws Exception {
        TradeFollower follower = follower(4, 1000);
        take(follower, 5, 6, 6, 5, 7);

        assertThat(handed).containsExactly(5L, 6L, 7L);
        assertThat(asked).isZero();
        assertThat(follower.drainCounts()).isEqualTo(new SourceCounts(3, 0, 0, 0));
        assertThat(follower.drainCounts()).isEqualTo(SourceCounts.NONE);
    }

    @Test
    void asksForWhatIsMissing() throws Exception {
        hold(1, 2600);
        TradeFollower follower = follower(1, 5000);
        take(follower, 2, 2501, 2502);

        assertThat(handed).isEqualTo(LongStream.rangeClosed(2, 2502).boxed().toList());
        assertThat(follower.drainCounts()).isEqualTo(new SourceCounts(2501, 1, 2498, 0));
    }

    @Test
    void catchesUpWithSeveralPages() throws Exception {
        hold(1, 2 * TradeFollower.PAGE + 10);
        TradeFollower follower = follower(10, 5000);
        follower.begin(held.getLast());
        follower.catchUp();

        assertThat(handed).isEqualTo(LongStream.rangeClosed(11, 2010).boxed().toList());
        assertThat(asked).as("the last page is empty").isEqualTo(3);
        assertThat(follower.drainCounts()).isEqualTo(new SourceCounts(2000, 1, 2000, 0));
    }

    @Test
    void beginsWithWhatComesAfterTheNewest() throws Exception {
        hold(1, 30);
        TradeFollower follower = follower(-1, 1000);
        follower.begin(held.getLast());
        follower.catchUp();
        take(follower, 31);

        assertThat(handed).containsExactly(31L);
        assertThat(follower.drainCounts().missed()).isZero();
    }

    @Test
    void countsWhatIsTooLongAgo() throws Exception {
        hold(1, 500);
        TradeFollower follower = follower(100, 50);
        follower.begin(held.getLast());
        follower.catchUp();

        assertThat(handed).isEqualTo(LongStream.rangeClosed(451, 500).boxed().toList());
        assertThat(follower.drainCounts()).isEqualTo(new SourceCounts(50, 1, 50, 350));
    }

    @Test
    void countsNumbersThatTheExchangeLeavesOut() throws Exception {
        hold(1, 5);
        hold(9, 10);
        TradeFollower follower = follower(3, 1000);
        take(follower, 10);

        assertThat(handed).containsExactly(4L, 5L, 9L, 10L);
        assertThat(follower.drainCounts()).isEqualTo(new SourceCounts(4, 1, 3, 3));
    }

    @Test
    void waitsForTradesThatAreNotThereYet() throws Exception {
        hold(1, 5);
        TradeFollower follower = follower(3, 1000);

        assertThatThrownBy(() -> take(follower, 8))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("trades 6 to 7 of BTCUSDT");
        assertThat(handed).containsExactly(4L, 5L);
        hold(6, 8);
        follower.catchUp();
        assertThat(handed).containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void followsAnExchangeThatCountsAnew() throws Exception {
        hold(1, 20);
        TradeFollower follower = follower(1_000_000, 1000);
        follower.begin(held.getLast());
        take(follower, 21);

        assertThat(handed).containsExactly(21L);
    }

    private TradeFollower follower(long last, long longestGap) {
        return new TradeFollower("BTCUSDT", last, new HeldTrades(), longestGap, trade -> handed.add(trade.sequence()));
    }

    private static void take(TradeFollower follower, long... sequences) throws InterruptedException {
        for (long sequence : sequences) {
            follower.take(trade(sequence));
        }
    }

    private void hold(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(sequence -> held.add(trade(sequence)));
    }

    private static Trade trade(long sequence) {
        return new Trade("BTCUSDT", sequence, 100, 1, Instant.EPOCH.plusSeconds(sequence));
    }

    private final class HeldTrades implements Exchange {

        @Override
        public Duration skew() {
            return Duration.ZERO;
        }

        @Override
        public Trade newest(String name) {
            return held.getLast();
        }

        @Override
        public List<Trade> trades(String name, long from, int most) {
            asked++;
            return held.stream()
                    .filter(trade -> trade.sequence() >= from)
                    .limit(most)
                    .toList();
        }

        @Override
        public TradeConnection connect(Collection<String> names) {
            throw new IllegalStateException("nothing is followed here");
        }
    }
}
