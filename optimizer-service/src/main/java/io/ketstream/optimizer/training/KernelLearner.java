package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.NystromApproximation;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.kernel.KernelMatrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Trains a model of a kernel.
final class KernelLearner implements Learner {

    /// A number of a message and what divides it from the next: `0.0,`.
    private static final long LEAST_NUMBER_BYTES = 4;

    private final TrainingReady ready;
    private final LearningModel.OfKernel model;
    private final TrainingRows rows;
    private final TrainingDialogue dialogue;
    private final KernelSource source;
    private final KernelTrainer trainer;
    private @Nullable KernelBlocks whole;

    KernelLearner(TrainingReady ready, LearningModel.OfKernel model, TrainingRows rows, TrainingDialogue dialogue) {
        this.ready = ready;
        this.model = model;
        this.rows = rows;
        this.dialogue = dialogue;
        this.source = switch (model.kernel()) {
            case Kernel.Fidelity _ -> new FidelityTiles(ready, dialogue);
            case Kernel.Projected projected -> new ProjectedStates(ready, projected.gamma(), dialogue);
        };
        this.trainer = new KernelTrainer(model);
    }

    /// Asks for the kernel of these rows once for all trainings to come, which are on parts of
    /// them.
    ///
    /// Does nothing where the kernel is approximated by some rows of training or trained on them.
    ///
    /// @param all from 0, without a gap; their features are the same whichever they are fitted on
    void share(List<Integer> all) {
        if (model.kernel().nystrom() == null && model.kernel().alignment() == null) {
            whole = source.blocks(vectors(rows.features(rows.fit(all), all), null), List.of(), null);
        }
    }

    /// What is to be said, and what is learnt, of the kernel of these rows with each other,
    /// whatever their target.
    Described describe(List<Integer> of) {
        FittedPreprocessing fitted = rows.fit(of);
        List<RealVector> features = rows.features(fitted, of);
        List<Integer> landmarks = landmarks(of.size(), null);
        KernelBlocks blocks = blocks(source, vectors(features, null), List.of(), landmarks, null);
        var time = new Stopwatch();
        TrainingKernel kernel = kernel(blocks, landmarks, of.size(), shots(ready));
        KernelModel trained = trainer.fit(kernel.models());
        return new Described(
                fitted,
                kernel.figures(features, rows.target()),
                trained,
                trained == null ? List.of() : Described.metrics(trained, kernel.ofTraining(trained)),
                trained == null ? 0 : time.seconds());
    }

    @Override
    public Learnt learn(List<Integer> training, List<Integer> test, @Nullable Integer fold) {
        FittedPreprocessing fitted = rows.fit(training);
        List<RealVector> features = rows.features(fitted, training);
        List<RealVector> ofTest = rows.features(fitted, test);
        Target target = rows.requireTarget().of(training);
        List<Integer> landmarks = landmarks(training.size(), fold);
        KernelAligner.Alignment alignment = align(features, target, fold);
        RealVector weights = alignment == null ? null : alignment.weights();
        KernelBlocks blocks = whole == null
                ? blocks(source, vectors(features, weights), vectors(ofTest, weights), landmarks, fold)
                : parts(whole, training, test);
        long seed = SeedOf.PROBABILITIES.seed(ready.settings().seed(), fold == null ? 0 : fold);
        var time = new Stopwatch();
        TrainingKernel kernel = kernel(blocks, landmarks, training.size(), shots(ready));
        dialogue.requireWanted();
        KernelModel trained = trainer.fit(kernel.models(), target, seed);
        dialogue.requireWanted();
        Told told = Told.of(kernel.ofTraining(trained));
        Told toldOfTest = test.isEmpty() ? null : Told.of(kernel.ofTest(trained));
        double seconds = time.seconds();
        dialogue.requireWanted();
        var controls = new TreeMap<String, Learnt.Control>();
        if (!test.isEmpty()) {
            controls.put(Controls.SHUFFLED, shuffled(kernel, target, fold));
            dialogue.requireWanted();
            FeatureMap map = model.featureMap();
            if (model.kernel() instanceof Kernel.Fidelity && (weights != null || !map.isSeparable())) {
                controls.put("separable-twin", twin(map.separableTwin(), features, ofTest, target, landmarks, seed));
            }
        }
        return new Learnt(
                fitted,
                StopReason.CONVERGED,
                told,
                toldOfTest,
                fold == null ? kept(trained) : null,
                fold == null ? figures(kernel, features, target, alignment) : null,
                weights,
                seconds,
                controls);
    }

    private KernelAligner.@Nullable Alignment align(List<RealVector> features, Target target, @Nullable Integer fold) {
        KernelAlignment settings = model.kernel().alignment();
        return settings == null
                ? null
                : new KernelAligner(ready, model.kernel(), settings, source, dialogue)
                        .align(vectors(features, null), target, fold);
    }

    private static KernelDiagnostics figures(
            TrainingKernel kernel,
            List<RealVector> features,
            Target target,
            KernelAligner.@Nullable Alignment alignment) {
        KernelDiagnostics figures = kernel.figures(features, target);
        return alignment == null ? figures : figures.with(alignment.told());
    }

    /// Parameters of the circuit for the features of rows.
    private List<RealVector> vectors(List<RealVector> features, @Nullable RealVector weights) {
        List<RealVector> angles = TrainingRows.angles(model.featureMap(), features);
        return weights == null
                ? angles
                : angles.stream().map(row -> row.followedBy(weights)).toList();
    }

    private static @Nullable Integer shots(TrainingReady ready) {
        return ready.settings().execution().shots();
    }

    /// Places of so many rows of training, drawn anew for each fold; null where the kernel is not
    /// approximated.
    private @Nullable List<Integer> landmarks(int training, @Nullable Integer fold) {
        NystromApproximation nystrom = model.kernel().nystrom();
        if (nystrom == null) {
            return null;
        }
        long seed = SeedOf.LANDMARKS.seed(ready.settings().seed(), fold == null ? 0 : fold);
        int[] drawn = new Batches(training, nystrom.landmarks(), false, seed).next();
        return Arrays.stream(drawn).sorted().boxed().toList();
    }

    /// As [LandmarkKernel] takes them where there are landmarks.
    private static KernelBlocks blocks(
            KernelSource source,
            List<RealVector> training,
            List<RealVector> test,
            @Nullable List<Integer> landmarks,
            @Nullable Integer fold) {
        if (landmarks == null) {
            return source.blocks(training, test, fold);
        }
        var others = new ArrayList<>(training);
        landmarks.reversed().forEach(place -> others.remove(place.intValue()));
        others.addAll(test);
        return source.blocks(landmarks.stream().map(training::get).toList(), others, fold);
    }

    private TrainingKernel kernel(
            KernelBlocks blocks, @Nullable List<Integer> landmarks, int training, @Nullable Integer shots) {
        return landmarks == null
                ? new WholeKernel(blocks, shots)
                : new LandmarkKernel(landmarks, blocks, training, shots, model.kernel() instanceof Kernel.Fidelity);
    }

    /// Without what is too much for a message in any case: a variance has m² numbers for each
    /// class.
    private static KernelModel kept(KernelModel trained) {
        long rows = trained.rows().size();
        return rows * rows * LEAST_NUMBER_BYTES > Topics.MAX_MESSAGE_BYTES ? trained.lighter() : trained;
    }

    /// The same model of targets in random order.
    private Learnt.Control shuffled(TrainingKernel kernel, Target target, @Nullable Integer fold) {
        var time = new Stopwatch();
        long seed = SeedOf.SHUFFLED_LABELS.seed(ready.settings().seed(), fold == null ? 0 : fold);
        KernelModel trained = trainer.fit(kernel.models(), target.shuffled(seed), seed);
        return new Learnt.Control(Told.of(kernel.ofTest(trained)), time.seconds());
    }

    /// The same model, of the kernel of the map without gates between qubits.
    private Learnt.Control twin(
            FeatureMap map,
            List<RealVector> training,
            List<RealVector> test,
            Target target,
            @Nullable List<Integer> landmarks,
            long seed) {
        var time = new Stopwatch();
        KernelBlocks blocks = blocks(
                new ProductKernel(map),
                TrainingRows.angles(map, training),
                TrainingRows.angles(map, test),
                landmarks,
                null);
        TrainingKernel kernel = kernel(blocks, landmarks, training.size(), null);
        KernelModel trained = trainer.fit(kernel.models(), target, seed);
        return new Learnt.Control(Told.of(kernel.ofTest(trained)), time.seconds());
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
