package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
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

    /// A model that knows rows by a kernel only.
    sealed interface OfKernel extends LearningModel {
        Kernel kernel();

        /// Whether it learns to tell a target, and not only something of the rows themselves.
        default boolean tellsTarget() {
            return true;
        }

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
            return new SupportVectorMachine(
                    kernel, c == null ? 1 : c, epsilon == null ? 0.1 : epsilon, probabilities);
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
    /// @param scale what an output is multiplied by before the loss
    record QuantumNeuralNetwork(
            FeatureMap featureMap,
            TrainableLayers layers,
            boolean reuploading,
            Readout readout,
            LossType loss,
            double scale,
            NetworkTraining training)
            implements LearningModel {

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
            ZZ
        }

        public enum LossType {
            /// Of probabilities: the logistic function of the scaled output, or softmax of several.
            @JsonProperty("cross-entropy")
            CROSS_ENTROPY,
            /// Of the scaled output and the target; a class is −1 or +1.
            @JsonProperty("squared")
            SQUARED
        }

        public QuantumNeuralNetwork {
            Rules.required("featureMap", featureMap);
            Rules.required("layers", layers);
            Rules.required("readout", readout);
            Rules.required("loss", loss);
            Rules.positive("scale", scale, 1e6);
            Rules.required("training", training);
        }

        @JsonCreator
        static QuantumNeuralNetwork of(
                FeatureMap featureMap,
                @Nullable TrainableLayers layers,
                @Nullable Boolean reuploading,
                @Nullable Readout readout,
                @Nullable LossType loss,
                @Nullable Double scale,
                @Nullable NetworkTraining training) {
            LossType chosen = loss == null ? LossType.CROSS_ENTROPY : loss;
            return new QuantumNeuralNetwork(
                    featureMap,
                    layers == null ? TrainableLayers.StronglyEntangling.of(null) : layers,
                    reuploading != null && reuploading,
                    readout == null ? Readout.Z : readout,
                    chosen,
                    scale == null ? (chosen == LossType.CROSS_ENTROPY ? 6 : 1) : scale,
                    training == null ? NetworkTraining.of(null, null, null, null, null, null) : training);
        }

        @Override
        public String type() {
            return "quantum-neural-network";
        }
    }

    /// How a network's weights are found.
    ///
    /// @param learningRate of all but `l-bfgs`
    /// @param epochs how often each row of training is used at most
    /// @param batchSize rows of one step; absent: all, as always for `l-bfgs`
    /// @param patience epochs without a lower loss over rows that are held back ([#HELD_BACK])
    ///     after which training stops; absent: never, and none are held back
    /// @param regularization of `natural-gradient`, and only there: what is added to the metric's
    ///     diagonal
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NetworkTraining(
            Method method,
            double learningRate,
            int epochs,
            @Nullable Integer batchSize,
            @Nullable Integer patience,
            @Nullable Double regularization) {

        public static final int MAX_EPOCHS = 100_000;

        /// Of a natural gradient: answers with the metric have to fit into a message.
        public static final int MAX_METRIC_WEIGHTS = 200;

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
            if (regularization != null) {
                Rules.within("regularization", regularization, 1e-8, 1e3);
            }
            if ((regularization != null) != (method == Method.NATURAL_GRADIENT)) {
                throw new InvalidValueException("regularization", "belongs to natural-gradient, and is required there");
            }
        }

        /// By a method that needs no regularisation.
        public NetworkTraining(
                Method method,
                double learningRate,
                int epochs,
                @Nullable Integer batchSize,
                @Nullable Integer patience) {
            this(method, learningRate, epochs, batchSize, patience, null);
        }

        @JsonCreator
        static NetworkTraining of(
                @Nullable Method method,
                @Nullable Double learningRate,
                @Nullable Integer epochs,
                @Nullable Integer batchSize,
                @Nullable Integer patience,
                @Nullable Double regularization) {
            Method chosen = method == null ? Method.ADAM : method;
            return new NetworkTraining(
                    chosen,
                    learningRate == null ? (chosen == Method.SPSA ? 0.1 : 0.01) : learningRate,
                    epochs == null ? 50 : epochs,
                    batchSize == null && (chosen == Method.ADAM || chosen == Method.SPSA)
                            ? Integer.valueOf(32)
                            : batchSize,
                    patience,
                    regularization == null && chosen == Method.NATURAL_GRADIENT
                            ? Double.valueOf(DEFAULT_REGULARIZATION)
                            : regularization);
        }
    }
}
