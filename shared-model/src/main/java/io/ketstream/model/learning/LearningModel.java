package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.Loss;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What learns, as a user states it, with all defaults filled in.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LearningModel.SupportVectorMachine.class, name = "support-vector-machine"),
    @JsonSubTypes.Type(value = LearningModel.KernelRidge.class, name = "kernel-ridge"),
    @JsonSubTypes.Type(value = LearningModel.GaussianProcess.class, name = "gaussian-process"),
    @JsonSubTypes.Type(value = LearningModel.KernelMatrix.class, name = "kernel-matrix"),
    @JsonSubTypes.Type(value = LearningModel.QuantumNeuralNetwork.class, name = "quantum-neural-network"),
    @JsonSubTypes.Type(value = LearningModel.KernelPca.class, name = "kernel-pca"),
    @JsonSubTypes.Type(value = LearningModel.OneClass.class, name = "one-class")
})
public sealed interface LearningModel {

    /// The name in the `type` property.
    @JsonIgnore
    String type();

    /// How its circuit takes in a row.
    FeatureMap featureMap();

    /// Whether it learns to tell a target, and not only something of the rows themselves.
    default boolean tellsTarget() {
        return true;
    }

    /// A model that knows rows by a kernel only.
    sealed interface OfKernel extends LearningModel {
        Kernel kernel();

        @Override
        default FeatureMap featureMap() {
            return kernel().featureMap();
        }
    }

    /// Classification: soft-margin SVC, one class against another. Regression: ε-SVR.
    ///
    /// @param c how much an error costs
    /// @param epsilon errors of regression that cost nothing
    /// @param probabilities true: it has those of classes, of a sigmoid on decisions of machines
    ///     that were trained without the row; absent: none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SupportVectorMachine(
            Kernel kernel,
            double c,
            double epsilon,
            @Nullable Boolean probabilities) implements OfKernel {

        /// Above it, margins are lost in the single precision that the training works in.
        public static final double MAX_C = 1e5;

        public SupportVectorMachine {
            Rules.required("kernel", kernel);
            Rules.positive("c", c, MAX_C);
            Rules.within("epsilon", epsilon, 0.0, 1e9);
            // one form of each meaning
            probabilities = Boolean.TRUE.equals(probabilities) ? Boolean.TRUE : null;
        }

        /// Without probabilities.
        public SupportVectorMachine(Kernel kernel, double c, double epsilon) {
            this(kernel, c, epsilon, null);
        }

        @JsonCreator
        static SupportVectorMachine of(
                Kernel kernel, @Nullable Double c, @Nullable Double epsilon, @Nullable Boolean probabilities) {
            return new SupportVectorMachine(kernel, c == null ? 1 : c, epsilon == null ? 0.1 : epsilon, probabilities);
        }

        /// Whether it is to have them.
        public boolean withProbabilities() {
            return probabilities != null;
        }

        @Override
        public String type() {
            return "support-vector-machine";
        }
    }

    /// Regression by least squares; classification by one such regression a class, of ±1.
    ///
    /// @param alpha what is added to the kernel's diagonal
    record KernelRidge(Kernel kernel, double alpha) implements OfKernel {
        public KernelRidge {
            Rules.required("kernel", kernel);
            Rules.positive("alpha", alpha, 1e9);
        }

        @JsonCreator
        static KernelRidge of(Kernel kernel, @Nullable Double alpha) {
            return new KernelRidge(kernel, alpha == null ? 1 : alpha);
        }

        @Override
        public String type() {
            return "kernel-ridge";
        }
    }

    /// Gaussian process regression; classification by Laplace's approximation.
    ///
    /// @param noise variance of what is observed, in regression of the target scaled to variance 1
    record GaussianProcess(Kernel kernel, double noise) implements OfKernel {
        public GaussianProcess {
            Rules.required("kernel", kernel);
            Rules.positive("noise", noise, 1e6);
        }

        @JsonCreator
        static GaussianProcess of(Kernel kernel, @Nullable Double noise) {
            return new GaussianProcess(kernel, noise == null ? 0.01 : noise);
        }

        @Override
        public String type() {
            return "gaussian-process";
        }
    }

    /// Nothing is trained: the matrix is all that is wanted.
    record KernelMatrix(Kernel kernel) implements OfKernel {
        public KernelMatrix {
            Rules.required("kernel", kernel);
        }

        @Override
        public String type() {
            return "kernel-matrix";
        }

        @Override
        public boolean tellsTarget() {
            return false;
        }
    }

    /// The directions in which rows differ most in the space of the kernel.
    ///
    /// @param components how many
    record KernelPca(Kernel kernel, int components) implements OfKernel {

        public static final int MAX_COMPONENTS = 100;

        public KernelPca {
            Rules.required("kernel", kernel);
            Rules.within("components", components, 1, MAX_COMPONENTS);
        }

        @JsonCreator
        static KernelPca of(Kernel kernel, @Nullable Integer components) {
            return new KernelPca(kernel, components == null ? 2 : components);
        }

        @Override
        public String type() {
            return "kernel-pca";
        }

        @Override
        public boolean tellsTarget() {
            return false;
        }
    }

    /// A one-class support vector machine: which rows are like those of training.
    ///
    /// @param nu bound of the share of rows of training that are told not to be
    record OneClass(Kernel kernel, double nu) implements OfKernel {
        public OneClass {
            Rules.required("kernel", kernel);
            Rules.positive("nu", nu, 1);
        }

        @JsonCreator
        static OneClass of(Kernel kernel, @Nullable Double nu) {
            return new OneClass(kernel, nu == null ? 0.1 : nu);
        }

        @Override
        public String type() {
            return "one-class";
        }

        @Override
        public boolean tellsTarget() {
            return false;
        }
    }

    /// A circuit with weights: the feature map, then layers of trainable gates; the outputs are
    /// expectations.
    ///
    /// @param reuploading whether the feature map stands before each layer, and not before the
    ///     first only (Pérez-Salinas et al., arXiv 1907.02085)
    /// @param trainableFirst whether one layer stands before all of that: the map then comes first
    ///     before the second; absent: no
    /// @param weighted whether each angle of the feature map is multiplied by a weight of its own, each
    ///     time that the map stands in the circuit; absent: no
    /// @param closing whether one more layer stands at the end, in which each angle of the map and a
    ///     weight turn a qubit together, and nothing joins qubits; absent: no
    /// @param scale what an output is multiplied by before the loss
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuantumNeuralNetwork(
            FeatureMap featureMap,
            TrainableLayers layers,
            boolean reuploading,
            @Nullable Boolean trainableFirst,
            @Nullable Boolean weighted,
            @Nullable Boolean closing,
            Readout readout,
            LossType loss,
            double scale,
            NetworkTraining training)
            implements LearningModel {

        private static final double SCALE_OF_LOGITS = 6;

        /// Which observables are the outputs, for classification of more than two classes one a
        /// class.
        public enum Readout {
            /// Z of qubit k for output k.
            @JsonProperty("z")
            Z,
            /// One output: Z of all qubits together.
            @JsonProperty("parity")
            PARITY,
            /// One output: Z of the first two qubits together.
            @JsonProperty("zz")
            ZZ,
            /// One output: the mean of Z of every qubit.
            @JsonProperty("mean-z")
            MEAN_Z
        }

        public enum LossType {
            /// Of probabilities: the logistic function of the scaled output, or softmax of several.
            @JsonProperty("cross-entropy")
            CROSS_ENTROPY,
            /// Of the scaled output and the target; a class is −1 or +1.
            @JsonProperty("squared")
            SQUARED,
            /// Of two classes, the probability of the wrong one: (1 − f·y)/2 for the output f and
            /// the class y, −1 or +1.
            @JsonProperty("linear")
            LINEAR,
            /// Of two classes, by the fidelities with their states, which are multiplied by weights
            /// that are trained, too: [io.ketstream.model.execution.Loss.WeightedFidelity].
            @JsonProperty("weighted-fidelity")
            WEIGHTED_FIDELITY;

            /// Whether it takes an output as it is.
            boolean isOfUnscaledOutput() {
                return this == LINEAR || this == WEIGHTED_FIDELITY;
            }
        }

        public QuantumNeuralNetwork {
            Rules.required("featureMap", featureMap);
            Rules.required("layers", layers);
            trainableFirst = stated(trainableFirst);
            if (trainableFirst != null) {
                Rules.within("layers.layers", layers.layers(), 2, TrainableLayers.MAX_LAYERS);
            }
            weighted = stated(weighted);
            if (weighted != null && featureMap instanceof FeatureMap.Amplitude) {
                throw new InvalidValueException(
                        "weighted", "must be false with feature map amplitude, whose angles are one state together");
            }
            closing = stated(closing);
            if (closing != null && !(featureMap instanceof FeatureMap.DenseAngle)) {
                throw new InvalidValueException(
                        "closing", "must be false without feature map dense-angle, which has each feature in one gate");
            }
            if (trainableFirst == null && closing == null && (!reuploading || layers.layers() == 1)) {
                featureMap.checkStandsFirst();
            }
            Rules.required("readout", readout);
            Rules.required("loss", loss);
            Rules.positive("scale", scale, 1e6);
            if (loss.isOfUnscaledOutput() && scale != 1) {
                throw new InvalidValueException(
                        "scale",
                        "must be 1 with loss "
                                + loss.name().toLowerCase(Locale.ROOT).replace('_', '-')
                                + ", where an output is as it is");
            }
            Rules.required("training", training);
            if (loss == LossType.WEIGHTED_FIDELITY && training.method() == NetworkTraining.Method.NATURAL_GRADIENT) {
                throw new InvalidValueException(
                        "loss",
                        "must not be weighted-fidelity with natural-gradient: no state depends on a class's weight");
            }
        }

        /// With the feature map first.
        public QuantumNeuralNetwork(
                FeatureMap featureMap,
                TrainableLayers layers,
                boolean reuploading,
                Readout readout,
                LossType loss,
                double scale,
                NetworkTraining training) {
            this(featureMap, layers, reuploading, null, null, null, readout, loss, scale, training);
        }

        @JsonCreator
        static QuantumNeuralNetwork of(
                FeatureMap featureMap,
                @Nullable TrainableLayers layers,
                @Nullable Boolean reuploading,
                @Nullable Boolean trainableFirst,
                @Nullable Boolean weighted,
                @Nullable Boolean closing,
                @Nullable Readout readout,
                @Nullable LossType loss,
                @Nullable Double scale,
                @Nullable NetworkTraining training) {
            LossType chosen = loss == null ? LossType.CROSS_ENTROPY : loss;
            return new QuantumNeuralNetwork(
                    featureMap,
                    layers == null ? TrainableLayers.StronglyEntangling.of(null, null) : layers,
                    reuploading != null && reuploading,
                    trainableFirst,
                    weighted,
                    closing,
                    readout == null ? Readout.Z : readout,
                    chosen,
                    scale == null ? (chosen == LossType.CROSS_ENTROPY ? SCALE_OF_LOGITS : 1) : scale,
                    training == null ? NetworkTraining.standard() : training);
        }

        @Override
        public String type() {
            return "quantum-neural-network";
        }

        /// Whether the feature map stands before this layer, counted from 0.
        public boolean encodesBefore(int layer) {
            return layer == layersFirst() || (reuploading && layer > layersFirst());
        }

        /// How often the feature map stands in the circuit.
        public int encodings() {
            return (reuploading ? layers.layers() - layersFirst() : 1) + (hasClosingLayer() ? 1 : 0);
        }

        public boolean weightsAngles() {
            return weighted != null;
        }

        public boolean hasClosingLayer() {
            return closing != null;
        }

        /// How many weights the angles of a row are multiplied by; they come before the others.
        ///
        /// @param angles of a row, as [FeatureMap#numberOfAngles] counts them
        public int weightsOfAngles(int angles) {
            return weightsAngles() ? encodings() * angles : 0;
        }

        /// How many weights the circuit has.
        ///
        /// @param features of a row, after preprocessing
        public int weights(int features) {
            return weightsOfAngles(featureMap.numberOfAngles(features)) + weightsBeside(features);
        }

        /// How many rotations of the circuit have a weight: one for each, but where the map has an
        /// angle in several gates, or in none.
        ///
        /// @param features of a row, after preprocessing
        public int rotations(int features) {
            return weightsOfAngles(featureMap.gatesOfAngles(features)) + weightsBeside(features);
        }

        /// Weights that no angle of a row is multiplied by, each in one rotation.
        private int weightsBeside(int features) {
            int qubits = featureMap.qubits(features);
            int ofClosing = featureMap instanceof FeatureMap.DenseAngle dense && hasClosingLayer()
                    ? qubits * dense.rotations().size()
                    : 0;
            return layers.weights(qubits) + ofClosing;
        }

        /// The loss that is asked for.
        public Loss asked() {
            return switch (loss) {
                case CROSS_ENTROPY -> new Loss.CrossEntropy(scale);
                case SQUARED -> new Loss.Squared(scale);
                case LINEAR -> new Loss.Linear();
                case WEIGHTED_FIDELITY -> new Loss.WeightedFidelity();
            };
        }

        /// How many layers stand before the feature map.
        private int layersFirst() {
            return trainableFirst == null ? 0 : 1;
        }

        /// What the expectations of so many observables are multiplied by and added up to the one
        /// output; absent where each is an output.
        public @Nullable RealVector coefficients(int observables) {
            if (readout != Readout.MEAN_Z) {
                return null;
            }
            var coefficients = new double[observables];
            Arrays.fill(coefficients, 1.0 / observables);
            return RealVector.of(coefficients);
        }
    }

    /// How a network's weights are found.
    ///
    /// @param learningRate of all but `l-bfgs`, which does not look at it
    /// @param epochs how often each row of training is used at most; with `replacement`, as many
    ///     steps as that takes
    /// @param batchSize rows of one step; absent: all, as always for `l-bfgs`, which does not look at
    ///     it
    /// @param patience epochs without a lower loss over rows that are held back ([#HELD_BACK])
    ///     after which training stops, at a look at them; absent: never, and none are held back
    /// @param replacement whether each row of a batch is drawn from all rows, whatever was drawn
    ///     before; absent: no, as always for `l-bfgs`
    /// @param evaluateEvery epochs from one look at all rows to the next; the last weights are
    ///     always looked at; absent: one
    /// @param plateau when the losses of steps say that training has come to its end; absent: never
    /// @param regularization of `natural-gradient`, and only there: what is added to the metric's
    ///     diagonal
    /// @param initial where the weights begin; absent: those that angles are multiplied by in [0, 1),
    ///     all others in [−π, π). Those of a loss begin at 1
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NetworkTraining(
            Method method,
            double learningRate,
            int epochs,
            @Nullable Integer batchSize,
            @Nullable Integer patience,
            @Nullable Boolean replacement,
            @Nullable Integer evaluateEvery,
            @Nullable Plateau plateau,
            @Nullable Double regularization,
            @Nullable InitialWeights initial) {

        public static final int MAX_EPOCHS = 100_000;

        /// Of a natural gradient: answers with the metric have to fit into a message.
        public static final int MAX_METRIC_WEIGHTS = 200;

        /// Of a natural gradient: products of so many states are made for each row.
        public static final int MAX_METRIC_ROTATIONS = 1000;

        /// Of gradients from shots whose weights may be in several rotations each: twice as many
        /// circuits are run for each row.
        public static final int MAX_SHIFTED_ROTATIONS = 5000;

        private static final double DEFAULT_REGULARIZATION = 0.01;

        /// Of the rows of training, the share that no step sees with `patience`.
        public static final double HELD_BACK = 0.2;

        public enum Method {
            @JsonProperty("adam")
            ADAM,
            @JsonProperty("l-bfgs")
            L_BFGS,
            @JsonProperty("spsa")
            SPSA,
            @JsonProperty("natural-gradient")
            NATURAL_GRADIENT
        }

        /// The losses of steps no longer fall: the mean of the last `window` differs from that of
        /// the `window` before by at most half the standard error σ/√window of the last ones
        /// (Bowles et al., arXiv 2403.07059).
        public record Plateau(int window) {

            public static final int MAX_WINDOW = 10_000;

            public Plateau {
                Rules.within("window", window, 2, MAX_WINDOW);
            }

            @JsonCreator
            static Plateau of(@Nullable Integer window) {
                return new Plateau(window == null ? 200 : window);
            }
        }

        /// Weights that begin uniform in [low, high).
        public record InitialWeights(double low, double high) {

            /// Beyond it angles have fewer than ten digits behind the point.
            private static final double MOST = 1e6;

            public InitialWeights {
                Rules.within("low", low, -MOST, MOST);
                Rules.within("high", high, -MOST, MOST);
                if (high <= low) {
                    throw new InvalidValueException("high", "must be above low, " + low + ", not " + high);
                }
            }
        }

        public NetworkTraining {
            Rules.required("method", method);
            Rules.positive("learningRate", learningRate, 1e3);
            Rules.within("epochs", epochs, 1, MAX_EPOCHS);
            if (batchSize != null) {
                Rules.within("batchSize", batchSize, 1, 100_000);
            }
            if (patience != null) {
                Rules.within("patience", patience, 1, MAX_EPOCHS);
            }
            replacement = stated(replacement);
            if (replacement != null && method == Method.L_BFGS) {
                throw new InvalidValueException("replacement", "must be absent: each step of l-bfgs takes all rows");
            }
            if (replacement != null && batchSize == null) {
                throw new InvalidValueException("replacement", "belongs to batches: batchSize must be there");
            }
            if (evaluateEvery != null) {
                Rules.within("evaluateEvery", evaluateEvery, 1, MAX_EPOCHS);
                evaluateEvery = evaluateEvery == 1 ? null : evaluateEvery;
            }
            if (plateau != null && method != Method.ADAM && method != Method.NATURAL_GRADIENT) {
                throw new InvalidValueException(
                        "plateau", "belongs to adam and natural-gradient, whose steps have a loss each");
            }
            if (regularization != null) {
                Rules.within("regularization", regularization, 1e-8, 1e3);
            }
            if ((regularization != null) != (method == Method.NATURAL_GRADIENT)) {
                throw new InvalidValueException("regularization", "belongs to natural-gradient, and is required there");
            }
        }

        /// All rows once an epoch, looked at after each, by a method that needs no regularisation.
        public NetworkTraining(
                Method method,
                double learningRate,
                int epochs,
                @Nullable Integer batchSize,
                @Nullable Integer patience) {
            this(method, learningRate, epochs, batchSize, patience, null, null, null, null, null);
        }

        /// With weights that begin where they do by default.
        public NetworkTraining(
                Method method,
                double learningRate,
                int epochs,
                @Nullable Integer batchSize,
                @Nullable Integer patience,
                @Nullable Boolean replacement,
                @Nullable Integer evaluateEvery,
                @Nullable Plateau plateau,
                @Nullable Double regularization) {
            this(
                    method,
                    learningRate,
                    epochs,
                    batchSize,
                    patience,
                    replacement,
                    evaluateEvery,
                    plateau,
                    regularization,
                    null);
        }

        @JsonCreator
        static NetworkTraining of(
                @Nullable Method method,
                @Nullable Double learningRate,
                @Nullable Integer epochs,
                @Nullable Integer batchSize,
                @Nullable Integer patience,
                @Nullable Boolean replacement,
                @Nullable Integer evaluateEvery,
                @Nullable Plateau plateau,
                @Nullable Double regularization,
                @Nullable InitialWeights initial) {
            Method chosen = method == null ? Method.ADAM : method;
            return new NetworkTraining(
                    chosen,
                    learningRate == null ? (chosen == Method.SPSA ? 0.1 : 0.01) : learningRate,
                    epochs == null ? 50 : epochs,
                    batchSize == null && (chosen == Method.ADAM || chosen == Method.SPSA)
                            ? Integer.valueOf(32)
                            : batchSize,
                    patience,
                    replacement,
                    evaluateEvery,
                    plateau,
                    regularization == null && chosen == Method.NATURAL_GRADIENT
                            ? Double.valueOf(DEFAULT_REGULARIZATION)
                            : regularization,
                    initial);
        }

        /// What a network has that is told nothing else.
        static NetworkTraining standard() {
            return of(null, null, null, null, null, null, null, null, null, null);
        }

        public boolean drawsWithReplacement() {
            return replacement != null;
        }

        public int evaluateEveryOrDefault() {
            return evaluateEvery == null ? 1 : evaluateEvery;
        }
    }

    /// One form of each meaning, so that what is older than a choice is written as ever: no is not
    /// said.
    private static @Nullable Boolean stated(@Nullable Boolean choice) {
        return Boolean.TRUE.equals(choice) ? choice : null;
    }
}
