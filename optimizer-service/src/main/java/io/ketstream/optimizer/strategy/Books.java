package io.ketstream.optimizer.strategy;

import io.ketstream.model.Rules;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.Trade;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The books of a strategy and of the portfolios that it is compared with.
final class Books {

    private static final int CENTS_DIGITS = 2;

    /// Of a weight.
    private static final double ROUNDING = 1e-6;

    private final Map<BookName, Ledger> ledgers = new EnumMap<>(BookName.class);
    private final boolean areNew;

    /// As they stood, or new ones where there are none.
    Books(Map<BookName, LedgerState> states, StrategySettings settings) {
        this.areNew = states.isEmpty();
        for (BookName name : BookName.values()) {
            LedgerState state = states.get(name);
            ledgers.put(
                    name,
                    state == null
                            ? new Ledger(cents(settings.capital()), settings.tradingCost())
                            : new Ledger(state, settings.tradingCost()));
        }
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(CENTS_DIGITS).longValueExact();
    }

    Map<BookName, LedgerState> states() {
        var states = new EnumMap<BookName, LedgerState>(BookName.class);
        ledgers.forEach((name, ledger) -> states.put(name, ledger.state()));
        return states;
    }

    /// The strategy's own.
    Ledger own() {
        return ledger(BookName.STRATEGY);
    }

    private Ledger ledger(BookName name) {
        Ledger ledger = ledgers.get(name);
        if (ledger == null) {
            throw new IllegalStateException("no books of " + name);
        }
        return ledger;
    }

    void mark(Map<String, Double> prices) {
        ledgers.values().forEach(ledger -> ledger.mark(prices));
    }

    /// Trades all books to a run's portfolio; what has no price any more is sold at its last one, and what would be
    /// bought of it stays cash.
    ///
    /// @param selection symbols of the run's
    /// @param everything what is bought and held, once
    /// @throws io.ketstream.model.InvalidValueException when a weight is none; the books are not to be used then
    void trade(
            LocalDate day,
            Portfolio portfolio,
            List<String> selection,
            List<String> everything,
            Map<String, Double> prices) {
        trade(BookName.STRATEGY, day, portfolio.allocation(), prices);
        // a message has not all positions of many
        trade(BookName.EQUAL_WEIGHT, day, equal(selection), forecast(portfolio.equalWeight()), prices);
        trade(BookName.MINIMUM_VARIANCE, day, portfolio.minimumVariance(), prices);
        trade(BookName.MEAN_VARIANCE, day, portfolio.meanVariance(), prices);
        if (areNew) {
            trade(BookName.BUY_AND_HOLD, day, equal(everything), new Forecast(0, 0), prices);
        }
    }

    private static Map<String, Double> equal(List<String> symbols) {
        var equal = new TreeMap<String, Double>();
        symbols.forEach(symbol -> equal.put(symbol, 1.0 / symbols.size()));
        return equal;
    }

    private static Forecast forecast(Allocation allocation) {
        return new Forecast(allocation.expectedReturn(), allocation.risk());
    }

    private void trade(BookName name, LocalDate day, Allocation allocation, Map<String, Double> prices) {
        var weights = new TreeMap<String, Double>();
        double sum = 0;
        for (Allocation.Position position : allocation.positions()) {
            double given = Rules.within("weights." + position.symbol(), position.weight(), -ROUNDING, 1 + ROUNDING);
            double weight = Math.clamp(given, 0, 1);
            sum += weight;
            if (weight > 0) {
                weights.put(position.symbol(), weight);
            }
        }
        if (sum > 1) {
            double all = sum;
            weights.replaceAll((symbol, weight) -> weight / all);
        }
        trade(name, day, weights, forecast(allocation), prices);
    }

    private void trade(
            BookName name, LocalDate day, Map<String, Double> weights, Forecast forecast, Map<String, Double> prices) {
        Ledger ledger = ledger(name);
        for (String symbol : ledger.held()) {
            if (!prices.containsKey(symbol)) {
                ledger.end(day, symbol);
            }
        }
        weights.keySet().retainAll(prices.keySet());
        ledger.rebalance(day, weights, prices, forecast);
    }

    /// The strategy's own, since these books were opened.
    List<Trade> trades() {
        return own().bookings().stream()
                .map(booking -> new Trade(
                        switch (booking.kind()) {
                            case BUY -> Trade.Kind.BUY;
                            case SELL -> Trade.Kind.SELL;
                            case ENDED -> Trade.Kind.ENDED;
                        },
                        booking.symbol(),
                        booking.shares(),
                        booking.price(),
                        money(booking.amount()),
                        money(booking.cost()),
                        money(booking.cash()),
                        money(booking.marketValue())))
                .toList();
    }

    List<Holding> holdings() {
        Ledger own = own();
        return own.shares().stream()
                .map(share -> new Holding(
                        share.symbol(),
                        share.shares(),
                        share.price(),
                        money(share.value()),
                        own.weight(share.symbol())))
                .toList();
    }

    List<Book> books() {
        var books = new ArrayList<Book>();
        ledgers.forEach((name, ledger) -> books.add(new Book(
                name,
                money(ledger.cash()),
                money(ledger.marketValue()),
                money(ledger.equity()),
                money(ledger.gains()),
                money(ledger.costs()),
                money(ledger.traded()))));
        return books;
    }

    static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, CENTS_DIGITS);
    }
}
