package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.LossType;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.optimizer.minimizer.Evaluation;
import io.ketstream.optimizer.minimizer.Limits;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.optimizer.minimizer.Minimum;
import io.ketstream.optimizer.minimizer.Objective;
import io.ketstream.optimizer.minimizer.StopSignal;
import io.ketstream.optimizer.training.Epochs.NetworkRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;

/// Trains a quantum neural network. Weights begin where they are told to, by default uniform in [−π,
/// π), which is the same as in [0, 2π): a rotation by 2π more changes the state's sign and no
/// expectation, and steps see differences only. Those that angles are multiplied by begin in [0, 1)
/// by default: larger ones would make angles wrap around. One step of Adam is one question, as is one of L-BFGS and one
/// by the natural
/// gradient, and one of SPSA asks for two losses.
final class NetworkLearner implements Learner {

    /// What the gradient's largest component must exceed for L-BFGS to go on.
    private static final double TOLERANCE = 1e-8;

    private final TrainingReady ready;
    private final QuantumNeuralNetwork network;
    private final NetworkTraining training;
    private final TrainingRows rows;
    private final TrainingDialogue dialogue;
    private final NetworkQuestions questions;
    private final boolean holdsBack;

    /// @throws InvalidValueException naming the field that this release cannot do
    NetworkLearner(
            TrainingReady ready,
            QuantumNeuralNetwork network,
            TrainingRows rows,
            TrainingDialogue dialogue,
            TrainingVersion version) {
        this.ready = ready;
        this.network = network;
        this.training = network.training();
        this.rows = rows;
        this.dialogue = dialogue;
        this.questions = new NetworkQuestions(ready, network, dialogue);
        this.holdsBack = training.patience() != null && version != TrainingVersion.FIRST;
        if (questions.outputs() == 1
                && rows.requireTarget() instanceof Target.Classes classes
                && classes.names().size() > 2) {
            throw new InvalidValueException("model.readout", "must be z for more than two classes");
        }
    }

    /// Where the weights begin.
    static RealVector start(TrainingReady ready, int fold) {
        var random = new MersenneTwister(SeedOf.WEIGHTS.seed(ready.settings().seed(), fold));
        double[] weights = new double[ready.weights()];
        if (ready.settings().model() instanceof QuantumNeuralNetwork network) {
            begin(weights, network, ready.inputs(), random);
            return RealVector.of(weights).followedBy(ones(network.asked().weights()));
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = turned(random);
        }
        return RealVector.of(weights);
    }

    private static void begin(double[] weights, QuantumNeuralNetwork network, int inputs, MersenneTwister random) {
        NetworkTraining.InitialWeights initial = network.training().initial();
        int ofAngles = network.weightsOfAngles(inputs);
        for (int i = 0; i < weights.length; i++) {
            if (initial != null) {
                weights[i] = initial.low() + (initial.high() - initial.low()) * random.nextDouble();
            } else {
                weights[i] = i < ofAngles ? random.nextDouble() : turned(random);
            }
        }
    }

    private static double turned(MersenneTwister random) {
        return Math.PI * (2 * random.nextDouble() - 1);
    }

    private static RealVector ones(int size) {
        var ones = new double[size];
        Arrays.fill(ones, 1);
        return RealVector.of(ones);
    }

    @Override
    public Learnt learn(List<Integer> trainingRows, List<Integer> testRows, @Nullable Integer fold) {
        FittedPreprocessing fitted = rows.fit(trainingRows);
        NetworkRows ofTraining = rows(fitted, trainingRows);
        NetworkRows ofTest = testRows.isEmpty() ? null : rows(fitted, testRows);
        int number = fold == null ? 0 : fold;
        Split split = holdsBack ? heldBack(trainingRows, number) : null;
        NetworkRows stepped = split == null ? ofTraining : rows(fitted, split.training());
        NetworkRows watched = split == null ? ofTest : rows(fitted, split.test());
        var epochs = new Epochs(network, questions, dialogue, stepped, watched, fold);
        var time = new Stopwatch();
        double before = questions.seconds();
        RealVector start = start(ready, number);
        StopReason reason = switch (training.method()) {
            case ADAM -> adam(start, stepped, epochs, number);
            case L_BFGS -> lbfgs(start, stepped, epochs);
            case SPSA -> spsa(start, stepped, epochs, number);
            case NATURAL_GRADIENT -> naturalGradient(start, stepped, epochs, number);
        };
        Epochs.Kept kept = epochs.kept();
        if (split != null) {
            kept = told(kept.weights(), ofTraining, ofTest);
        }
        return new Learnt(
                fitted,
                reason,
                kept.training(),
                kept.test(),
                null,
                null,
                kept.weights(),
                time.seconds() - (questions.seconds() - before),
                Map.of());
    }

    /// Rows that no step sees, of each class its share; the others are the split's training.
    private Split heldBack(List<Integer> of, int fold) {
        long seed = SeedOf.HELD_BACK.seed(ready.settings().seed(), fold);
        try {
            return Divisions.of(rows, of, new Validation.Holdout(NetworkTraining.HELD_BACK), seed)
                    .getFirst();
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "model.training.patience",
                    "must be absent: a fifth of " + of.size()
                            + " rows of training cannot be held back so that one of each class is left");
        }
    }

    /// What a network with these weights tells of all rows of training, those held back too, and of
    /// the test.
    private Epochs.Kept told(RealVector weights, NetworkRows ofTraining, @Nullable NetworkRows ofTest) {
        var inputs = new ArrayList<>(ofTraining.inputs());
        if (ofTest != null) {
            inputs.addAll(ofTest.inputs());
        }
        double[][] outputs = questions.outputs(weights, inputs);
        int first = ofTraining.inputs().size();
        return new Epochs.Kept(
                weights,
                new NetworkTold(network, Arrays.copyOf(outputs, first), weights).told(ofTraining.target()),
                ofTest == null
                        ? null
                        : new NetworkTold(network, Arrays.copyOfRange(outputs, first, outputs.length), weights)
                                .told(ofTest.target()));
    }

    private NetworkRows rows(FittedPreprocessing fitted, List<Integer> of) {
        Target target = rows.requireTarget().of(of);
        return new NetworkRows(
                TrainingRows.angles(network.featureMap(), rows.features(fitted, of)), target, targets(target));
    }

    /// As [io.ketstream.model.execution.Loss] has them.
    private double[] targets(Target target) {
        return switch (target) {
            case Target.Numbers numbers -> numbers.values();
            case Target.Classes classes -> {
                boolean signed = network.loss() == LossType.SQUARED && questions.outputs() == 1;
                int[] labels = classes.labels();
                double[] targets = new double[labels.length];
                for (int i = 0; i < targets.length; i++) {
                    targets[i] = signed ? 2 * labels[i] - 1 : labels[i];
                }
                yield targets;
            }
        };
    }

    private Batches batches(NetworkRows of, int fold) {
        Integer size = training.batchSize();
        return new Batches(
                of.inputs().size(),
                size == null ? of.inputs().size() : size,
                training.drawsWithReplacement(),
                SeedOf.BATCHES.seed(ready.settings().seed(), fold));
    }

    private List<Evaluation> losses(List<RealVector> weights, NetworkRows of, int[] batch, boolean gradient) {
        NetworkRows some = of.some(batch);
        return questions.losses(weights, some.inputs(), some.targets(), gradient);
    }

    private StopReason adam(RealVector start, NetworkRows of, Epochs epochs, int fold) {
        Batches batches = batches(of, fold);
        var adam = new Adam(start.toArray(), training.learningRate());
        LossPlateau plateau = plateau();
        while (epochs.ended() < training.epochs()) {
            for (int k = 0; k < batches.perEpoch(); k++) {
                Evaluation step = losses(List.of(RealVector.of(adam.at())), of, batches.next(), true)
                        .getFirst();
                adam.step(Objects.requireNonNull(step.gradient()).toArray());
                if (plateau != null && plateau.reached(step.value())) {
                    epochs.stopped(RealVector.of(adam.at()));
                    return StopReason.PLATEAU;
                }
            }
            if (epochs.end(RealVector.of(adam.at()))) {
                return StopReason.PLATEAU;
            }
        }
        return StopReason.MAX_ITERATIONS;
    }

    private @Nullable LossPlateau plateau() {
        NetworkTraining.Plateau settings = training.plateau();
        return settings == null ? null : new LossPlateau(settings.window());
    }

    private StopReason naturalGradient(RealVector start, NetworkRows of, Epochs epochs, int fold) {
        Batches batches = batches(of, fold);
        LossPlateau plateau = plateau();
        double regularization = Objects.requireNonNull(training.regularization());
        double[] x = start.toArray();
        while (epochs.ended() < training.epochs()) {
            for (int k = 0; k < batches.perEpoch(); k++) {
                NetworkRows some = of.some(batches.next());
                Tangent step = questions.tangent(RealVector.of(x), some.inputs(), some.targets());
                double[] direction = step.naturalGradient(regularization);
                for (int i = 0; i < x.length; i++) {
                    x[i] -= training.learningRate() * direction[i];
                }
                if (plateau != null && plateau.reached(step.loss())) {
                    epochs.stopped(RealVector.of(x));
                    return StopReason.PLATEAU;
                }
            }
            if (epochs.end(RealVector.of(x))) {
                return StopReason.PLATEAU;
            }
        }
        return StopReason.MAX_ITERATIONS;
    }

    /// Over all rows; an epoch is an iteration.
    private StopReason lbfgs(RealVector start, NetworkRows of, Epochs epochs) {
        var all = new Objective() {
            @Override
            public List<Evaluation> evaluate(List<RealVector> batch) {
                return questions.losses(batch, of.inputs(), of.targets(), false);
            }

            @Override
            public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
                return questions.losses(batch, of.inputs(), of.targets(), true);
            }
        };
        Minimum minimum = Minimizers.RELEASED
                .make(OptimizerType.L_BFGS, "l-bfgs/1", Map.of())
                .minimize(
                        all, start, new Limits(training.epochs(), Long.MAX_VALUE, null, TOLERANCE, 0), 0, iteration -> {
                            if (epochs.end(iteration.parameters())) {
                                throw new StopSignal(StopReason.PLATEAU);
                            }
                        });
        if (epochs.ended() == 0) {
            epochs.stopped(minimum.parameters()); // it could not be improved
        }
        return minimum.stopReason();
    }

    /// The first gain is the learning rate; each step takes the next batch.
    private StopReason spsa(RealVector start, NetworkRows of, Epochs epochs, int fold) {
        Batches batches = batches(of, fold);
        long steps = (long) training.epochs() * batches.perEpoch();
        double stability = 0.1 * steps;
        var next = new Objective() {
            @Override
            public List<Evaluation> evaluate(List<RealVector> batch) {
                return losses(batch, of, batches.next(), false);
            }

            @Override
            public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
                throw new IllegalStateException("SPSA takes no gradient");
            }
        };
        Minimum minimum = Minimizers.RELEASED
                .make(
                        OptimizerType.SPSA,
                        "spsa/1",
                        Map.of(
                                "a",
                                Math.min(1e6, training.learningRate() * StrictMath.pow(stability + 1, 0.602)),
                                "A",
                                stability))
                .minimize(
                        next,
                        start,
                        // the last epoch ends the search, so that nothing is asked after it
                        new Limits((int) Math.min(steps + 1, Integer.MAX_VALUE), Long.MAX_VALUE, null, 0, 0),
                        SeedOf.SEARCH.seed(ready.settings().seed(), fold),
                        iteration -> {
                            if (iteration.number() % batches.perEpoch() != 0) {
                                return;
                            }
                            boolean impatient = epochs.end(iteration.parameters());
                            if (impatient || epochs.ended() == training.epochs()) {
                                throw new StopSignal(impatient ? StopReason.PLATEAU : StopReason.MAX_ITERATIONS);
                            }
                        });
        return minimum.stopReason();
    }
}
