package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A network looked at after epochs, over the rows of training and over those it is watched by,
/// and which weights are kept: the last, or, with patience, those of the lowest loss over the
/// watched rows. These are rows of training that were held back; in the first [TrainingVersion],
/// and without patience, those of the test. Steps of SPSA are noisy: without patience those of the
/// lowest loss over the rows of training are kept.
final class Epochs {

    private final QuantumNeuralNetwork network;
    private final NetworkQuestions questions;
    private final TrainingDialogue dialogue;
    private final @Nullable Integer fold;
    private final NetworkRows training;
    private final @Nullable NetworkRows test;
    private int epoch;
    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private @Nullable Kept kept;

    /// Weights at the end of the last epoch, where they were not looked at.
    private @Nullable RealVector unseen;

    /// Weights that are kept, those of the loss included, and what a network with them tells.
    record Kept(RealVector weights, Told training, @Nullable Told test) {}

    Epochs(
            QuantumNeuralNetwork network,
            NetworkQuestions questions,
            TrainingDialogue dialogue,
            NetworkRows training,
            @Nullable NetworkRows test,
            @Nullable Integer fold) {
        this.network = network;
        this.questions = questions;
        this.dialogue = dialogue;
        this.training = training;
        this.test = test;
        this.fold = fold;
    }

    /// How many have ended.
    int ended() {
        return epoch;
    }

    /// What is kept when no more is trained, with a look at the last weights where there was none.
    Kept kept() {
        if (unseen != null) {
            look(unseen);
        }
        return Objects.requireNonNull(kept);
    }

    /// The end of an epoch. Looks at the weights where it is time to.
    ///
    /// @return whether patience is at its end
    boolean end(RealVector weights) {
        epoch++;
        boolean due = epoch % network.training().evaluateEveryOrDefault() == 0;
        if (due || epoch == network.training().epochs()) {
            return look(weights);
        }
        unseen = weights;
        return false;
    }

    /// Training stops in the midst of an epoch, or before the first.
    void stopped(RealVector weights) {
        epoch++;
        unseen = weights;
    }

    /// @return whether patience is at its end
    private boolean look(RealVector weights) {
        unseen = null;
        var inputs = new ArrayList<>(training.inputs());
        if (test != null) {
            inputs.addAll(test.inputs());
        }
        double[][] outputs = questions.outputs(weights, inputs);
        NetworkTold ofTraining = part(weights, outputs, 0, training.inputs().size());
        double loss = ofTraining.loss(training.targets());
        Told told = ofTraining.told(training.target());
        double score = Scores.of(training.target()).score(told);
        Double testLoss = null;
        Double testScore = null;
        Told testTold = null;
        if (test != null) {
            NetworkTold ofTest = part(weights, outputs, training.inputs().size(), outputs.length);
            testLoss = ofTest.loss(test.targets());
            testTold = ofTest.told(test.target());
            testScore = Scores.of(test.target()).score(testTold);
        }
        NetworkTraining settings = network.training();
        dialogue.report(new TrainingProgress(
                Phase.TRAINING,
                epoch,
                settings.epochs(),
                fold,
                new TrainingProgress.Epoch(loss, testLoss, score, testScore)));
        boolean patient = settings.patience() != null;
        double decisive = patient && testLoss != null ? testLoss : loss;
        boolean better = decisive < bestLoss;
        if (better) {
            bestLoss = decisive;
            bestEpoch = epoch;
        }
        boolean last = !patient && settings.method() != NetworkTraining.Method.SPSA;
        if (better || last || kept == null) {
            kept = new Kept(weights, told, testTold);
        }
        return settings.patience() != null && epoch - bestEpoch >= settings.patience();
    }

    private NetworkTold part(RealVector weights, double[][] outputs, int from, int to) {
        return new NetworkTold(network, Arrays.copyOfRange(outputs, from, to), weights);
    }

    /// Rows as a network takes them.
    static final class NetworkRows {

        private final List<RealVector> inputs;
        private final Target target;
        private final double[] targets;

        /// @param targets as a question has them
        NetworkRows(List<RealVector> inputs, Target target, double[] targets) {
            this.inputs = List.copyOf(inputs);
            this.target = target;
            this.targets = targets.clone();
        }

        /// Their inputs and targets.
        NetworkRows some(int[] places) {
            var some = new RealVector[places.length];
            var numbers = new double[places.length];
            for (int i = 0; i < places.length; i++) {
                some[i] = inputs.get(places[i]);
                numbers[i] = targets[places[i]];
            }
            return new NetworkRows(List.of(some), target, numbers);
        }

        List<RealVector> inputs() {
            return inputs;
        }

        Target target() {
            return target;
        }

        double[] targets() {
            return targets.clone();
        }
    }
}
