package io.ketstream.results.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.results.testing.RecordedStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyFactsTest {

    private static final StrategyId STRATEGY = StrategyId.random();

    @Test
    void snapshotsCountOnceWhateverWasSaidOfThem() {
        StrategyFacts facts = folded(RecordedStrategy.of(STRATEGY, "tech", 5).facts());
        assertThat(facts.snapshots()).isEqualTo(new Snapshots(15, 5, 0, 10, 0, 0));
    }

    @Test
    void oneThatWaitsIsSeenAndNothingElse() {
        List<StrategyFact> all = RecordedStrategy.of(STRATEGY, "tech", 1).facts();
        StrategyFacts facts = folded(all.subList(0, 4));
        assertThat(facts.snapshots()).isEqualTo(new Snapshots(2, 1, 0, 0, 0, 0));
        assertThat(facts.current()).isEqualTo(all.get(2));
        assertThat(folded(all.subList(0, 5)).current()).isNull();
    }

    /// As of a backtest that is paused during a run: the step waits, and is chosen from again.
    @Test
    void oneThatIsPutBackIsStartedOnce() {
        var recorded = RecordedStrategy.of(STRATEGY, "tech", 1).begin(2, 4).putBack(4);
        assertThat(folded(recorded.facts()).snapshots()).isEqualTo(new Snapshots(4, 1, 0, 2, 0, 0));
        recorded.begin(3, 4).putBack(4).begin(4, 4);
        assertThat(folded(recorded.facts()).snapshots()).isEqualTo(new Snapshots(4, 2, 0, 2, 0, 0));
    }

    @Test
    void theViewTellsWhatTheFactsSay() {
        var recorded = RecordedStrategy.of(STRATEGY, "tech", 25).begin(26).accept(StrategyStatus.PAUSED);
        StrategyFacts facts = folded(recorded.facts());
        StrategyView view = StrategyView.of(facts).orElseThrow();
        assertThat(view.strategyId()).isEqualTo(STRATEGY);
        assertThat(view.name()).isEqualTo(RecordedStrategy.NAME);
        assertThat(view.universe()).isEqualTo("tech");
        assertThat(view.status()).isEqualTo(StrategyStatus.PAUSED);
        assertThat(view.revision()).isEqualTo(2);
        assertThat(view.startedAt())
                .isEqualTo(recorded.facts().getFirst().metadata().occurredAt());
        assertThat(view.epoch()).isEqualTo(26);
        assertThat(view.currentRun()).isEqualTo(STRATEGY.run(26));
        assertThat(view.evaluations()).isEqualTo(400 + 24 * 40);
        assertThat(view.shots()).isEqualTo(25 * 1024);
        assertThat(view.holdings().stream().map(holding -> holding.symbol())).containsExactly("S25", "KEPT");
        assertThat(view.periods()).hasSize(20);
        assertThat(view.comparison().periods()).isEqualTo(24);
        assertThat(view.comparison().meanPredictedRisk()).isEqualTo(0.1875);
        // of 24 periods half have 0.125, half 0.25 and the sum of 0.01·(2, 4, 6, 1, 3, 5, 0, 2, 4, 6, 1, 3)/12
        assertThat(view.comparison().meanRealisedRisk()).isCloseTo((12 * 0.125 + 12 * 0.25 + 0.37) / 24, within(1e-12));
        double equity = view.books().getFirst().equity().doubleValue();
        assertThat(view.returns()).containsEntry(BookName.STRATEGY, equity / 1000 - 1);
        assertThat(view.lastMarket())
                .isNotNull()
                .extracting(market -> market.moment().sequence())
                .isEqualTo(76L);
    }

    @Test
    void withoutBeingAcceptedAStrategyIsNotShown() {
        List<StrategyFact> all = RecordedStrategy.of(STRATEGY, "tech", 2).facts();
        assertThat(StrategyView.of(folded(all.subList(1, all.size())))).isEmpty();
        assertThat(StrategyView.of(StrategyFacts.NONE)).isEmpty();
    }

    @Test
    void aFactCountsOnce() {
        List<StrategyFact> all = RecordedStrategy.of(STRATEGY, "tech", 1).facts();
        StrategyFacts facts = folded(all);
        assertThatThrownBy(() -> facts.with(all.getLast())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> facts.with(all.getFirst())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsStoredReadsBackAsItWas() {
        StrategyFacts facts =
                folded(RecordedStrategy.of(STRATEGY, "tech", 3).begin(4).facts());
        String json = StrategyJson.write(facts);
        assertThat(StrategyJson.readFacts(json)).isEqualTo(facts);
        assertThat(json.chars()).allMatch(character -> character >= ' ' && character < 127);
    }

    private static StrategyFacts folded(List<StrategyFact> all) {
        StrategyFacts facts = StrategyFacts.NONE;
        for (StrategyFact fact : all) {
            facts = facts.with(fact);
        }
        return facts;
    }
}
