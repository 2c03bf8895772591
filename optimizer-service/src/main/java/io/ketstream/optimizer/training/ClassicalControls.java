package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.learning.ControlSettings;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.Metric;
import io.ketstream.optimizer.learning.control.ClassicalModels;
import io.ketstream.optimizer.learning.control.ControlBudget;
import io.ketstream.optimizer.learning.control.ControlModel;
import io.ketstream.optimizer.learning.control.Frequencies;
import io.ketstream.optimizer.learning.control.ToldClasses;
import io.ketstream.optimizer.learning.kernel.StoppingRule;
import io.ketstream.optimizer.learning.split.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What classical models make of the rows of a [Trial]: the same training and test, the same
/// features, and as many configurations as the run tries of its own model.
public final class ClassicalControls {

    /// Of training; those that make a matrix of all pairs of rows are left out where there are
    /// more, as no kernel has more either. A network may have 100000.
    public static final int MOST_PAIRED_ROWS = 2000;

    private final LearningSettings settings;
    private final List<LearningModel> models;
    private final int configurations;
    private final StoppingRule rule;
    private final Trial trial;
    private final Audience audience;

    /// @param settings of the run
    /// @param models that they stand beside in each of the trial's parts
    /// @param configurations that each of them was chosen from
    /// @param rule by which support vector machines stop
    /// @param audience is told how far they are
    ClassicalControls(
            LearningSettings settings,
            List<LearningModel> models,
            int configurations,
            StoppingRule rule,
            Trial trial,
            Audience audience) {
        this.rule = rule;
        this.settings = settings;
        this.models = List.copyOf(models);
        this.configurations = configurations;
        this.trial = trial;
        this.audience = audience;
    }

    List<Controls.Control> compute() {
        int rows = trial.splits().stream()
                .mapToInt(split -> split.training().size())
                .max()
                .orElseThrow();
        List<ControlModel> others = models(rows);
        var steps = new ProgressSteps(audience::report, Phase.CONTROLS, others.size(), null);
        var controls = new ArrayList<Controls.Control>();
        for (ControlModel model : others) {
            var time = new Stopwatch();
            var told = new ArrayList<Told>();
            List<Metric> training = List.of();
            for (int part = 0; part < trial.splits().size(); part++) {
                audience.requireWanted();
                Split split = trial.splits().get(part);
                Told all = told(model, budget(models.get(part)), part);
                told.add(all.part(0, split.test().size()));
                training = Scores.of(trial.rows().requireTarget().of(split.training()))
                        .metrics(List.of(all.part(
                                split.test().size(),
                                split.test().size() + split.training().size())));
            }
            String name = name(model, trial.scores().ofClasses());
            controls.add(new Controls.Control(
                    name, trial.splits().size() == 1 ? training : List.of(), told, time.seconds()));
            steps.partDone();
        }
        return controls;
    }

    /// Those that so many rows of training can be given to.
    static List<ControlModel> models(int rows) {
        return Arrays.stream(ControlModel.values())
                .filter(model -> rows <= MOST_PAIRED_ROWS || !model.isOfPairs())
                .toList();
    }

    private ControlBudget budget(LearningModel model) {
        ControlSettings given = settings.controls();
        return new ControlBudget(configurations, frequencies(model), given == null ? null : given.rbfSvm(), rule);
    }

    /// Of the rows of test, then of those of training.
    private Told told(ControlModel model, ControlBudget budget, int part) {
        Split split = trial.splits().get(part);
        double[][] training = features(part, split.training());
        List<Integer> asked = new ArrayList<>(split.test());
        asked.addAll(split.training());
        double[][] test = features(part, asked);
        long seed = SeedOf.CONTROLS.seed(settings.seed(), part + 1);
        return switch (trial.rows().requireTarget().of(split.training())) {
            case Target.Classes classes -> {
                ToldClasses told = ClassicalModels.classify(
                        model, training, classes.labels(), classes.names().size(), test, budget, seed);
                yield Told.of(told.decisions());
            }
            case Target.Numbers numbers ->
                new Told.Numbers(ClassicalModels.regress(model, training, numbers.values(), test, budget, seed)
                        .values()
                        .toArray());
        };
    }

    private double[][] features(int part, List<Integer> of) {
        return trial.rows().features(trial.tested().get(part).preprocessing(), of).stream()
                .map(RealVector::toArray)
                .toArray(double[][]::new);
    }

    /// As [io.ketstream.model.learning.LearningControl] has them.
    private static String name(ControlModel model, boolean classes) {
        return switch (model) {
            case CONSTANT -> classes ? "majority" : "mean";
            case LINEAR -> classes ? "logistic-regression" : "ridge-regression";
            case SUPPORT_VECTORS -> "rbf-svm";
            case NEURAL_NETWORK -> "mlp";
            case BOOSTED_TREES -> "boosted-trees";
            case RANDOM_FOURIER_FEATURES -> "random-fourier-features";
        };
    }

    /// The spectrum of one feature in what the circuit's expectations can be, where angles are
    /// weighted that of weights of 1; amplitudes have none
    /// of their own, so theirs is that of one rotation.
    private static Frequencies frequencies(LearningModel model) {
        int repeated = uploads(model);
        return switch (model.featureMap()) {
            case FeatureMap.Angle angle ->
                encoded(repeated * angle.repetitions() * angle.rotations().size(), 1);
            case FeatureMap.DenseAngle _ -> encoded(repeated, 1);
            case FeatureMap.Z z -> encoded(repeated * z.repetitions(), 2);
            case FeatureMap.Zz zz -> encoded(repeated * zz.repetitions(), 2);
            case FeatureMap.Pauli pauli -> {
                long single = pauli.paulis().stream()
                        .filter(word -> word.length() == 1)
                        .count();
                yield encoded(repeated * pauli.repetitions() * (int) Math.max(1, single), Math.abs(pauli.alpha()));
            }
            case FeatureMap.Iqp iqp -> encoded(repeated * iqp.repetitions(), 1);
            case FeatureMap.Separable separable -> encoded(repeated * separable.layers(), 1);
            case FeatureMap.Amplitude _ -> encoded(repeated, 1);
        };
    }

    /// How often the map stands in the circuit.
    private static int uploads(LearningModel model) {
        return switch (model) {
            case LearningModel.QuantumNeuralNetwork network -> network.encodings();
            case LearningModel.OfKernel ofKernel -> {
                KernelAlignment alignment = ofKernel.kernel().alignment();
                yield alignment != null && alignment.reuploading()
                        ? alignment.layers().layers()
                        : 1;
            }
        };
    }

    private static Frequencies encoded(int repetitions, double step) {
        return new Frequencies.Encoded(Math.min(repetitions, 1000), step > 0 ? Math.min(step, 1e6) : 1);
    }
}
