package io.ketstream.optimizer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final Forecast FORECAST = new Forecast(0.1, 0.2);

    @Test
    void aTradeAndItsCostAreWhatTheyAreByHand() {
        var ledger = new Ledger(100_000, 0.01);
        ledger.rebalance(DAY, Map.of("A", 0.5), Map.of("A", 20.0), FORECAST);
        // half of what is left after costs is in A; the other half pays the costs
        assertThat(ledger.value("A")).isEqualTo(50_000);
        assertThat(ledger.costs()).isEqualTo(500);
        assertThat(ledger.cash()).isEqualTo(49_500);
        assertThat(ledger.bookings())
                .containsExactly(new Booking(DAY, Booking.Kind.BUY, "A", 25, 20, 50_000, 500, 49_500, 50_000));

        ledger.mark(Map.of("A", 22.0));
        assertThat(ledger.value("A")).isEqualTo(55_000);
        assertThat(ledger.gains()).isEqualTo(5_000);
        ledger.settle(DAY.plusDays(1));
        assertThat(ledger.periods()).containsExactly(new Period(DAY, DAY.plusDays(1), 99_500, 104_500, FORECAST));
        assertThat(ledger.periods().getFirst().realisedReturn()).isCloseTo(5.0 / 99.5, within(1e-15));
    }

    @Test
    void whatIsInvestedEntirelyLeavesItsCostsAndAFewCents() {
        var ledger = new Ledger(100_000_000, 0.001);
        ledger.rebalance(DAY, Map.of("A", 0.3, "B", 0.7), Map.of("A", 3.0, "B", 7.0), FORECAST);
        // a cent each for two weights rounded down and for costs rounded
        assertThat(ledger.marketValue()).isCloseTo(Math.round(100_000_000 / 1.001), within(3L));
        assertThat(ledger.cash()).isBetween(0L, 3L);
        assertThat(ledger.equity()).isEqualTo(100_000_000 - ledger.costs());
    }

    @Test
    void whatEndsIsSoldAtTheLastPriceItHad() {
        var ledger = new Ledger(100_000, 0);
        ledger.rebalance(DAY, Map.of("A", 1.0), Map.of("A", 10.0), FORECAST);
        ledger.mark(Map.of("A", 8.0));
        ledger.mark(Map.of("B", 1.0));
        ledger.end(DAY.plusDays(2), "A");
        assertThat(ledger.cash()).isEqualTo(80_000);
        assertThat(ledger.held()).isEmpty();
        assertThat(ledger.bookings().getLast())
                .isEqualTo(new Booking(DAY.plusDays(2), Booking.Kind.ENDED, "A", 100, 8, 80_000, 0, 80_000, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theBooksAreRightToTheCentAfterAnySequence(long seed) {
        var random = new Random(seed);
        long capital = 1 + random.nextLong(10_000_000_000L);
        double costShare = 0.02 * random.nextDouble();
        var ledger = new Ledger(capital, costShare);
        Map<String, Double> prices = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            prices.put("S" + i, Math.exp(4 * random.nextGaussian()));
        }
        for (int step = 0; step < 200; step++) {
            LocalDate day = DAY.plusDays(step);
            int last = ledger.bookings().size();
            long before = ledger.equity();
            switch (random.nextInt(3)) {
                case 0 -> {
                    prices.replaceAll((symbol, price) -> price * Math.exp(0.1 * random.nextGaussian()));
                    ledger.mark(prices);
                }
                case 1 -> {
                    ledger.mark(prices);
                    before = ledger.equity();
                    ledger.rebalance(day, weights(random), prices, FORECAST);
                }
                default -> ledger.held().stream().findAny().ifPresent(symbol -> ledger.end(day, symbol));
            }
            assertThat(ledger.equity()).isEqualTo(capital + ledger.gains() - ledger.costs());
            assertThat(ledger.held().stream().mapToLong(ledger::value).sum()).isEqualTo(ledger.marketValue());
            assertThat(ledger.cash()).isNotNegative();
            long running = before;
            for (Booking booking :
                    ledger.bookings().subList(last, ledger.bookings().size())) {
                running -= booking.cost();
                assertThat(booking.equity()).isEqualTo(running);
                assertThat(booking.cash()).isNotNegative();
            }
            // shares at today's prices are worth what the books say
            long value = ledger.marketValue();
            long gains = ledger.gains();
            ledger.mark(lastPrices(ledger));
            assertThat(ledger.marketValue()).isEqualTo(value);
            assertThat(ledger.gains()).isEqualTo(gains);
        }
        assertThat(ledger.bookings().stream().mapToLong(Booking::cost).sum()).isEqualTo(ledger.costs());
    }

    @Test
    void whatCannotBeBookedIsNamed() {
        var ledger = new Ledger(100_000, 0);
        assertThatThrownBy(() -> ledger.rebalance(DAY, Map.of("A", 1.0), Map.of(), FORECAST))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("prices.A");
        assertThatThrownBy(() -> ledger.rebalance(DAY, Map.of("A", 0.6, "B", 0.6), Map.of(), FORECAST))
                .hasMessageContaining("weights");
        assertThatThrownBy(() -> ledger.rebalance(DAY, Map.of("A", -0.1, "B", 0.6), Map.of(), FORECAST))
                .hasMessageContaining("weights.A");
        assertThatThrownBy(() -> ledger.end(DAY, "A")).hasMessageContaining("A");
        assertThat(ledger.equity()).isEqualTo(100_000);
        assertThat(ledger.bookings()).isEmpty();
    }

    /// The prices that positions have: marking with the same changes nothing.
    private static Map<String, Double> lastPrices(Ledger ledger) {
        Map<String, Double> prices = new HashMap<>();
        for (String symbol : ledger.held()) {
            prices.put(symbol, ledger.price(symbol));
        }
        return prices;
    }

    private static Map<String, Double> weights(Random random) {
        Map<String, Double> weights = new TreeMap<>();
        double left = 1;
        for (int i = 0; i < 12; i++) {
            if (random.nextInt(3) == 0) {
                double weight = left * random.nextDouble();
                weights.put("S" + i, weight);
                left -= weight;
            }
        }
        return weights;
    }
}
