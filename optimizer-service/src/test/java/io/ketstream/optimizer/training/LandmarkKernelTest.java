package io.ketstream.optimizer.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LandmarkKernelTest {

    /// Eigenvalues 1.4 and 0.6. The second is noise up to 2√2·σ, where σ² is k(1 − k)/(S − 1)
    /// without bias: 0.62 with 6 shots, 0.57 with 7; k(1 − k)/S would let it pass with 6.
    @Test
    void noiseOfLandmarksIsTakenWithoutBias() {
        assertThat(rank(6, true)).isEqualTo(1);
        assertThat(rank(7, true)).isEqualTo(2);
        assertThat(rank(6, false)).isEqualTo(2);
        assertThat(rank(null, true)).isEqualTo(2);
    }

    private static int rank(@Nullable Integer shots, boolean sampled) {
        var blocks = new KernelBlocks(new double[][] {{1, 0.4}, {0.4, 1}}, new double[0][]);
        return requireNonNull(new LandmarkKernel(List.of(0, 1), blocks, 2, shots, sampled, TrainingVersion.current())
                        .figures(List.of(RealVector.of(0, 1), RealVector.of(1, 0)), null)
                        .nystrom())
                .rank();
    }
}
