package io.ketstream.optimizer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the versions say of one matrix: bit for bit, as a replay of a run is compared with it.
class GramFiguresTest {

    private static @Nullable Double difference(TrainingVersion version) {
        List<RealVector> features = new ArrayList<>();
        double[][] gram = new double[12][12];
        for (int i = 0; i < 12; i++) {
            features.add(RealVector.of(2.9 + 0.01 * (i * 7 % 12), 3.1 + 0.02 * (i * 5 % 12)));
            for (int j = 0; j < 12; j++) {
                gram[i][j] = 1 / (1 + 0.25 * Math.abs(i - j));
            }
        }
        return GramFigures.of(gram, null, features, null, null, null, version).geometricDifference();
    }

    /// The first number was made by the release that had no other version (70b3122c). The features
    /// scatter by little about 3, so that the variance in one pass loses some digits.
    @Test
    void eachVersionHasItsOwnVarianceOfTheFeatures() {
        assertThat(difference(TrainingVersion.FIRST)).isEqualTo(10.25976205232032);
        assertThat(difference(TrainingVersion.HELD_BACK)).isEqualTo(10.259762052468838);
    }
}
