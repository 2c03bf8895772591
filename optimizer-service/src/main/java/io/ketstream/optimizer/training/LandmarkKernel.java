package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.optimizer.learning.gram.Diagnostics;
import io.ketstream.optimizer.learning.gram.RepairedKernel;
import io.ketstream.optimizer.learning.kernel.KernelModels;
import io.ketstream.optimizer.learning.kernel.Landmarks;
import io.ketstream.optimizer.learning.kernel.NystromModels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kernel by that of some rows of training, the landmarks, with each other and with all others:
/// [Landmarks]. The matrix of landmarks is repaired as a whole one is; a kernel of states of single
/// qubits is one whatever was measured.
final class LandmarkKernel implements TrainingKernel {

    private final double[][] ofLandmarks;
    private final @Nullable Double noise;
    private final double[][] training;
    private final double[][] test;
    private final @Nullable Integer shots;
    private final TrainingVersion version;
    private final @Nullable RepairedKernel repaired;
    private final Landmarks landmarks;
    private final double[][] features;

    /// @param places of the landmarks among the rows of training, ascending
    /// @param blocks of the landmarks with each other, and of the other rows of training, then
    ///     those of the test, with them
    /// @param shots of an entry; null: exact
    /// @param sampled whether each entry was drawn by itself, so that its noise is its own: by two
    ///     shots at least
    /// @param version that the run was begun with; the first had no landmarks
    LandmarkKernel(
            List<Integer> places,
            KernelBlocks blocks,
            int rows,
            @Nullable Integer shots,
            boolean sampled,
            TrainingVersion version) {
        this.version = version;
        this.ofLandmarks = blocks.training();
        this.noise = blocks.noise();
        this.shots = shots;
        this.training = new double[rows][];
        for (int k = 0; k < places.size(); k++) {
            training[places.get(k)] = ofLandmarks[k];
        }
        int next = 0;
        for (int i = 0; i < rows; i++) {
            if (training[i] == null) {
                training[i] = blocks.test()[next++];
            }
        }
        this.test = Arrays.copyOfRange(blocks.test(), next, blocks.test().length);
        this.repaired = shots == null ? null : RepairedKernel.of(ofLandmarks);
        this.landmarks = Landmarks.of(
                places,
                repaired == null ? ofLandmarks : repaired.matrix(),
                shots == null || !sampled ? 0 : Math.sqrt(Diagnostics.ofOneShot(ofLandmarks, shots) / shots));
        this.features = landmarks.features(training);
    }

    @Override
    public KernelModels models() {
        return new NystromModels(landmarks, features, version.stoppingRule());
    }

    @Override
    public List<Decision> ofTraining(KernelModel fitted) {
        return decisions(fitted, training);
    }

    @Override
    public List<Decision> ofTest(KernelModel fitted) {
        return decisions(fitted, test);
    }

    private static List<Decision> decisions(KernelModel fitted, double[][] ofLandmarks) {
        return Arrays.stream(ofLandmarks).map(fitted::decide).toList();
    }

    @Override
    public KernelDiagnostics figures(List<RealVector> ofAll, @Nullable Target target) {
        List<Integer> places = landmarks.places();
        KernelDiagnostics figures = GramFigures.of(
                ofLandmarks,
                repaired == null ? null : repaired.repair(),
                places.stream().map(ofAll::get).toList(),
                target == null ? null : target.of(places),
                shots,
                noise,
                version);
        return figures.with(
                new KernelDiagnostics.Nystrom(training.length, places.size(), landmarks.rank(), residual()));
    }

    private double residual() {
        double sum = 0;
        for (double[] row : features) {
            double approximated = 0;
            for (double feature : row) {
                approximated += feature * feature;
            }
            sum += (KernelTrainer.ITSELF - approximated) / features.length;
        }
        return sum;
    }
}
