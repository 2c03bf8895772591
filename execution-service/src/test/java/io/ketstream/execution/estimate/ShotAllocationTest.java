package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShotAllocationTest {

    /// Groups {ZZ, ZI}, {XX}, {YY} with Σ|c| = 3, 2, 1.
    private final PauliSum observable = new PauliSum(
            2,
            List.of(
                    new PauliSum.Term(new PauliString("ZZ"), 1),
                    new PauliSum.Term(new PauliString("ZI"), -2),
                    new PauliSum.Term(new PauliString("XX"), 2),
                    new PauliSum.Term(new PauliString("YY"), 1)));

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7, 9, 100, 999, 10_000_000})
    void allShotsAreGivenOutInProportion(int shots) {
        List<MeasuredGroup> groups = QubitWiseGrouping.firstFit(observable).stream()
                .map(group ->
                        MeasuredGroup.of(ParameterizedCircuit.of(2, List.of(), List.of()), observable, group.terms()))
                .toList();
        int[] allocation = ShotAllocation.of(shots, groups);
        assertThat(Arrays.stream(allocation).sum()).isEqualTo(shots);
        assertThat(allocation).hasSize(3);
        double[] shares = {1 / 2.0, 1 / 3.0, 1 / 6.0};
        for (int g = 0; g < 3; g++) {
            // one each, the rest rounded to a whole number
            assertThat((double) allocation[g])
                    .isBetween(1 + shares[g] * (shots - 3) - 1, 1 + shares[g] * (shots - 3) + 1);
        }
    }
}
