package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.WarmStart;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmAnglesTest {

    private static final Ansatz.Qaoa ANSATZ = new Ansatz.Qaoa(1, Mixer.XY_RING);
    private static final WarmStart WARM = new WarmStart(
            List.of(),
            List.of(
                    new WarmStart.Cluster(List.of("A", "B", "C", "D"), RealVector.of(0.1, -0.1)),
                    new WarmStart.Cluster(List.of("E", "F", "G"), RealVector.of(0.2, -0.2)),
                    new WarmStart.Cluster(List.of("H", "I"), RealVector.of(0.9, -0.9)),
                    new WarmStart.Cluster(List.of("J", "K"), RealVector.of(7, 8, 9)),
                    new WarmStart.Cluster(List.of("L"), RealVector.zeros(0))));

    private static RealVector start(String... symbols) {
        return new WarmAngles(ANSATZ, WARM).start(List.of(symbols));
    }

    @Test
    void aClusterBeginsWhereTheOneEndedThatItHasMostInCommonWith() {
        assertThat(start("A", "B", "C", "D")).isEqualTo(RealVector.of(0.1, -0.1));
        assertThat(start("E", "G")).isEqualTo(RealVector.of(0.2, -0.2));
        assertThat(start("A", "E", "F", "X")).isEqualTo(RealVector.of(0.2, -0.2));
        // the first of equals
        assertThat(start("A", "B", "E", "F")).isEqualTo(RealVector.of(0.1, -0.1));
    }

    @Test
    void withLessThanHalfInCommonItBeginsAtTheMedianOfAll() {
        assertThat(start("A", "X", "Y")).isEqualTo(RealVector.of(0.2, -0.2));
        assertThat(start("X")).isEqualTo(RealVector.of(0.2, -0.2));
        // those that have another number of angles than the ansatz, or none, do not count
        assertThat(start("J", "K")).isEqualTo(RealVector.of(0.2, -0.2));
        assertThat(start("L")).isEqualTo(RealVector.of(0.2, -0.2));
    }

    /// The median is (0.2, −0.2), from which the three are 0.14, 0 and 0.99 away.
    @Test
    void aClusterThatEndedFarFromTheOthersBeginsAtTheMedian() {
        assertThat(start("H", "I")).isEqualTo(RealVector.of(0.2, -0.2));
        var nearer = new WarmStart(
                List.of(),
                List.of(
                        WARM.clusters().get(0),
                        WARM.clusters().get(1),
                        new WarmStart.Cluster(List.of("H", "I"), RealVector.of(0.45, -0.4))));
        assertThat(new WarmAngles(ANSATZ, nearer).start(List.of("H", "I"))).isEqualTo(RealVector.of(0.45, -0.4));
    }

    @Test
    void oneOrTwoClustersAreNoMeasureOfWhatIsFar() {
        var two = new WarmStart(
                List.of(), List.of(WARM.clusters().get(0), WARM.clusters().get(2)));
        assertThat(new WarmAngles(ANSATZ, two).start(List.of("H", "I"))).isEqualTo(RealVector.of(0.9, -0.9));
        assertThat(new WarmAngles(ANSATZ, two).start(List.of("A", "B", "C", "D")))
                .isEqualTo(RealVector.of(0.1, -0.1));
        var one = new WarmStart(List.of(), List.of(WARM.clusters().get(2)));
        assertThat(new WarmAngles(ANSATZ, one).start(List.of("H", "I"))).isEqualTo(RealVector.of(0.9, -0.9));
    }

    @Test
    void anglesAreThoseOfAnotherNumberOfQubits() {
        var ansatz = new Ansatz.Qaoa(1, Mixer.XY_COMPLETE);
        RealVector start = new WarmAngles(ansatz, WARM).start(List.of("A", "B", "C", "D", "X", "Y"));
        // a partner more for every qubit: 2/(4 − 1) to 2/(6 − 1)
        assertThat(start.get(0)).isCloseTo(0.1, within(1e-15));
        assertThat(start.get(1)).isCloseTo(-0.1 * 3 / 5, within(1e-15));
    }

    @Test
    void whoHasLearntNothingHasNoAngles() {
        assertThat(new WarmAngles(ANSATZ, null).isEmpty()).isTrue();
        assertThat(new WarmAngles(new Ansatz.Qaoa(2, Mixer.XY_RING), WARM).isEmpty())
                .isTrue();
        assertThat(new WarmAngles(ANSATZ, WARM).isEmpty()).isFalse();
    }
}
