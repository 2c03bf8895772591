package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.gram.RepairedKernel;
import io.ketstream.optimizer.learning.kernel.KernelMatrices;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Trains a model of a kernel. Noise of shots may make a matrix no kernel's: that of training is repaired.
final class KernelLearner implements Learner {

    /// A number of a message and what divides it from the next: `0.0,`.
    private static final long LEAST_NUMBER_BYTES = 4;

    private final TrainingReady ready;
    private final LearningModel.OfKernel model;
    private final TrainingRows rows;
    private final TrainingDialogue dialogue;
    private final TrainingVersion version;
    private final KernelSource source;
    private final KernelTrainer trainer;
    private @Nullable KernelBlocks whole;

    /// @param version that the run was begun with
    KernelLearner(
            TrainingReady ready,
            LearningModel.OfKernel model,
            TrainingRows rows,
            TrainingDialogue dialogue,
            TrainingVersion version) {
        this.ready = ready;
        this.model = model;
        this.rows = rows;
        this.dialogue = dialogue;
        this.version = version;
        this.source = switch (model.kernel()) {
            case Kernel.Fidelity _ -> new FidelityTiles(ready, dialogue);
            case Kernel.Projected projected -> new ProjectedStates(ready, projected.gamma(), dialogue);
        };
        this.trainer = new KernelTrainer(model);
    }

    /// Asks for the kernel of these rows once for all trainings to come, which are on parts of them.
    ///
    /// @param all from 0, without a gap; their features are the same whichever they are fitted on
    void share(List<Integer> all) {
        whole = blocks(all);
    }

    /// What is to be said of the kernel of these rows with each other.
    KernelDiagnostics describe(List<Integer> of) {
        KernelBlocks blocks = blocks(of);
        return figures(blocks, repaired(blocks.training()), rows.fit(of), of, rows.target());
    }

    private KernelBlocks blocks(List<Integer> of) {
        return source.blocks(angles(rows.fit(of), of), List.of(), null);
    }

    /// Null where the matrix is exact.
    private @Nullable RepairedKernel repaired(double[][] gram) {
        return ready.settings().execution().shots() == null ? null : RepairedKernel.of(gram);
    }

    private KernelDiagnostics figures(
            KernelBlocks blocks,
            @Nullable RepairedKernel repaired,
            FittedPreprocessing fitted,
            List<Integer> of,
            @Nullable Target target) {
        return GramFigures.of(
                blocks.training(),
                repaired == null ? null : repaired.repair(),
                rows.features(fitted, of),
                target,
                ready.settings().execution().shots(),
                blocks.noise(),
                version);
    }

    @Override
    public Learnt learn(List<Integer> training, List<Integer> test, @Nullable Integer fold) {
        FittedPreprocessing fitted = rows.fit(training);
        KernelBlocks blocks = whole == null
                ? source.blocks(angles(fitted, training), angles(fitted, test), fold)
                : parts(whole, training, test);
        Target target = rows.requireTarget().of(training);
        var time = new Stopwatch();
        RepairedKernel repaired = repaired(blocks.training());
        double[][] gram = repaired == null ? blocks.training() : repaired.matrix();
        dialogue.requireWanted();
        KernelModel trained = trainer.fit(gram, target);
        dialogue.requireWanted();
        Told ofTraining = KernelTrainer.tell(trained, gram);
        Told ofTest = test.isEmpty() ? null : KernelTrainer.tell(trained, blocks.test());
        double seconds = time.seconds();
        dialogue.requireWanted();
        return new Learnt(
                fitted,
                StopReason.CONVERGED,
                ofTraining,
                ofTest,
                fold == null ? kept(trained) : null,
                fold == null ? figures(blocks, repaired, fitted, training, target) : null,
                null,
                seconds,
                test.isEmpty() ? Map.of() : controls(fitted, training, test, gram, blocks.test(), target, fold));
    }

    /// Without what is too much for a message in any case: a variance has m² numbers for each class.
    private static KernelModel kept(KernelModel trained) {
        long rows = trained.rows().size();
        return rows * rows * LEAST_NUMBER_BYTES > Topics.MAX_MESSAGE_BYTES ? trained.lighter() : trained;
    }

    private Map<String, Learnt.Control> controls(
            FittedPreprocessing fitted,
            List<Integer> training,
            List<Integer> test,
            double[][] gram,
            double[][] cross,
            Target target,
            @Nullable Integer fold) {
        dialogue.requireWanted();
        var controls = new TreeMap<String, Learnt.Control>();
        var time = new Stopwatch();
        long seed = SeedOf.SHUFFLED_LABELS.seed(ready.settings().seed(), fold == null ? 0 : fold);
        KernelModel shuffled = trainer.fit(gram, target.shuffled(seed));
        controls.put(Controls.SHUFFLED, new Learnt.Control(KernelTrainer.tell(shuffled, cross), time.seconds()));
        dialogue.requireWanted();
        FeatureMap map = model.featureMap();
        if (model.kernel() instanceof Kernel.Fidelity && !map.isSeparable()) {
            controls.put("separable-twin", twin(map.separableTwin(), fitted, training, test, target));
        }
        return controls;
    }

    /// The same model, of the kernel of the map without gates between qubits.
    private Learnt.Control twin(
            FeatureMap map, FittedPreprocessing fitted, List<Integer> training, List<Integer> test, Target target) {
        var time = new Stopwatch();
        KernelBlocks blocks = new ProductKernel(map)
                .blocks(
                        TrainingRows.angles(map, rows.features(fitted, training)),
                        TrainingRows.angles(map, rows.features(fitted, test)),
                        null);
        KernelModel trained = trainer.fit(blocks.training(), target);
        return new Learnt.Control(KernelTrainer.tell(trained, blocks.test()), time.seconds());
    }

    private List<RealVector> angles(FittedPreprocessing fitted, List<Integer> of) {
        return TrainingRows.angles(model.featureMap(), rows.features(fitted, of));
    }

    private static KernelBlocks parts(KernelBlocks whole, List<Integer> training, List<Integer> test) {
        int[] columns = training.stream().mapToInt(Integer::intValue).toArray();
        int[] others = test.stream().mapToInt(Integer::intValue).toArray();
        return new KernelBlocks(
                KernelMatrices.part(whole.training(), columns, columns),
                KernelMatrices.part(whole.training(), others, columns),
                whole.noise());
    }
}
