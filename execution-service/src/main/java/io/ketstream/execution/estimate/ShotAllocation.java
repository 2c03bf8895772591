package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import java.util.List;

/// Splits the shots of one parameter vector over measurement groups.
///
/// One shot each, the rest in proportion to Σ|cₖ| of the group, which bounds its standard deviation; what rounding
/// leaves goes to the largest remainders, ties to the earlier group. The parts add up to the whole.
final class ShotAllocation {

    private ShotAllocation() {}

    static int[] of(int shots, List<MeasuredGroup> groups) {
        int size = groups.size();
        if (shots < size) {
            throw new InvalidValueException(
                    "shots", "must be at least " + size + ", one for each measurement group, not " + shots);
        }
        double total = 0;
        for (MeasuredGroup group : groups) {
            total += group.spread();
        }
        var allocation = new int[size];
        var remainders = new double[size];
        int spare = shots - size;
        int given = 0;
        for (int g = 0; g < size; g++) {
            double share =
                    total == 0 ? (double) spare / size : spare * (groups.get(g).spread() / total);
            allocation[g] = (int) Math.min(Math.floor(share), spare - given);
            remainders[g] = share - allocation[g];
            given += allocation[g];
        }
        for (; given < spare; given++) {
            int largest = 0;
            for (int g = 1; g < size; g++) {
                if (remainders[g] > remainders[largest]) {
                    largest = g;
                }
            }
            remainders[largest] -= 1;
            allocation[largest]++;
        }
        for (int g = 0; g < size; g++) {
            allocation[g]++;
        }
        return allocation;
    }
}
