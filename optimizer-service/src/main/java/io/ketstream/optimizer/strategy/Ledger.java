package io.ketstream.optimizer.strategy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The books of one long-only strategy: cash, shares, trades, costs, and what each period brought.
///
/// Money is in whole cents, shares may be fractions. A position is worth shares · price, rounded to the cent, and a
/// trade sets the shares that make it worth what was asked for, so that at any time, to the cent,
///
/// capital + gains − costs = cash + marketValue = equity.
public final class Ledger {

    private static final int CENTS = 100;

    /// Of a sum of weights.
    private static final double ROUNDING = 1e-9;

    private static final class Position {
        private double shares;
        private double price;
        private long value;
    }

    private final long capital;
    private final double costShare;
    private final SortedMap<String, Position> positions = new TreeMap<>();
    private final List<Booking> bookings = new ArrayList<>();
    private final List<Period> periods = new ArrayList<>();
    private long cash;
    private long marketValue;
    private long gains;
    private long costs;
    private long traded;
    private @Nullable Period open;

    /// @param capital in cents
    /// @param costShare of the money that changes hands in a trade
    public Ledger(long capital, double costShare) {
        this.capital = Rules.within("capital", capital, 1, 1_000_000_000_000_000L);
        this.costShare = Rules.within("costShare", costShare, 0, 0.1);
        this.cash = capital;
    }

    /// Books as they stood; what was booked before is not in [#bookings] and [#periods].
    ///
    /// @param costShare from now on
    public Ledger(LedgerState state, double costShare) {
        this(state.capital(), costShare);
        this.cash = state.cash();
        this.gains = state.gains();
        this.costs = state.costs();
        this.traded = state.traded();
        this.open = state.open();
        for (LedgerState.Share share : state.shares()) {
            var position = new Position();
            position.shares = share.shares();
            position.price = share.price();
            position.value = share.value();
            positions.put(share.symbol(), position);
            marketValue += position.value;
        }
    }

    /// All that is needed to go on with these books later.
    public LedgerState state() {
        return new LedgerState(capital, cash, gains, costs, traded, shares(), open);
    }

    /// What is held, by symbol.
    public List<LedgerState.Share> shares() {
        var shares = new ArrayList<LedgerState.Share>();
        positions.forEach((symbol, position) ->
                shares.add(new LedgerState.Share(symbol, position.shares, position.price, position.value)));
        return shares;
    }

    public long capital() {
        return capital;
    }

    public long cash() {
        return cash;
    }

    public long marketValue() {
        return marketValue;
    }

    public long equity() {
        return cash + marketValue;
    }

    /// What changes of prices have brought so far, costs not taken off.
    public long gains() {
        return gains;
    }

    public long costs() {
        return costs;
    }

    /// The money that changed hands in all trades.
    public long traded() {
        return traded;
    }

    /// The symbols that are held.
    public SortedSet<String> held() {
        return new TreeSet<>(positions.keySet());
    }

    /// What a position is worth, 0 where there is none.
    public long value(String symbol) {
        Position position = positions.get(symbol);
        return position == null ? 0 : position.value;
    }

    /// What a share of what is held was last marked with.
    public double price(String symbol) {
        return position(symbol).price;
    }

    /// The share of the equity that is in a symbol.
    public double weight(String symbol) {
        return (double) value(symbol) / equity();
    }

    public List<Booking> bookings() {
        return List.copyOf(bookings);
    }

    /// Those that are over.
    public List<Period> periods() {
        return List.copyOf(periods);
    }

    /// Values what is held; symbols without a price keep the one they have.
    public void mark(Map<String, Double> prices) {
        positions.forEach((symbol, position) -> {
            Double price = prices.get(symbol);
            if (price != null) {
                position.price = positive(symbol, price);
                revalue(position, cents(position.shares, position.price));
            }
        });
    }

    private void revalue(Position position, long value) {
        gains += value - position.value;
        marketValue += value - position.value;
        position.value = value;
    }

    /// Sells a symbol at the last price that it was marked with.
    public void end(LocalDate day, String symbol) {
        trade(day, Booking.Kind.ENDED, symbol, position(symbol), 0);
    }

    private Position position(String symbol) {
        Position position = positions.get(symbol);
        if (position == null) {
            throw new InvalidValueException("symbol", "is not held: " + symbol);
        }
        return position;
    }

    /// Trades to these weights of what is left after the costs of doing so; symbols without one are sold. Marks what is
    /// held before, and ends the period that began with the last call.
    ///
    /// @param weights at least 0 each, at most 1 together
    /// @param prices of every symbol that has a weight, and of every one that is held
    public void rebalance(LocalDate day, Map<String, Double> weights, Map<String, Double> prices, Forecast forecast) {
        check(weights, prices);
        mark(prices);
        settle(day);
        SortedMap<String, Long> targets = affordable(weights);
        // what is sold pays for what is bought
        for (boolean selling : new boolean[] {true, false}) {
            for (Map.Entry<String, Long> target : targets.entrySet()) {
                String symbol = target.getKey();
                long change = target.getValue() - value(symbol);
                if (selling ? change < 0 : change > 0) {
                    Position position = positions.computeIfAbsent(symbol, _ -> new Position());
                    position.price = Rules.required("prices." + symbol, prices.get(symbol));
                    trade(day, selling ? Booking.Kind.SELL : Booking.Kind.BUY, symbol, position, target.getValue());
                }
            }
        }
        open = new Period(day, day, equity(), equity(), forecast);
    }

    private void check(Map<String, Double> weights, Map<String, Double> prices) {
        double sum = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            sum += Rules.within("weights." + weight.getKey(), weight.getValue(), 0, 1);
        }
        Rules.within("weights", sum, 0, 1 + ROUNDING);
        for (String symbol : weights.keySet()) {
            positive(symbol, Rules.required("prices." + symbol, prices.get(symbol)));
        }
        for (String symbol : positions.keySet()) {
            positive(symbol, Rules.required("prices." + symbol, prices.get(symbol)));
        }
    }

    /// Ends the period that is under way, if one is.
    public void settle(LocalDate day) {
        if (open != null) {
            periods.add(new Period(open.from(), day, open.begin(), equity(), open.forecast()));
            open = null;
        }
    }

    /// What each symbol is to be worth: its weight of the most that leaves enough cash for the costs.
    private SortedMap<String, Long> affordable(Map<String, Double> weights) {
        long investable = equity();
        while (true) {
            var targets = new TreeMap<String, Long>();
            positions.keySet().forEach(symbol -> targets.put(symbol, 0L));
            for (Map.Entry<String, Double> weight : weights.entrySet()) {
                targets.put(weight.getKey(), (long) Math.floor(weight.getValue() * investable));
            }
            long left = equity();
            for (Map.Entry<String, Long> target : targets.entrySet()) {
                left -= target.getValue() + cost(target.getValue() - value(target.getKey()));
            }
            if (left >= 0) {
                return targets;
            }
            // a cent less invested leaves at most 1 + costShare more, so that this never goes too far
            investable += (long) Math.floor(left / (1 + costShare));
        }
    }

    private void trade(LocalDate day, Booking.Kind kind, String symbol, Position position, long target) {
        long change = target - position.value;
        double shares = target == 0 ? 0 : target / (position.price * CENTS);
        long cost = cost(change);
        double moved = Math.abs(shares - position.shares);
        position.shares = shares;
        position.value = target;
        marketValue += change;
        cash -= change + cost;
        costs += cost;
        traded += Math.abs(change);
        if (target == 0) {
            positions.remove(symbol);
        }
        bookings.add(new Booking(day, kind, symbol, moved, position.price, Math.abs(change), cost, cash, marketValue));
    }

    private long cost(long change) {
        return Math.round(costShare * Math.abs(change));
    }

    private static long cents(double shares, double price) {
        return Math.round(shares * price * CENTS);
    }

    private static double positive(String symbol, double price) {
        return Rules.positive("prices." + symbol, price, 1e9);
    }
}
