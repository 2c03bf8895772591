package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AngleTransferTest {

    @ParameterizedTest
    @EnumSource(Mixer.class)
    void rampsBecomeTheRampOfTheOtherSize(Mixer mixer) {
        var ansatz = new Ansatz.Qaoa(3, mixer);
        List<AngleTransfer.Solved> solved = IntStream.of(7, 12, 20)
                .mapToObj(qubits -> new AngleTransfer.Solved(qubits, StartParameters.linearRamp(ansatz, qubits)))
                .toList();
        RealVector start = AngleTransfer.median(ansatz, solved, 16);
        RealVector expected = StartParameters.linearRamp(ansatz, 16);
        for (int k = 0; k < 6; k++) {
            assertThat(start.get(k)).isCloseTo(expected.get(k), within(1e-15));
        }
    }

    @Test
    void oneThatEndedElsewhereDoesNotMoveIt() {
        var ansatz = new Ansatz.Qaoa(1, Mixer.XY_RING);
        assertThat(AngleTransfer.median(
                        ansatz,
                        List.of(
                                new AngleTransfer.Solved(8, RealVector.of(0.5, -0.4)),
                                new AngleTransfer.Solved(9, RealVector.of(99, 77)),
                                new AngleTransfer.Solved(8, RealVector.of(0.7, -0.5))),
                        10))
                .isEqualTo(RealVector.of(0.7, -0.4));
        assertThat(AngleTransfer.median(
                        ansatz,
                        List.of(
                                new AngleTransfer.Solved(8, RealVector.of(0.5, -0.5)),
                                new AngleTransfer.Solved(8, RealVector.of(1, -0.25))),
                        10))
                .isEqualTo(RealVector.of(0.75, -0.375));
    }
}
