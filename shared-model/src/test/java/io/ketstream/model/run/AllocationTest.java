package io.ketstream.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static Allocation.Position position(String symbol, double weight) {
        return new Allocation.Position(symbol, weight, 0, 0);
    }

    @Test
    void theLargestPositionsAreKeptInTheirOrder() {
        var allocation = new Allocation(
                List.of(
                        position("A", 0.1),
                        position("B", 0.5),
                        position("C", -0.3),
                        position("D", 0.3),
                        position("E", 0)),
                0.2,
                0.1,
                -0.1,
                1);
        Allocation largest = allocation.largest(2);
        // C and D are as large: the first of them
        assertThat(largest.positions()).extracting(Allocation.Position::symbol).containsExactly("B", "C");
        assertThat(largest.risk()).isEqualTo(0.1);
        assertThat(allocation.largest(5)).isSameAs(allocation);
        assertThat(allocation.largest(4).positions()).hasSize(4);
    }

    @Test
    void noneGivesWayToASmallerOneOfTheFirst() {
        var positions = new ArrayList<Allocation.Position>();
        for (int i = 0; i < 300; i++) {
            positions.add(position("S" + i, i < 260 ? 0 : 1 / 40.0));
        }
        Allocation largest = new Allocation(positions, 0, 0, 0, 0).largest(100);
        assertThat(largest.positions()).hasSize(100);
        assertThat(largest.positions().stream().filter(position -> position.weight() > 0))
                .hasSize(40);
    }
}
