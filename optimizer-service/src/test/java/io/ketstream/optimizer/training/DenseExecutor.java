package io.ketstream.optimizer.training;

import static java.util.Objects.requireNonNull;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Rotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Answers questions of a run that learns from all amplitudes of its circuit's states: a pure
/// function of the question.
public final class DenseExecutor {

    public static final Engine ENGINE = new Engine("local-statevector", "dense/1", "f64");
    static final double SECONDS = 0.002;

    private final LearningModel model;
    private final int qubits;
    private final int inputs;

    public DenseExecutor(TrainingReady ready) {
        this(ready.settings().model(), ready.qubits(), ready.inputs());
    }

    DenseExecutor(LearningModel model, int qubits, int inputs) {
        this.model = model;
        this.qubits = qubits;
        this.inputs = inputs;
    }

    public ExecutionCompleted answer(ExecutionRequested request) {
        TrainingAnswer answer = answer(request.pub());
        return new ExecutionCompleted(
                EventMetadata.of(request.requestId() + "/completed", Instant.EPOCH, null),
                request.requestId(),
                ENGINE,
                answer.points(),
                0.001,
                SECONDS,
                answer.matrix());
    }

    TrainingAnswer answer(Pub pub) {
        return switch (pub.wanted()) {
            case KERNEL -> new TrainingAnswer(List.of(), kernel(pub));
            case BLOCH -> new TrainingAnswer(List.of(), bloch(pub));
            case OUTPUTS -> new TrainingAnswer(List.of(), outputs(pub));
            case LOSS -> new TrainingAnswer(losses(pub, false), null);
            case LOSS_GRADIENT -> new TrainingAnswer(losses(pub, true), null);
            case LOSS_METRIC -> new TrainingAnswer(losses(pub, true), metric(pub));
            case ESTIMATE, GRADIENT, SAMPLES -> throw new AssertionError("no run that learns asks " + pub.wanted());
        };
    }

    private PackedMatrix kernel(Pub pub) {
        List<DenseState> states = pub.parameters().stream().map(this::state).toList();
        int rows = requireNonNull(pub.rows());
        List<DenseState> down = states.subList(0, rows);
        boolean symmetric = rows == states.size();
        List<DenseState> across = symmetric ? down : states.subList(rows, states.size());
        double[] values = new double[rows * across.size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < across.size(); j++) {
                int place = symmetric && j < i ? j * across.size() + i : i * across.size() + j;
                double exact = symmetric && i == j ? 1 : down.get(i).fidelity(across.get(j));
                values[i * across.size() + j] = sampled(exact, pub, place);
            }
        }
        return PackedMatrix.of(rows, across.size(), values);
    }

    private static double sampled(double probability, Pub pub, int place) {
        Integer shots = pub.shots();
        if (shots == null) {
            return probability;
        }
        var random = new SplittableRandom(pub.seed() + 31L * place);
        int hits = 0;
        for (int k = 0; k < shots; k++) {
            hits += random.nextDouble() < probability ? 1 : 0;
        }
        return (double) hits / shots;
    }

    private PackedMatrix bloch(Pub pub) {
        double[] values = new double[pub.parameters().size() * 3 * qubits];
        int next = 0;
        for (RealVector input : pub.parameters()) {
            DenseState state = state(input);
            for (int q = 0; q < qubits; q++) {
                for (char letter : "XYZ".toCharArray()) {
                    values[next++] = state.expectation(PauliString.of(qubits, letter, q));
                }
            }
        }
        return PackedMatrix.of(pub.parameters().size(), 3 * qubits, values);
    }

    private PackedMatrix outputs(Pub pub) {
        TrainingBatch batch = requireNonNull(pub.batch());
        var values = new ArrayList<Double>();
        for (RealVector weights : pub.parameters()) {
            for (RealVector input : batch.inputs()) {
                for (double output : outputs(input, weights, batch)) {
                    values.add(output);
                }
            }
        }
        return PackedMatrix.of(
                pub.parameters().size() * batch.inputs().size(),
                batch.outputs(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private List<PointResult> losses(Pub pub, boolean withGradient) {
        TrainingBatch batch = requireNonNull(pub.batch());
        var points = new ArrayList<PointResult>();
        for (RealVector weights : pub.parameters()) {
            double value = 0;
            double[] gradient = new double[weights.size()];
            int ofLoss = batch.weightsOfLoss();
            int ofCircuit = weights.size() - ofLoss;
            double[] lossWeights = Arrays.copyOfRange(weights.toArray(), ofCircuit, weights.size());
            for (int r = 0; r < batch.inputs().size(); r++) {
                RealVector input = batch.inputs().get(r);
                double target = requireNonNull(batch.targets()).get(r);
                Loss loss = requireNonNull(batch.loss());
                double[] outputs = outputs(input, weights, batch);
                value += loss(loss, outputs, target, lossWeights)
                        / batch.inputs().size();
                if (withGradient) {
                    double[] slopes = slopes(loss, outputs, target, lossWeights);
                    for (int w = 0; w < ofCircuit; w++) {
                        double[] derivatives = derivatives(input, weights, w, batch);
                        for (int k = 0; k < slopes.length; k++) {
                            gradient[w] += slopes[k]
                                    * derivatives[k]
                                    / (2 * batch.inputs().size());
                        }
                    }
                    for (int w = 0; w < ofLoss; w++) {
                        double[] above = lossWeights.clone();
                        double[] below = lossWeights.clone();
                        above[w] += 1e-5;
                        below[w] -= 1e-5;
                        gradient[ofCircuit + w] +=
                                (loss(loss, outputs, target, above) - loss(loss, outputs, target, below))
                                        / (2e-5 * batch.inputs().size());
                    }
                }
            }
            points.add(new PointResult(value, 0, value, withGradient ? RealVector.of(gradient) : null, null, null));
        }
        return points;
    }

    /// Of each output twice, by a shift; where a weight may be in several gates by a difference.
    private double[] derivatives(RealVector input, RealVector weights, int weight, TrainingBatch batch) {
        boolean ofAngle = weight < weightsOfAngles();
        boolean several = ofAngle && !(model.featureMap() instanceof FeatureMap.DenseAngle);
        double factor = several ? 1e5 : ofAngle ? input.get(weight % inputs) : 1;
        double shift = several ? 1 / factor : factor == 0 ? 0 : Math.PI / 2 / factor;
        double[] above = outputs(input, shifted(weights, weight, shift), batch);
        double[] below = outputs(input, shifted(weights, weight, -shift), batch);
        var derivatives = new double[above.length];
        for (int k = 0; k < derivatives.length; k++) {
            derivatives[k] = factor * (above[k] - below[k]);
        }
        return derivatives;
    }

    /// By derivatives that are differences.
    private PackedMatrix metric(Pub pub) {
        TrainingBatch batch = requireNonNull(pub.batch());
        RealVector weights = pub.parameters().getFirst();
        double[][] metric = new double[weights.size()][weights.size()];
        double step = 1e-4;
        for (RealVector input : batch.inputs()) {
            DenseState state = state(input, weights);
            List<DenseState> slopes = new ArrayList<>();
            for (int w = 0; w < weights.size(); w++) {
                slopes.add(state(input, shifted(weights, w, step))
                        .minus(state(input, shifted(weights, w, -step)))
                        .times(0.5 / step));
            }
            for (int i = 0; i < metric.length; i++) {
                double[] along = state.product(slopes.get(i));
                for (int j = 0; j <= i; j++) {
                    double[] other = state.product(slopes.get(j));
                    metric[i][j] +=
                            (slopes.get(i).product(slopes.get(j))[0] - along[0] * other[0] - along[1] * other[1])
                                    / batch.inputs().size();
                }
            }
        }
        return PackedTriangle.pack(metric);
    }

    private static RealVector shifted(RealVector weights, int place, double by) {
        double[] shifted = weights.toArray();
        shifted[place] += by;
        return RealVector.of(shifted);
    }

    static double loss(Loss loss, double[] outputs, double target) {
        return loss(loss, outputs, target, new double[0]);
    }

    static double loss(Loss loss, double[] outputs, double target, double[] lossWeights) {
        return switch (loss) {
            case Loss.CrossEntropy entropy -> crossEntropy(entropy.scale(), outputs, target);
            case Loss.Squared squared -> squares(squared.scale(), outputs, target);
            case Loss.Linear _ -> (1 - (2 * target - 1) * outputs[0]) / 2;
            case Loss.WeightedFidelity _ -> {
                double first = lossWeights[0] * (1 - outputs[0]) / 2 - (1 - target);
                double second = lossWeights[1] * (1 + outputs[0]) / 2 - target;
                yield (first * first + second * second) / 2;
            }
        };
    }

    private static double crossEntropy(double scale, double[] outputs, double target) {
        if (outputs.length == 1) {
            double chance = 1 / (1 + StrictMath.exp(-scale * outputs[0]));
            return -StrictMath.log(target > 0 ? chance : 1 - chance);
        }
        double sum = 0;
        for (double output : outputs) {
            sum += StrictMath.exp(scale * output);
        }
        return StrictMath.log(sum) - scale * outputs[(int) target];
    }

    private static double squares(double scale, double[] outputs, double target) {
        double sum = 0;
        for (int k = 0; k < outputs.length; k++) {
            double wanted = outputs.length == 1 ? target : k == (int) target ? 1 : -1;
            sum += (scale * outputs[k] - wanted) * (scale * outputs[k] - wanted);
        }
        return sum;
    }

    private static double[] slopes(Loss loss, double[] outputs, double target, double[] lossWeights) {
        double[] slopes = new double[outputs.length];
        for (int k = 0; k < slopes.length; k++) {
            double[] above = outputs.clone();
            double[] below = outputs.clone();
            above[k] += 1e-5;
            below[k] -= 1e-5;
            slopes[k] = (loss(loss, above, target, lossWeights) - loss(loss, below, target, lossWeights)) / 2e-5;
        }
        return slopes;
    }

    private double[] outputs(RealVector input, RealVector weights, TrainingBatch batch) {
        double[] expectations = outputs(input, weights, batch.readout());
        RealVector coefficients = batch.coefficients();
        if (coefficients == null) {
            return expectations;
        }
        double sum = 0;
        for (int k = 0; k < expectations.length; k++) {
            sum += coefficients.get(k) * expectations[k];
        }
        return new double[] {sum};
    }

    double[] outputs(RealVector input, RealVector weights, List<PauliString> readout) {
        DenseState state = state(input, weights);
        return readout.stream().mapToDouble(state::expectation).toArray();
    }

    private DenseState state(RealVector input, RealVector weights) {
        var network = (LearningModel.QuantumNeuralNetwork) model;
        var state = new DenseState(qubits);
        int first = weightsOfAngles();
        int perLayer = network.layers().weights(qubits) / network.layers().layers();
        int encoding = 0;
        for (int layer = 0; layer < network.layers().layers(); layer++) {
            if (network.encodesBefore(layer)) {
                prepare(state, network.featureMap(), angles(input, weights, encoding++));
            }
            layer(state, network.layers(), layer, weights, first + layer * perLayer);
        }
        if (network.hasClosingLayer()) {
            int closing = first + network.layers().layers() * perLayer;
            RealVector angles = angles(input, weights, encoding);
            List<Rotation> rotations = ((FeatureMap.DenseAngle) network.featureMap()).rotations();
            for (int q = 0; q < qubits; q++) {
                for (int k = 0; k < rotations.size(); k++) {
                    int angle = q * rotations.size() + k;
                    state.rotate(
                            rotations.get(k).name().charAt(1),
                            (angle < inputs ? angles.get(angle) : 0) + weights.get(closing + k * qubits + q),
                            q);
                }
            }
        }
        return state;
    }

    private int weightsOfAngles() {
        return model instanceof LearningModel.QuantumNeuralNetwork network && network.weightsAngles()
                ? network.encodings() * inputs
                : 0;
    }

    private RealVector angles(RealVector input, RealVector weights, int encoding) {
        if (weightsOfAngles() == 0) {
            return input;
        }
        double[] angles = input.toArray();
        for (int k = 0; k < angles.length; k++) {
            angles[k] *= weights.get(encoding * inputs + k);
        }
        return RealVector.of(angles);
    }

    private void layer(DenseState state, TrainableLayers layers, int layer, RealVector weights, int from) {
        switch (layers) {
            case TrainableLayers.StronglyEntangling entangling -> {
                for (int q = 0; q < qubits; q++) {
                    state.rotate('Z', weights.get(from + 3 * q), q);
                    state.rotate('Y', weights.get(from + 3 * q + 1), q);
                    state.rotate('Z', weights.get(from + 3 * q + 2), q);
                }
                if (entangling.entanglerOrDefault() != TrainableLayers.StronglyEntangling.Entangler.CX) {
                    throw new AssertionError("not here: " + layers);
                }
                int range = qubits == 1 ? 0 : layer % (qubits - 1) + 1;
                for (int q = 0; q < qubits && qubits > 1; q++) {
                    state.cx(q, (q + range) % qubits);
                }
            }
            case TrainableLayers.Rotations rotations -> rotations(state, rotations.rotations(), weights, from);
            case TrainableLayers.Brickwork brickwork -> {
                if (qubits > 1) {
                    throw new AssertionError("not here: " + layers);
                }
                rotations(state, brickwork.rotations(), weights, from);
            }
            case TrainableLayers.HardwareEfficient _ -> throw new AssertionError("not here: " + layers);
        }
    }

    private void rotations(DenseState state, List<Rotation> rotations, RealVector weights, int from) {
        int weight = from;
        for (Rotation rotation : rotations) {
            for (int q = 0; q < qubits; q++) {
                state.rotate(rotation.name().charAt(1), weights.get(weight++), q);
            }
        }
    }

    /// @param input angles, then the weights of a kernel that is trained
    DenseState state(RealVector input) {
        KernelAlignment alignment = model instanceof LearningModel.OfKernel ofKernel
                ? ofKernel.kernel().alignment()
                : null;
        int weights = alignment == null ? 0 : alignment.layers().weights(qubits);
        if (input.size() != inputs + weights) {
            throw new AssertionError("the circuit takes " + (inputs + weights) + " inputs, not " + input.size());
        }
        var state = new DenseState(qubits);
        if (alignment == null) {
            prepare(state, model.featureMap(), input);
            return state;
        }
        int layers = alignment.layers().layers();
        for (int layer = 0; layer < layers; layer++) {
            layer(state, alignment.layers(), layer, input, inputs + layer * weights / layers);
            if (alignment.reuploading() || layer == layers - 1) {
                prepare(state, model.featureMap(), input);
            }
        }
        return state;
    }

    private void prepare(DenseState state, FeatureMap map, RealVector input) {
        switch (map) {
            case FeatureMap.Angle angle -> {
                for (int k = 0; k < angle.repetitions(); k++) {
                    for (int q = 0; q < qubits; q++) {
                        for (Rotation rotation : angle.rotations()) {
                            state.rotate(rotation.name().charAt(1), input.get(q), q);
                        }
                    }
                }
            }
            case FeatureMap.DenseAngle dense -> {
                List<Rotation> rotations = dense.rotations();
                for (int k = 0; k < inputs; k++) {
                    state.rotate(
                            rotations.get(k % rotations.size()).name().charAt(1), input.get(k), k / rotations.size());
                }
            }
            case FeatureMap.Z z -> evolve(state, z.repetitions(), List.of("Z"), 2, null, input);
            case FeatureMap.Zz zz ->
                evolve(
                        state,
                        zz.repetitions(),
                        List.of("Z", "ZZ"),
                        2,
                        FeatureMap.pairs(qubits, zz.entanglement()),
                        input);
            case FeatureMap.Pauli pauli ->
                evolve(
                        state,
                        pauli.repetitions(),
                        pauli.paulis(),
                        pauli.alpha(),
                        FeatureMap.pairs(qubits, pauli.entanglement()),
                        input);
            case FeatureMap.Iqp iqp ->
                evolve(
                        state,
                        iqp.repetitions(),
                        List.of("Z", "ZZ"),
                        1,
                        FeatureMap.pairs(qubits, iqp.entanglement()),
                        input);
            case FeatureMap.Separable separable -> {
                for (int k = 0; k < separable.layers(); k++) {
                    for (int q = 0; q < qubits; q++) {
                        state.rotate('X', -Math.PI / 4, q);
                        state.rotate('Y', -input.get(q), q);
                    }
                }
            }
            case FeatureMap.Amplitude _ -> throw new AssertionError("not here");
        }
    }

    private void evolve(
            DenseState state,
            int repetitions,
            List<String> words,
            double alpha,
            @Nullable List<FeatureMap.Pair> pairs,
            RealVector input) {
        for (int k = 0; k < repetitions; k++) {
            for (int q = 0; q < qubits; q++) {
                state.hadamard(q);
            }
            for (String word : words) {
                if (word.length() == 1) {
                    for (int q = 0; q < qubits; q++) {
                        state.rotate(word.charAt(0), alpha * input.get(q), q);
                    }
                } else {
                    List<FeatureMap.Pair> all = requireNonNull(pairs);
                    for (int p = 0; p < all.size(); p++) {
                        char[] letters = "I".repeat(qubits).toCharArray();
                        letters[qubits - 1 - all.get(p).first()] = word.charAt(1);
                        letters[qubits - 1 - all.get(p).second()] = word.charAt(0);
                        state.rotate(new PauliString(new String(letters)), alpha * input.get(qubits + p));
                    }
                }
            }
        }
    }
}
