package io.ketstream.optimizer.strategy;

import static io.ketstream.optimizer.strategy.StrategyWorld.settings;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Failure;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.History;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trade;
import io.ketstream.model.strategy.Trigger;
import io.ketstream.optimizer.loop.MemoryRows;
import io.ketstream.support.event.ModelJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StrategyTest {

    private final StrategyWorld world = new StrategyWorld();

    @Test
    void choosesTradesAndGoesOn() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        RunSubmitted first = world.lastRun();
        assertThat(first.runId()).isEqualTo(world.run(1));
        assertThat(requireNonNull(first.parent()).isStrategy()).isTrue();
        assertThat(holding(first)).isEmpty();
        assertThat(first.settings().optimizer().initialParameters()).isNull();

        world.end(0.5, 0.25, 0, 0);
        StrategyEpochEnded traded = world.last(StrategyEpochEnded.class);
        assertThat(traded.traded()).isTrue();
        assertThat(traded.trades()).extracting(Trade::symbol).containsExactly("A", "B");
        assertThat(book(traded.books(), BookName.STRATEGY).costs()).isEqualByComparingTo("0.75");
        assertConsistent(traded, new BigDecimal("1000.50"));

        world.arrive(11, 20, 30, 40);
        RunSubmitted second = world.lastRun();
        assertThat(second.runId()).isEqualTo(world.run(2));
        assertThat(holding(second))
                .containsOnlyKeys("A", "B")
                .hasEntrySatisfying("A", share -> assertThat(share).isCloseTo(0.5238, within(1e-3)));
        assertThat(requireNonNull(second.settings().optimizer().initialParameters())
                        .toArray())
                .containsExactly(0.25, -0.5);
        assertThat(second.settings().seed()).isNotEqualTo(first.settings().seed());
        assertThat(world.last(StrategyEpochBegun.class).warm()).isTrue();

        world.end(0, 0.5, 0.5, 0);
        StrategyEpochEnded moved = world.last(StrategyEpochEnded.class);
        assertThat(moved.trades())
                .extracting(trade -> trade.kind() + " " + trade.symbol())
                .containsExactly("SELL A", "BUY B", "BUY C");
        assertThat(requireNonNull(moved.period()).realisedReturn()).isCloseTo(0.05, within(1e-3));
        assertConsistent(moved, new BigDecimal("1000.50"));
    }

    @Test
    void skipsToTheNewestWhenItFallsBehindAndSaysSo() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        world.arrive(11, 20, 30, 40);
        world.arrive(12, 20, 30, 40);
        assertThat(world.all(RunSubmitted.class)).hasSize(1);

        world.end(1, 0, 0, 0);

        assertThat(decisions()).containsExactly("1 STARTED", "2 WAITS", "2 SKIPPED", "3 WAITS", "3 STARTED");
        assertThat(world.last(StrategyEpochBegun.class).skipped()).isEqualTo(1);
        // the trade was at the newest prices, not at those of the decision
        assertThat(world.last(StrategyEpochEnded.class).trades().getFirst().price())
                .isEqualTo(12);
    }

    @Test
    void pricesThatCameAheadAreThoseOfTheirMarketOnly() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arriveInTwo(
                () -> {
                    // nothing comes between
                },
                10,
                20,
                30,
                40);
        world.end(1, 0, 0, 0);
        assertThat(world.last(StrategyEpochEnded.class).trades().getFirst().price())
                .isEqualTo(10);

        world.arriveInTwo(() -> world.arrive(12, 20, 30, 40), 11, 20, 30, 40);
        assertThat(decisions()).containsExactly("1 STARTED", "3 STARTED");
        world.end(0, 1, 0, 0);
        assertThat(world.last(StrategyEpochEnded.class).trades().getFirst().price())
                .isEqualTo(12);
    }

    @Test
    void aMarketWhosePricesDidNotComeIsUnusable() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.feed(world.market(false, null, 10, 20, 30, 40).with(Quotes.NONE));
        assertThat(world.last(StrategyMarketSeen.class).reason()).isEqualTo("its prices have not come");
        world.arrive(11, 20, 30, 40);
        // while a run is under way
        world.feed(world.market(false, null, 12, 20, 30, 40).with(Quotes.NONE));
        world.end(1, 0, 0, 0);

        assertThat(decisions()).containsExactly("1 UNUSABLE", "2 STARTED", "3 UNUSABLE");
        assertThat(world.last(StrategyEpochEnded.class).trades().getFirst().price())
                .isEqualTo(11);
    }

    @Test
    void pricesOfAnotherMarketAreForgotten() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        StrategyMarketArrived first = world.market(false, null, 10, 20, 30, 40);
        StrategyMarketArrived second = world.market(false, null, 11, 20, 30, 40);
        world.feed(StrategyWorld.quotes(second));
        world.feed(first.with(Quotes.NONE));
        world.feed(second.with(Quotes.NONE));

        assertThat(decisions()).containsExactly("1 UNUSABLE", "2 UNUSABLE");
        assertThat(world.all(RunSubmitted.class)).isEmpty();
    }

    @Test
    void pricesThatAreLostKeepNoLaterMarketBack() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        var rows = new StrategyRows(world.rows(), StrategyWorld.FORMAT);
        world.arriveInTwo(() -> rows.forgetMarket(StrategyWorld.ID, world.inputs.size() - 1), 10, 20, 30, 40);
        world.arrive(11, 20, 30, 40);

        assertThat(decisions()).containsExactly("1 UNUSABLE", "2 STARTED");
    }

    /// As a release left it that took markets without prices.
    @Test
    void aRunOfAMarketWithoutPricesEndsWithoutTrades() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        byte stateRows = 1;
        world.rows().map().replaceAll((key, row) -> key[0] == stateRows ? without("tradable", row) : row);
        world.restart();
        world.end(1, 0, 0, 0);

        StrategyEpochEnded ended = world.last(StrategyEpochEnded.class);
        assertThat(ended.traded()).isFalse();
        assertThat(requireNonNull(ended.failure()).message()).isEqualTo("the prices of its market have not come");
        world.arrive(11, 20, 30, 40);
        assertThat(world.lastRun().runId()).isEqualTo(world.run(2));
    }

    private static byte[] without(String field, byte[] state) {
        var fields = (ObjectNode) ModelJson.mapper().readTree(state);
        fields.remove(field);
        return ModelJson.mapper().writeValueAsBytes(fields);
    }

    @Test
    void takesNoMarketTwiceAndNoOlderOne() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        var first = world.arrive(10, 20, 30, 40);
        world.end(1, 0, 0, 0);
        int told = world.told.size();

        world.feed(first);
        world.feed(world.inputs.get(2));

        assertThat(world.told).hasSize(told);
    }

    @Test
    void aPausedStrategyTradesNothing() {
        var settings = settings(new Trigger.Snapshot(), null);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(10, 20, 30, 40);
        world.end(1, 0, 0, 0);
        world.arrive(11, 20, 30, 40);
        world.revise(StrategyStatus.PAUSED, settings);
        assertThat(world.last(RunCommand.Cancel.class).runId()).isEqualTo(world.run(2));
        assertThat(world.last(StrategyEpochEnded.class).traded()).isFalse();

        world.end(0, 1, 0, 0);
        world.arrive(22, 20, 30, 40);
        assertThat(world.last(StrategyMarketSeen.class).decision()).isEqualTo(MarketDecision.NOT_ACTIVE);
        assertThat(world.all(StrategyEpochEnded.class)).hasSize(2);
        // what it holds is worth what the market says
        assertThat(book(world.last(StrategyMarketSeen.class).books(), BookName.STRATEGY)
                        .marketValue())
                .isBetween(new BigDecimal("2190"), new BigDecimal("2200"));

        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(22, 20, 30, 40);
        assertThat(world.lastRun().runId()).isEqualTo(world.run(3));
    }

    @Test
    void aStoppedStrategyStaysSo() {
        var settings = settings(new Trigger.Snapshot(), null);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(10, 20, 30, 40);
        world.revise(StrategyStatus.STOPPED, settings);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(11, 20, 30, 40);

        assertThat(world.all(StrategyAccepted.class))
                .extracting(StrategyAccepted::status)
                .containsExactly(StrategyStatus.ACTIVE, StrategyStatus.STOPPED);
        assertThat(world.all(RunSubmitted.class)).hasSize(1);
    }

    @Test
    void aFailedRunKeepsWhatIsHeld() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        world.end(1, 0, 0, 0);
        world.arrive(11, 20, 30, 40);
        world.fail();

        StrategyEpochEnded ended = world.last(StrategyEpochEnded.class);
        assertThat(ended.traded()).isFalse();
        assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.EXECUTION_FAILED);
        assertThat(ended.holdings()).hasSize(1);
        world.arrive(12, 20, 30, 40);
        assertThat(world.lastRun().runId()).isEqualTo(world.run(3));
    }

    @Test
    void schedulesGoByTheMarketsTime() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Schedule(Duration.ofDays(3)), null));
        for (int day = 0; day < 7; day++) {
            int runs = world.all(RunSubmitted.class).size();
            world.arrive(10 + day, 20, 30, 40);
            if (world.all(RunSubmitted.class).size() > runs) {
                world.end(1, 0, 0, 0);
            }
        }
        assertThat(world.all(StrategyEpochBegun.class))
                .extracting(begun -> begun.moment().sequence())
                .containsExactly(1L, 4L, 7L);
    }

    @Test
    void driftIsMeasuredBeforeItActs() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Drift(0.5, 1e6), null));
        world.arrive(10, 20, 30, 40);
        world.end(0.5, 0.5, 0, 0);
        world.arrive(10, 20, 30, 40);
        assertThat(world.all(RunSubmitted.class)).hasSize(1);
        world.assess();
        StrategyMarketSeen seen = world.last(StrategyMarketSeen.class);
        assertThat(seen.decision()).isEqualTo(MarketDecision.NOT_TRIGGERED);
        assertThat(requireNonNull(requireNonNull(seen.assessment()).covarianceChange()))
                .isZero();

        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Drift(0.5, 0), null));
        world.arrive(10, 20, 30, 40);
        assertThat(world.all(RunSubmitted.class))
                .describedAs("a change acts at once")
                .hasSize(2);
        world.end(0.5, 0.5, 0, 0);
        world.arrive(10, 20, 30, 40);
        world.restart();
        world.assess();
        assertThat(world.last(StrategyMarketSeen.class).decision()).isEqualTo(MarketDecision.STARTED);
    }

    @Test
    void whatHasNoPriceAnyMoreIsSoldAtItsLast() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        world.end(0.5, 0, 0, 0.5);
        world.arrive(10, 20, 30, 0);
        assertThat(holding(world.lastRun())).containsOnlyKeys("A");
        world.end(0.5, 0.5, 0, 0);

        StrategyEpochEnded ended = world.last(StrategyEpochEnded.class);
        assertThat(ended.trades().getFirst().kind()).isEqualTo(Trade.Kind.ENDED);
        assertThat(ended.trades().getFirst().price()).isEqualTo(40);
        assertConsistent(ended, new BigDecimal("1000.50"));
    }

    @Test
    void anUnusableMarketIsSkippedWithItsReason() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.feed(
                world.market(false, new Failure(Failure.MARKET_UNUSABLE, "cardinality must be lower"), 10, 20, 0, 0));
        StrategyMarketSeen seen = world.last(StrategyMarketSeen.class);
        assertThat(seen.decision()).isEqualTo(MarketDecision.UNUSABLE);
        assertThat(seen.reason()).isEqualTo("cardinality must be lower");
        assertThat(world.all(RunSubmitted.class)).isEmpty();
    }

    @Test
    void anUnusableMarketValuesTheBooksAndIsNotTradedAt() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        world.end(0.25, 0.25, 0.25, 0.25);
        world.arrive(10, 20, 30, 40);
        world.feed(world.market(false, new Failure(Failure.MARKET_UNUSABLE, "too few"), 5, 0, 0, 0));
        assertThat(book(world.last(StrategyMarketSeen.class).books(), BookName.STRATEGY)
                        .equity())
                .isLessThan(new BigDecimal("900"));
        world.end(0.5, 0.5, 0, 0);

        StrategyEpochEnded ended = world.last(StrategyEpochEnded.class);
        assertThat(ended.moment().sequence()).isEqualTo(2);
        assertThat(ended.trades())
                .noneMatch(trade -> trade.kind() == Trade.Kind.ENDED)
                .allMatch(trade -> trade.price() >= 10);
        assertConsistent(ended, new BigDecimal("1000.50"));
    }

    @Test
    void theMarketThatIsTradedAtIsKeptBesideNewerOnes() {
        var settings = settings(new Trigger.Snapshot(), null);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(10, 20, 30, 40);
        StrategyMarketArrived ofOldRevision = world.market(false, null, 11, 20, 30, 40);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.feed(ofOldRevision);
        world.feed(world.market(false, new Failure(Failure.MARKET_UNUSABLE, "too few"), 5, 0, 0, 0));
        world.end(1, 0, 0, 0);

        assertThat(world.last(StrategyEpochEnded.class).trades().getFirst().price())
                .isEqualTo(11);
    }

    @Test
    void booksAreToldWithTheirOwnSnapshotOnly() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        world.arrive(10, 20, 30, 40);
        world.end(1, 0, 0, 0);
        world.arrive(10, 20, 30, 40);
        world.arrive(5, 20, 30, 40);
        world.arrive(20, 20, 30, 40);
        world.fail();

        for (StrategyMarketSeen seen : world.all(StrategyMarketSeen.class)) {
            if (!seen.books().isEmpty() && seen.moment().sequence() > 1) {
                double price = new double[] {10, 5, 20}[(int) seen.moment().sequence() - 2];
                assertThat(book(seen.books(), BookName.STRATEGY).equity().doubleValue())
                        .as("%s", seen)
                        .isCloseTo(99.95 * price, within(0.5));
            }
        }
        StrategyEpochEnded failed = world.last(StrategyEpochEnded.class);
        assertThat(failed.moment().sequence()).isEqualTo(4);
        assertThat(book(failed.books(), BookName.STRATEGY).equity().doubleValue())
                .isCloseTo(1999, within(1.0));
    }

    @Test
    void anAssessedMarketThatIsDroppedIsToldOf() {
        var settings = settings(new Trigger.Drift(0.25, 1), null);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(10, 20, 30, 40);
        world.end(1, 0, 0, 0);
        world.arrive(10, 20, 30, 40);
        world.revise(StrategyStatus.PAUSED, settings);
        world.assess();

        assertThat(decisions()).containsExactly("1 STARTED", "2 ASSESSED", "2 SKIPPED");
    }

    @Test
    void aPausedHistorySkipsNoStep() {
        var settings = settings(new Trigger.Snapshot(), new History(null, null, 1, 20));
        world.revise(StrategyStatus.ACTIVE, settings);
        world.arrive(10, 20, 30, 40);
        world.feed(world.market(true, null, 11, 20, 30, 40));
        world.revise(StrategyStatus.PAUSED, settings);
        world.end(1, 0, 0, 0);
        assertThat(world.last(StrategyAccepted.class).status()).isEqualTo(StrategyStatus.PAUSED);
        world.revise(StrategyStatus.ACTIVE, settings);
        world.end(1, 0, 0, 0);
        world.end(1, 0, 0, 0);

        assertThat(world.all(StrategyEpochBegun.class))
                .extracting(begun -> begun.moment().sequence())
                .containsExactly(1L, 1L, 2L);
        assertThat(world.last(StrategyAccepted.class).status()).isEqualTo(StrategyStatus.STOPPED);
    }

    @Test
    void parametersOfAnotherAnsatzAreNotBegunWith() {
        var history = new History(null, null, 1, 20);
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), history, 1));
        world.arrive(10, 20, 30, 40);
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), history, 3));
        world.arrive(10, 20, 30, 40);
        world.end(0.5, 0.5, 0, 0);
        RunSubmitted next = world.lastRun();
        assertThat(next.settings().ansatz().layers()).isEqualTo(3);
        assertThat(next.settings().optimizer().initialParameters()).isNull();
        assertThat(world.last(StrategyEpochBegun.class).warm()).isFalse();
    }

    @Test
    void whatAMarketOffersAnywayIsNoDrift() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Drift(0.25, 1e-9), null));
        world.arrive(10, 20, 30, 40);
        // far from the best
        world.end(1, 0, 0, 0);
        world.arrive(10, 20, 30, 40);
        world.assess();
        StrategyMarketSeen seen = world.last(StrategyMarketSeen.class);
        assertThat(seen.decision()).isEqualTo(MarketDecision.NOT_TRIGGERED);
        assertThat(requireNonNull(seen.assessment()).cost()).isPositive();
        assertThat(requireNonNull(seen.assessment()).expectedGain()).isCloseTo(0, within(1e-12));
    }

    @Test
    void aHistoryIsGoneThroughStepByStepAndEnds() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), new History(null, null, 1, 20)));
        world.arrive(10, 20, 30, 40);
        world.arrive(11, 20, 30, 40);
        world.feed(world.market(true, null, 12, 20, 30, 40));
        for (int step = 0; step < 3; step++) {
            world.end(1, 0, 0, 0);
        }
        assertThat(world.all(StrategyEpochEnded.class))
                .extracting(ended ->
                        ended.trades().isEmpty() ? 0 : ended.trades().getFirst().price())
                .first()
                .isEqualTo(10.0);
        assertThat(world.all(StrategyEpochBegun.class))
                .extracting(begun -> begun.moment().sequence())
                .containsExactly(1L, 2L, 3L);
        assertThat(world.last(StrategyAccepted.class).status()).isEqualTo(StrategyStatus.STOPPED);
    }

    @Test
    void marketsThatComeBeforeTheStrategyWaitForIt() {
        world.arrive(10, 20, 30, 40);
        assertThat(world.told).isEmpty();
        // it was made for revision 0, as the first of this world is 1
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        assertThat(decisions()).containsExactly("1 SKIPPED");
        world.arrive(10, 20, 30, 40);
        assertThat(world.all(RunSubmitted.class)).hasSize(1);
    }

    /// A process is killed after each record, in turn; then the last records come again.
    @Test
    void aCrashAnywhereChangesNothing() {
        Random random = new Random(11);
        List<Event> undisturbed = live(world, random, false);
        List<StrategyFact> facts = StrategyWorld.distinct(undisturbed);
        assertThat(facts).hasSizeGreaterThan(60);
        for (int i = 0; i < facts.size(); i++) {
            assertThat(facts.get(i).number()).isEqualTo(i + 1);
        }

        var crashing = new StrategyWorld();
        List<Event> disturbed = live(crashing, new Random(11), true);
        assertThat(StrategyWorld.distinct(disturbed)).isEqualTo(facts);
        assertThat(runs(disturbed)).isEqualTo(runs(undisturbed));
    }

    /// A store that lost its last rows, as after a machine's death, is filled again by the same records.
    @Test
    void lostRowsComeBackTheSame() {
        var rows = new MemoryRows();
        var first = new StrategyWorld(rows);
        first.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        first.arrive(10, 20, 30, 40);
        MemoryRows before = rows.copy();
        first.end(0.5, 0.5, 0, 0);
        first.arrive(11, 20, 30, 40);

        var second = new StrategyWorld(before);
        second.inputs.addAll(first.inputs);
        second.again(2);
        second.again(3);

        assertThat(before.map().keySet()).hasSameSizeAs(rows.map().keySet());
        assertThat(StrategyWorld.distinct(second.told))
                .isEqualTo(StrategyWorld.distinct(first.told)
                        .subList(3, first.facts().size()));
    }

    @Test
    void keepsNoMoreThanItNeeds() {
        world.revise(StrategyStatus.ACTIVE, settings(new Trigger.Snapshot(), null));
        int rows = 0;
        for (int day = 0; day < 700; day++) {
            world.arrive(10 + 0.01 * day, 20, 30, 40);
            world.end(0.5, 0.5, 0, 0);
            if (day == 600) {
                rows = world.rows().map().size();
            }
        }
        assertThat(world.rows().map()).hasSize(rows);
    }

    private static List<Event> live(StrategyWorld world, Random random, boolean crashes) {
        var settings = settings(new Trigger.Snapshot(), null);
        world.revise(StrategyStatus.ACTIVE, settings);
        for (int day = 0; day < 30; day++) {
            double[] prices = {10 + random.nextDouble(), 20 + random.nextDouble(), 30, day % 7 == 6 ? 0 : 40};
            if (day % 3 == 1) {
                world.arriveInTwo(() -> crash(world, crashes), prices);
            } else {
                world.arrive(prices);
            }
            crash(world, crashes);
            if (random.nextInt(3) > 0) {
                double share = random.nextDouble();
                world.end(share, 0, 1 - share, 0);
                crash(world, crashes);
            }
            if (day == 11) {
                world.revise(StrategyStatus.PAUSED, settings);
                crash(world, crashes);
            } else if (day == 14) {
                world.revise(StrategyStatus.ACTIVE, settings);
                crash(world, crashes);
            }
        }
        return new ArrayList<>(world.told);
    }

    private static void crash(StrategyWorld world, boolean crashes) {
        if (crashes) {
            world.restart();
            for (int offset = Math.max(0, world.inputs.size() - 3); offset < world.inputs.size(); offset++) {
                world.again(offset);
            }
        }
    }

    private static List<RunSubmitted> runs(List<Event> told) {
        return told.stream()
                .filter(RunSubmitted.class::isInstance)
                .map(RunSubmitted.class::cast)
                .distinct()
                .toList();
    }

    private List<String> decisions() {
        return world.all(StrategyMarketSeen.class).stream()
                .map(seen -> seen.moment().sequence() + " " + seen.decision())
                .toList();
    }

    private static java.util.Map<String, Double> holding(RunSubmitted run) {
        var problem = (PortfolioProblem) requireNonNull(run.problem().problem());
        return requireNonNull(problem.turnover()).holding();
    }

    private static Book book(List<Book> books, BookName name) {
        return books.stream().filter(book -> book.name() == name).findFirst().orElseThrow();
    }

    private static void assertConsistent(StrategyEpochEnded ended, BigDecimal capital) {
        for (Book book : ended.books()) {
            assertThat(book.cash().add(book.marketValue())).isEqualByComparingTo(book.equity());
            assertThat(capital.add(book.gains()).subtract(book.costs())).isEqualByComparingTo(book.equity());
        }
        BigDecimal held =
                ended.holdings().stream().map(holding -> holding.value()).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(held)
                .isEqualByComparingTo(book(ended.books(), BookName.STRATEGY).marketValue());
    }
}
