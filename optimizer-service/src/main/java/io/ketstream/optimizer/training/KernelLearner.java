package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trains a model of a kernel.
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

    /// Where rows of the table stand in it.
    private Map<Integer, Integer> places = Map.of();

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

    /// Asks for the kernel of these rows once for all trainings to come, which are on parts of
    /// them. Does nothing where the kernel is approximated by some rows of training or trained on
    /// them.
    ///
    /// @param all whose features are the same whichever they are fitted on
    void share(List<Integer> all) {
        if (model.kernel().nystrom() == null && model.kernel().alignment() == null) {
            whole = source.blocks(vectors(rows.features(rows.fit(all), all), null), List.of(), null);
            places = IntStream.range(0, all.size()).boxed().collect(Collectors.toMap(all::get, place -> place));
        }
    }

    /// What is to be said, and what is learnt, of the kernel of these rows with each other,
    /// whatever their target.
    Described describe(List<Integer> of) {
        FittedPreprocessing fitted = rows.fit(of);
        List<RealVector> features = rows.features(fitted, of);
        List<Integer> landmarks = landmarks(of.size(), null);
        KernelBlocks blocks = blocks(source, vectors(features, null), List.of(), landmarks, null);
        dialogue.requireWanted();
        var time = new Stopwatch();
        TrainingKernel kernel = kernel(blocks, landmarks, of.size(), shots());
        dialogue.requireWanted();
        KernelModel trained = trainer.fit(kernel.models());
        double seconds = trained == null ? 0 : time.seconds();
        dialogue.requireWanted();
        return new Described(
                fitted,
                kernel.figures(features, rows.target()),
                trained,
                trained == null
                        ? List.of()
                        : Described.metrics(
                                trained,
                                kernel.ofTraining(trained),
                                model.kernel().nystrom() != null),
                seconds);
    }

    @Override
    public Learnt learn(List<Integer> training, List<Integer> test, @Nullable Integer fold) {
        Asked asked = ask(training, test, fold);
        long seed = SeedOf.PROBABILITIES.seed(ready.settings().seed(), fold == null ? 0 : fold);
        var time = new Stopwatch();
        TrainingKernel kernel = kernel(asked.blocks(), asked.landmarks(), training.size(), shots());
        dialogue.requireWanted();
        KernelModel trained = trainer.fit(kernel.models(), asked.target(), seed);
        dialogue.requireWanted();
        Told told = Told.of(kernel.ofTraining(trained));
        Told toldOfTest = test.isEmpty() ? null : Told.of(kernel.ofTest(trained));
        double seconds = time.seconds();
        dialogue.requireWanted();
        return new Learnt(
                asked.fitted(),
                StopReason.CONVERGED,
                told,
                toldOfTest,
                fold == null ? kept(trained) : null,
                fold == null ? figures(kernel, asked) : null,
                asked.weights(),
                seconds,
                test.isEmpty() ? Map.of() : controls(kernel, asked, rows.features(asked.fitted(), test), seed, fold));
    }

    /// What each of several models tells of the test, by one kernel.
    ///
    /// @param models of this learner's kernel
    List<Candidate> compare(List<LearningModel.OfKernel> models, List<Integer> training, List<Integer> test, int fold) {
        Asked asked = ask(training, test, fold);
        long seed = SeedOf.PROBABILITIES.seed(ready.settings().seed(), fold);
        TrainingKernel kernel = kernel(asked.blocks(), asked.landmarks(), training.size(), shots());
        return models.stream()
                .map(candidate -> {
                    dialogue.requireWanted();
                    return candidate(new KernelTrainer(candidate), kernel, asked.target(), seed);
                })
                .toList();
    }

    private static Candidate candidate(KernelTrainer trainer, TrainingKernel kernel, Target target, long seed) {
        var time = new Stopwatch();
        try {
            Told told = Told.of(kernel.ofTest(trainer.fit(kernel.models(), target, seed)));
            return new Candidate(told, null, time.seconds());
        } catch (InvalidValueException e) {
            return new Candidate(null, String.valueOf(e.getMessage()), time.seconds());
        }
    }

    /// A model of several.
    ///
    /// @param told of the test; absent where it could not be trained
    /// @param failure why not
    record Candidate(@Nullable Told told, @Nullable String failure, double seconds) {}

    /// What is known of rows of training and of a test before a model is fitted.
    ///
    /// @param features of the rows of training
    /// @param landmarks their places among these; absent where the kernel is not approximated
    /// @param alignment of a kernel that was trained
    private record Asked(
            FittedPreprocessing fitted,
            List<RealVector> features,
            Target target,
            @Nullable List<Integer> landmarks,
            KernelAligner.@Nullable Alignment alignment,
            KernelBlocks blocks) {

        @Nullable
        RealVector weights() {
            return alignment == null ? null : alignment.weights();
        }
    }

    private Asked ask(List<Integer> training, List<Integer> test, @Nullable Integer fold) {
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
        return new Asked(fitted, features, target, landmarks, alignment, blocks);
    }

    private KernelAligner.@Nullable Alignment align(List<RealVector> features, Target target, @Nullable Integer fold) {
        KernelAlignment settings = model.kernel().alignment();
        return settings == null
                ? null
                : new KernelAligner(ready, model.kernel(), settings, source, dialogue)
                        .align(vectors(features, null), target, fold);
    }

    private static KernelDiagnostics figures(TrainingKernel kernel, Asked asked) {
        KernelDiagnostics figures = kernel.figures(asked.features(), asked.target());
        KernelAligner.Alignment alignment = asked.alignment();
        return alignment == null ? figures : figures.with(alignment.told());
    }

    /// Parameters of the circuit for the features of rows.
    private List<RealVector> vectors(List<RealVector> features, @Nullable RealVector weights) {
        List<RealVector> angles = TrainingRows.angles(model.featureMap(), features);
        return weights == null
                ? angles
                : angles.stream().map(row -> row.followedBy(weights)).toList();
    }

    private @Nullable Integer shots() {
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
                ? new WholeKernel(blocks, shots, version)
                : new LandmarkKernel(
                        landmarks, blocks, training, shots, model.kernel() instanceof Kernel.Fidelity, version);
    }

    /// Without what is too much for a message in any case: a variance has m² numbers for each
    /// class.
    private static KernelModel kept(KernelModel trained) {
        long rows = trained.rows().size();
        return rows * rows * LEAST_NUMBER_BYTES > Topics.MAX_MESSAGE_BYTES ? trained.lighter() : trained;
    }

    private Map<String, Tested.Control> controls(
            TrainingKernel kernel, Asked asked, List<RealVector> test, long seed, @Nullable Integer fold) {
        dialogue.requireWanted();
        var controls = new TreeMap<String, Tested.Control>();
        controls.put(Controls.SHUFFLED, shuffled(kernel, asked.target(), fold));
        dialogue.requireWanted();
        FeatureMap map = model.featureMap();
        if (model.kernel() instanceof Kernel.Fidelity && (asked.weights() != null || !map.isSeparable())) {
            controls.put("separable-twin", twin(map.separableTwin(), asked, test, seed));
        }
        return controls;
    }

    /// The same model of targets in random order.
    private Tested.Control shuffled(TrainingKernel kernel, Target target, @Nullable Integer fold) {
        var time = new Stopwatch();
        long seed = SeedOf.SHUFFLED_LABELS.seed(ready.settings().seed(), fold == null ? 0 : fold);
        KernelModel trained = trainer.fit(kernel.models(), target.shuffled(seed), seed);
        return new Tested.Control(Told.of(kernel.ofTest(trained)), time.seconds());
    }

    /// The same model, of the kernel of the map without gates between qubits.
    private Tested.Control twin(FeatureMap map, Asked asked, List<RealVector> test, long seed) {
        var time = new Stopwatch();
        KernelBlocks blocks = blocks(
                new ProductKernel(map),
                TrainingRows.angles(map, asked.features()),
                TrainingRows.angles(map, test),
                asked.landmarks(),
                null);
        TrainingKernel kernel =
                kernel(blocks, asked.landmarks(), asked.features().size(), null);
        KernelModel trained = trainer.fit(kernel.models(), asked.target(), seed);
        return new Tested.Control(Told.of(kernel.ofTest(trained)), time.seconds());
    }

    private KernelBlocks parts(KernelBlocks whole, List<Integer> training, List<Integer> test) {
        int[] columns = training.stream().mapToInt(places::get).toArray();
        int[] others = test.stream().mapToInt(places::get).toArray();
        return new KernelBlocks(
                KernelMatrices.part(whole.training(), columns, columns),
                KernelMatrices.part(whole.training(), others, columns),
                whole.noise());
    }
}
