package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// Trainable gates in a kernel's circuit, whose angles are found so that the kernel agrees with the
/// target (T. Hubregtsen et al., arXiv 2105.02276): Adam on the centred alignment (Cortes et al.,
/// arXiv 1203.0550) of batches of rows of training.
///
/// A layer stands before the feature map: behind it, it would cancel in a fidelity.
///
/// @param reuploading whether the map stands behind each layer, and not behind the last only
/// @param learningRate of Adam
/// @param steps how many batches are taken
/// @param batchSize rows of one
public record KernelAlignment(
        TrainableLayers layers, boolean reuploading, double learningRate, int steps, int batchSize) {

    public static final int MAX_STEPS = 10_000;
    public static final int MAX_BATCH = 500;

    /// Rows that the alignment before and after is of, at most.
    public static final int LOOKED_AT = 200;

    /// Of two rows the centred alignment is 1 or −1 whatever their kernel is, and of three it says
    /// little.
    public static final int LEAST_BATCH = 4;

    public KernelAlignment {
        Rules.required("layers", layers);
        Rules.positive("learningRate", learningRate, 1e3);
        Rules.within("steps", steps, 1, MAX_STEPS);
        Rules.within("batchSize", batchSize, LEAST_BATCH, MAX_BATCH);
    }

    @JsonCreator
    static KernelAlignment of(
            @Nullable TrainableLayers layers,
            @Nullable Boolean reuploading,
            @Nullable Double learningRate,
            @Nullable Integer steps,
            @Nullable Integer batchSize) {
        return new KernelAlignment(
                layers == null ? new TrainableLayers.StronglyEntangling(2) : layers,
                reuploading == null || reuploading,
                learningRate == null ? 0.1 : learningRate,
                steps == null ? 100 : steps,
                batchSize == null ? 16 : batchSize);
    }
}
