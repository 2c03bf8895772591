package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SwapPolish;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The last selection as a candidate for the next one.
final class Memory {

    private Set<String> last = Set.of();

    /// @param previous f of the last selection in today's market; absent where there is none
    record Choice(Selection selection, @Nullable Double previous) {}

    /// The better of what was found and the last selection, which is filled up with what was found where it has too few
    /// assets now, in the order of the market, and polished. It is what is remembered.
    Choice better(MarketView market, Selection found) {
        Choice choice = last.isEmpty() ? new Choice(found, null) : compare(market, found);
        last = choice.selection().assets().stream()
                .mapToObj(market.symbols()::get)
                .collect(Collectors.toUnmodifiableSet());
        return choice;
    }

    private Choice compare(MarketView market, Selection found) {
        int most = found.problem().cardinality();
        int fewest = found.problem().minCardinality();
        BitSet assets = new BitSet();
        for (int i = 0; i < market.symbols().size() && assets.cardinality() < most; i++) {
            assets.set(i, last.contains(market.symbols().get(i)));
        }
        BitSet others = found.assets();
        others.andNot(assets);
        for (int i = others.nextSetBit(0); i >= 0 && assets.cardinality() < fewest; i = others.nextSetBit(i + 1)) {
            assets.set(i);
        }
        Selection previous = Selection.of(found.problem(), assets);
        SwapPolish.descend(previous);
        return new Choice(previous.value() < found.value() ? previous : found, previous.value());
    }
}
