package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.optimizer.learning.gram.RepairedKernel;
import io.ketstream.optimizer.learning.kernel.KernelModels;
import io.ketstream.optimizer.learning.kernel.MatrixModels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kernel by its matrix. Noise of shots may make it no kernel's: that of training is repaired.
final class WholeKernel implements TrainingKernel {

    private final KernelBlocks blocks;
    private final @Nullable Integer shots;
    private final TrainingVersion version;
    private final @Nullable RepairedKernel repaired;

    /// @param shots of an entry; null: exact
    /// @param version that the run was begun with
    WholeKernel(KernelBlocks blocks, @Nullable Integer shots, TrainingVersion version) {
        this.version = version;
        this.blocks = blocks;
        this.shots = shots;
        this.repaired = shots == null ? null : RepairedKernel.of(blocks.training());
    }

    private double[][] gram() {
        return repaired == null ? blocks.training() : repaired.matrix();
    }

    @Override
    public KernelModels models() {
        return new MatrixModels(gram(), version.stoppingRule());
    }

    @Override
    public List<Decision> ofTraining(KernelModel fitted) {
        return decisions(fitted, gram());
    }

    @Override
    public List<Decision> ofTest(KernelModel fitted) {
        return decisions(fitted, blocks.test());
    }

    private static List<Decision> decisions(KernelModel fitted, double[][] kernel) {
        return Arrays.stream(kernel)
                .map(row -> fitted.decide(fitted.needed(row)))
                .toList();
    }

    @Override
    public KernelDiagnostics figures(List<RealVector> features, @Nullable Target target) {
        return GramFigures.of(
                blocks.training(),
                repaired == null ? null : repaired.repair(),
                features,
                target,
                shots,
                blocks.noise(),
                version);
    }
}
