package io.ketstream.optimizer.training;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.ShiftedParts;
import io.ketstream.optimizer.minimizer.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A network's losses and outputs over rows, as questions: rows that are too many for a message are several, and their
/// means are weighed by how many rows each has.
final class NetworkQuestions {

    private final TrainingReady ready;
    private final TrainingDialogue dialogue;
    private final Loss loss;
    private final @Nullable RealVector coefficients;
    private final @Nullable Integer weighted;
    private final QuantumNeuralNetwork network;
    private double seconds;

    /// @throws io.ketstream.model.InvalidValueException when an answer with a gradient would not fit into a message
    NetworkQuestions(TrainingReady ready, QuantumNeuralNetwork network, TrainingDialogue dialogue) {
        this.ready = ready;
        this.dialogue = dialogue;
        this.loss = network.asked();
        int weightsOfAngles = network.weightsOfAngles(ready.inputs());
        this.weighted = weightsOfAngles == 0 ? null : weightsOfAngles;
        this.network = network;
        this.coefficients = network.coefficients(ready.readout().size());
        // the weights, and a gradient of as many numbers
        KernelTiles.vectors(Math.max(1, ready.weights() + loss.weights()));
    }

    /// How long answers have been waited for.
    double seconds() {
        return seconds;
    }

    private void ask(List<Pub> pubs, TrainingDialogue.Taker taker) {
        var time = new Stopwatch();
        dialogue.ask(pubs, taker);
        seconds += time.seconds();
    }

    /// The mean loss at each of these weights, over rows given by their inputs and targets.
    List<Evaluation> losses(List<RealVector> weights, List<RealVector> inputs, double[] targets, boolean gradient) {
        var sums = new ArrayList<Sum>();
        weights.forEach(vector -> sums.add(new Sum(gradient ? vector.size() : 0)));
        ask(weights, inputs, targets, gradient ? Wanted.LOSS_GRADIENT : Wanted.LOSS, (answer, share) -> {
            for (int k = 0; k < sums.size(); k++) {
                sums.get(k).add(answer.points().get(k), share);
            }
        });
        return sums.stream().map(sum -> sum.evaluation(gradient)).toList();
    }

    /// How many outputs a row has.
    int outputs() {
        return coefficients == null ? ready.readout().size() : 1;
    }

    /// The mean loss over these rows, its gradient, and the mean of their states' metrics.
    Tangent tangent(RealVector weights, List<RealVector> inputs, double[] targets) {
        var sum = new Sum(weights.size());
        var metric = new double[weights.size()][weights.size()];
        ask(List.of(weights), inputs, targets, Wanted.LOSS_METRIC, (answer, share) -> {
            sum.add(answer.points().getFirst(), share);
            double[][] part = PackedTriangle.unpack(answer.requireMatrix(), weights.size());
            for (int i = 0; i < metric.length; i++) {
                for (int j = 0; j < metric.length; j++) {
                    metric[i][j] += share * part[i][j];
                }
            }
        });
        return new Tangent(sum.evaluation(true).value(), sum.gradient, metric);
    }

    /// Takes the answer about a part of the rows.
    @FunctionalInterface
    private interface PartTaker {

        /// @param share of all rows
        void take(TrainingAnswer answer, double share);
    }

    private void ask(
            List<RealVector> weights, List<RealVector> inputs, double[] targets, Wanted wanted, PartTaker taker) {
        List<Part> parts = parts(weights, inputs, mostRows(wanted));
        var questions = new ArrayList<Pub>();
        for (Part part : parts) {
            var batch = new TrainingBatch(
                    part.of(inputs),
                    ready.readout(),
                    RealVector.of(Arrays.copyOfRange(targets, part.from(), part.to())),
                    loss,
                    coefficients,
                    weighted);
            questions.add(question(weights, batch, wanted, questions.size()));
        }
        ask(
                questions,
                (question, answer) ->
                        taker.take(answer, (double) parts.get(question).size() / inputs.size()));
    }

    /// The outputs, a row for each of the inputs.
    ///
    /// @param weights those of the loss may stand behind those of the circuit
    double[][] outputs(RealVector weights, List<RealVector> inputs) {
        List<RealVector> vectors = List.of(ofCircuit(weights));
        List<Part> parts = parts(vectors, inputs, KernelTiles.MAX_ENTRIES / outputs());
        var questions = new ArrayList<Pub>();
        for (Part part : parts) {
            var batch = new TrainingBatch(part.of(inputs), ready.readout(), null, null, coefficients, weighted);
            questions.add(question(vectors, batch, Wanted.OUTPUTS, questions.size()));
        }
        var outputs = new double[inputs.size()][];
        ask(questions, (question, answer) -> {
            PackedMatrix matrix = answer.requireMatrix();
            Part part = parts.get(question);
            for (int i = part.from(); i < part.to(); i++) {
                outputs[i] = matrix.row(i - part.from());
            }
        });
        return outputs;
    }

    private RealVector ofCircuit(RealVector weights) {
        return weights.size() == ready.weights()
                ? weights
                : RealVector.of(Arrays.copyOf(weights.toArray(), ready.weights()));
    }

    private Pub question(List<RealVector> weights, TrainingBatch batch, Wanted wanted, int before) {
        return Pub.ofBatch(
                ready.circuitDigest(),
                weights,
                batch,
                ready.settings().execution().shots(),
                QuestionSeed.of(ready.settings().seed(), dialogue.sequence() + before),
                wanted);
    }

    /// Of one question, beside what a message may hold.
    private int mostRows(Wanted wanted) {
        Integer shots = ready.settings().execution().shots();
        boolean shifted = wanted == Wanted.LOSS_GRADIENT && shots != null;
        return shifted || wanted == Wanted.LOSS_METRIC
                ? ShiftedParts.rows(network, ready.table().width(), shots)
                : KernelTiles.MAX_ENTRIES;
    }

    private List<Part> parts(List<RealVector> weights, List<RealVector> inputs, int mostRows) {
        // a row's inputs and its target
        int most = KernelTiles.vectors(
                ready.inputs() + 1, weights.size() * weights.getFirst().size());
        return Part.of(inputs.size(), Math.min(most, mostRows));
    }

    /// A mean over all rows, gathered part by part.
    private static final class Sum {

        private final double[] gradient;
        private double value;
        private double variance;

        Sum(int size) {
            this.gradient = new double[size];
        }

        void add(PointResult point, double share) {
            value += share * point.value();
            variance += share * share * point.standardError() * point.standardError();
            RealVector partial = point.gradient();
            for (int i = 0; i < gradient.length && partial != null; i++) {
                gradient[i] += share * partial.get(i);
            }
        }

        Evaluation evaluation(boolean withGradient) {
            return new Evaluation(value, Math.sqrt(variance), withGradient ? RealVector.of(gradient) : null);
        }
    }
}
