package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a user may write of a run that learns.
class LearningSpecificationTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MAP = "\"featureMap\": {\"type\": \"z\"}";
    private static final String KERNEL = "\"kernel\": {\"type\": \"fidelity\", " + MAP + "}";

    @Test
    void onlyTheProblemIsRequired() {
        LearningSpecification specification = specification("classification", "");
        LearningSettings settings = specification.settings(7);
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.model())
                .isEqualTo(new LearningModel.SupportVectorMachine(
                        new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL)), 1, 0.1));
        assertThat(settings.execution().backend()).isEqualTo("auto");
        assertThat(settings.execution().shots()).isNull();
        assertThat(specification.problem().validation()).isEqualTo(new Validation.Holdout(0.25));
        assertThat(specification.problem().preprocessing().steps()).isEmpty();
        assertThat(specification.problem().features()).isNull();
    }

    @Test
    void aProblemOfAKernelIsItsMatrixAndNeedsNoTarget() {
        LearningSpecification specification = JSON.readValue(
                "{\"problem\": {\"type\": \"kernel\", \"dataset\": \"d\"}}", LearningSpecification.class);
        assertThat(specification.settings(1).model())
                .isEqualTo(
                        new LearningModel.KernelMatrix(new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL))));
        assertThat(specification.problem().target()).isNull();
        assertThat(specification.problem().validation()).isNull();
        assertThat(specification.problem().type()).isEqualTo("kernel");
    }

    @Test
    void aSeedThatIsGivenIsTaken() {
        assertThat(specification("regression", ", \"seed\": 42").settings(7).seed())
                .isEqualTo(42);
    }

    @Test
    void noFeaturesAreAllFeatures() {
        LearningProblem problem = JSON.readValue(
                "{\"type\": \"regression\", \"dataset\": \"d\", \"target\": \"t\", \"features\": []}",
                LearningProblem.class);
        assertThat(problem.features()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"support-vector-machine\"," + KERNEL + "}",
                "{\"type\":\"kernel-ridge\",\"alpha\":0.5," + KERNEL + "}",
                "{\"type\":\"gaussian-process\"," + KERNEL + "}",
                "{\"type\":\"kernel-matrix\",\"kernel\":{\"type\":\"projected\"," + MAP + "}}",
                "{\"type\":\"kernel-ridge\",\"kernel\":{\"type\":\"projected\",\"nystrom\":{\"landmarks\":9}," + MAP
                        + "}}",
                "{\"type\":\"support-vector-machine\",\"probabilities\":true," + KERNEL + "}",
                "{\"type\":\"kernel-pca\",\"components\":3," + KERNEL + "}",
                "{\"type\":\"kernel-ridge\",\"kernel\":{\"type\":\"fidelity\",\"alignment\":{\"steps\":9}," + MAP
                        + "}}",
                "{\"type\":\"one-class\",\"nu\":0.25," + KERNEL + "}",
                "{\"type\":\"quantum-neural-network\"," + MAP + "}",
                "{\"type\":\"quantum-neural-network\"," + MAP + ",\"readout\":\"parity\",\"loss\":\"squared\","
                        + "\"layers\":{\"type\":\"hardware-efficient\"},\"training\":{\"method\":\"l-bfgs\"}}",
                "{\"type\":\"quantum-neural-network\"," + MAP + ",\"readout\":\"mean-z\",\"loss\":\"linear\","
                        + "\"layers\":{\"type\":\"rotations\"},\"trainableFirst\":true,"
                        + "\"training\":{\"replacement\":true,\"evaluateEvery\":10,\"plateau\":{}}}",
                "{\"type\":\"quantum-neural-network\"," + MAP
                        + ",\"layers\":{\"type\":\"strongly-entangling\",\"entangler\":\"cz\"}}"
            })
    void whatIsWrittenReadsBack(String text) {
        LearningModel model = JSON.readValue(text, LearningModel.class);
        String written = JSON.writerFor(LearningModel.class).writeValueAsString(model);
        assertThat(JSON.readValue(written, LearningModel.class)).isEqualTo(model);
        assertThat(JSON.readTree(written).get("type").asString()).isEqualTo(model.type());
        assertThat(model.featureMap()).isEqualTo(new FeatureMap.Z(2));
    }

    @Test
    void modelsOfKernelsHaveDefaults() {
        var kernel = new Kernel.Fidelity(new FeatureMap.Z(2));
        assertThat(model("support-vector-machine", KERNEL))
                .isEqualTo(new LearningModel.SupportVectorMachine(kernel, 1, 0.1));
        assertThat(JSON.readValue("{}", KernelAlignment.class))
                .isEqualTo(new KernelAlignment(new TrainableLayers.StronglyEntangling(2), true, 0.1, 100, 16));
        assertThat(model("kernel-pca", KERNEL)).isEqualTo(new LearningModel.KernelPca(kernel, 2));
        assertThat(model("one-class", KERNEL)).isEqualTo(new LearningModel.OneClass(kernel, 0.1));
        assertThat(JSON.writerFor(LearningModel.class).writeValueAsString(model("support-vector-machine", KERNEL)))
                .doesNotContain("probabilities");
        assertThat(model("kernel-ridge", KERNEL)).isEqualTo(new LearningModel.KernelRidge(kernel, 1));
        assertThat(model("gaussian-process", KERNEL)).isEqualTo(new LearningModel.GaussianProcess(kernel, 0.01));
        assertThat(model("kernel-matrix", "\"kernel\": {\"type\": \"projected\", " + MAP + "}"))
                .isEqualTo(new LearningModel.KernelMatrix(new Kernel.Projected(new FeatureMap.Z(2), 1)));
    }

    @Test
    void networksHaveDefaults() {
        assertThat(model("quantum-neural-network", MAP))
                .isEqualTo(new QuantumNeuralNetwork(
                        new FeatureMap.Z(2),
                        new TrainableLayers.StronglyEntangling(2),
                        false,
                        QuantumNeuralNetwork.Readout.Z,
                        QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                        6,
                        new NetworkTraining(NetworkTraining.Method.ADAM, 0.01, 50, 32, null)));
        var regression = (QuantumNeuralNetwork) model(
                "quantum-neural-network",
                MAP + ", \"loss\": \"squared\", \"layers\": {\"type\": \"hardware-efficient\"},"
                        + " \"training\": {\"method\": \"spsa\"}");
        assertThat(regression.scale()).isEqualTo(1);
        assertThat(regression.layers())
                .isEqualTo(
                        new TrainableLayers.HardwareEfficient(2, List.of(Rotation.RY, Rotation.RZ), Entanglement.RING));
        assertThat(regression.training())
                .isEqualTo(new NetworkTraining(NetworkTraining.Method.SPSA, 0.1, 50, 32, null));
    }

    @Test
    void whatIsOlderThanAChoiceIsWrittenAsEver() {
        String plain = "{\"type\": \"strongly-entangling\", \"layers\": 2}";
        for (String layers : List.of(plain, plain.replace("2}", "2, \"entangler\": \"cx\"}"))) {
            LearningModel model = model(
                    "quantum-neural-network",
                    MAP + ", \"layers\": " + layers + ", \"trainableFirst\": false,"
                            + " \"training\": {\"replacement\": false, \"evaluateEvery\": 1}");
            assertThat(model).isEqualTo(model("quantum-neural-network", MAP));
            assertThat(JSON.writerFor(LearningModel.class).writeValueAsString(model))
                    .doesNotContain("entangler", "trainableFirst", "replacement", "evaluateEvery", "plateau");
        }
    }

    private static final String DENSE =
            "\"featureMap\": {\"type\": \"dense-angle\", \"rotations\": [\"rz\", \"ry\", \"rz\"]}";

    @Test
    void anglesAreWeightedEachTimeTheMapStandsInTheCircuit() {
        var network = (QuantumNeuralNetwork) model(
                "quantum-neural-network",
                DENSE + ", \"layers\": {\"type\": \"brickwork\", \"layers\": 4}, \"reuploading\": true,"
                        + " \"weighted\": true, \"closing\": true, \"loss\": \"weighted-fidelity\"");
        assertThat(network.featureMap().qubits(7)).isEqualTo(3);
        assertThat(network.encodings()).isEqualTo(5);
        assertThat(network.weightsOfAngles(7)).isEqualTo(35);
        assertThat(network.weights(7)).isEqualTo(35 + 5 * 9);
        assertThat(network.scale()).isEqualTo(1);
        assertThat(network.asked().weights()).isEqualTo(2);
        var plain = (QuantumNeuralNetwork) model("quantum-neural-network", DENSE + ", \"reuploading\": true");
        assertThat(plain.weightsOfAngles(7)).isZero();
        assertThat(plain.weights(7)).isEqualTo(18);
        assertThat(JSON.writerFor(LearningModel.class).writeValueAsString(plain))
                .doesNotContain("weighted", "closing", "initial");
    }

    @Test
    void featuresOfADenseMapHaveInfluence() {
        String once = "featureMap.rotations must not begin with rz where no gate stands before the map";
        for (String more :
                List.of("", ", \"reuploading\": true, \"layers\": {\"type\": \"rotations\", \"layers\": 1}")) {
            assertThatThrownBy(() -> model("quantum-neural-network", DENSE + more))
                    .hasMessageContaining(once);
        }
        for (String kernel : List.of("fidelity", "projected")) {
            assertThatThrownBy(() -> model("kernel-ridge", "\"kernel\": {\"type\": \"" + kernel + "\", " + DENSE + "}"))
                    .hasMessageContaining(once);
            model("kernel-ridge", "\"kernel\": {\"type\": \"" + kernel + "\", " + DENSE + ", \"alignment\": {}}");
        }
        for (String more : List.of("reuploading", "trainableFirst", "closing")) {
            model("quantum-neural-network", DENSE + ", \"" + more + "\": true");
        }
        var standard =
                (QuantumNeuralNetwork) model("quantum-neural-network", "\"featureMap\": {\"type\": \"dense-angle\"}");
        assertThat(standard.featureMap()).isEqualTo(new FeatureMap.DenseAngle(List.of(Rotation.RY, Rotation.RZ)));
    }

    @Test
    void whatCannotBeWeightedOrClosedIsRefused() {
        assertThatThrownBy(() -> model(
                        "quantum-neural-network", "\"featureMap\": {\"type\": \"amplitude\"}, \"weighted\": true"))
                .hasMessageContaining("weighted must be false with feature map amplitude");
        assertThatThrownBy(() -> model("quantum-neural-network", MAP + ", \"closing\": true"))
                .hasMessageContaining("closing must be false without feature map dense-angle");
        assertThatThrownBy(
                        () -> model("quantum-neural-network", MAP + ", \"loss\": \"weighted-fidelity\", \"scale\": 2"))
                .hasMessageContaining("scale must be 1 with loss weighted-fidelity");
        assertThatThrownBy(() -> model(
                        "quantum-neural-network",
                        MAP + ", \"loss\": \"weighted-fidelity\","
                                + " \"training\": {\"method\": \"natural-gradient\"}"))
                .hasMessageContaining("loss must not be weighted-fidelity with natural-gradient");
        assertThatThrownBy(() -> model(
                        "quantum-neural-network", MAP + ", \"training\": {\"initial\": {\"low\": 1, \"high\": 1}}"))
                .hasMessageContaining("high must be above low");
        assertThatThrownBy(() -> model(
                        "quantum-neural-network", MAP + ", \"training\": {\"initial\": {\"low\": 1, \"high\": 1e7}}"))
                .hasMessageContaining("high must be");
    }

    @Test
    void aMapStandsBeforeTheFirstLayerOrTheSecondOrAllThatFollow() {
        assertThat(encodings("\"reuploading\": false")).isEqualTo("1000");
        assertThat(encodings("\"reuploading\": true")).isEqualTo("1111");
        assertThat(encodings("\"trainableFirst\": true")).isEqualTo("0100");
        assertThat(encodings("\"reuploading\": true, \"trainableFirst\": true")).isEqualTo("0111");
    }

    /// A 1 for each layer that the map stands before.
    private static String encodings(String settings) {
        var network = (QuantumNeuralNetwork) model(
                "quantum-neural-network", MAP + ", \"layers\": {\"type\": \"rotations\", \"layers\": 4}, " + settings);
        String before = IntStream.range(0, 4)
                .mapToObj(layer -> network.encodesBefore(layer) ? "1" : "0")
                .collect(Collectors.joining());
        assertThat(before.chars().filter(each -> each == '1').count()).isEqualTo(network.encodings());
        return before;
    }

    @Test
    void theMeanOfAllQubitsIsOneOutput() {
        var mean = (QuantumNeuralNetwork) model("quantum-neural-network", MAP + ", \"readout\": \"mean-z\"");
        assertThat(mean.coefficients(4)).isEqualTo(RealVector.of(0.25, 0.25, 0.25, 0.25));
        assertThat(((QuantumNeuralNetwork) model("quantum-neural-network", MAP)).coefficients(4))
                .isNull();
    }

    @Test
    void methodsOfTheWholeGradientTakeAllRows() {
        for (String method : List.of("l-bfgs", "natural-gradient")) {
            var network = (QuantumNeuralNetwork)
                    model("quantum-neural-network", MAP + ", \"training\": {\"method\": \"" + method + "\"}");
            assertThat(network.training().batchSize()).as(method).isNull();
            assertThat(network.training().regularization())
                    .isEqualTo(method.equals("l-bfgs") ? null : Double.valueOf(0.01));
        }
    }

    @Test
    void weightsAreCountedByLayerAndQubit() {
        assertThat(new TrainableLayers.StronglyEntangling(4).weights(3)).isEqualTo(36);
        assertThat(new TrainableLayers.Rotations(4, List.of(Rotation.RY, Rotation.RZ)).weights(3))
                .isEqualTo(24);
        assertThat(new TrainableLayers.HardwareEfficient(4, List.of(Rotation.RX), Entanglement.FULL).weights(3))
                .isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "{\"type\":\"holdout\"}, 0.25",
        "{\"type\":\"folds\"}, 5",
        "'{\"type\":\"dataset\",\"dataset\":\"other\"}', other"
    })
    void validationsHaveDefaults(String text, String said) {
        Validation validation = JSON.readValue(text, Validation.class);
        assertThat(
                        switch (validation) {
                            case Validation.Holdout holdout -> String.valueOf(holdout.fraction());
                            case Validation.Folds folds -> String.valueOf(folds.folds());
                            case Validation.OtherDataset other -> other.dataset();
                        })
                .isEqualTo(said);
        assertThat(JSON.readValue(JSON.writerFor(Validation.class).writeValueAsString(validation), Validation.class))
                .isEqualTo(validation);
    }

    /// The path in the JSON, as a client is told it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"problem": {"type": "classification", "dataset": "d"}}                                       | problem.target
            {"problem": {"type": "classification", "target": "t"}}                                        | problem.dataset
            {"problem": {"type": "kernel"}}                                                               | problem.dataset
            {"seed": 1}                                                                                   | problem
            {"problem": Q{"type": "holdout", "fraction": 0.95}}}                                          | problem.validation.fraction
            {"problem": Q{"type": "folds", "folds": 1}}}                                                  | problem.validation.folds
            {"problem": Q{"type": "folds", "folds": 21}}}                                                 | problem.validation.folds
            {"problem": Q{"type": "dataset"}}}                                                            | problem.validation.dataset
            {"problem": P, "model": {"type": "support-vector-machine"}}                                   | model.kernel
            {"problem": P, "model": {"type": "support-vector-machine", "kernel": {"type": "fidelity"}}}   | model.kernel.featureMap
            {"problem": P, "model": {"type": "support-vector-machine", K, "c": 0}}                        | model.c
            {"problem": P, "model": {"type": "support-vector-machine", K, "c": 100001}}                   | model.c
            {"problem": P, "controls": {"rbf-svm": {"c": 0, "gamma": 1}}}                                 | controls.rbf-svm.c
            {"problem": P, "controls": {"rbf-svm": {"c": 1}}}                                             | controls.rbf-svm.gamma
            {"problem": P, "model": {"type": "support-vector-machine", K, "epsilon": -1}}                 | model.epsilon
            {"problem": P, "model": {"type": "kernel-ridge", K, "alpha": 0}}                              | model.alpha
            {"problem": P, "model": {"type": "gaussian-process", K, "noise": 0}}                          | model.noise
            {"problem": P, "model": {"type": "quantum-neural-network"}}                                   | model.featureMap
            {"problem": P, "model": {"type": "quantum-neural-network", M, "scale": 0}}                    | model.scale
            {"problem": P, "model": {"type": "quantum-neural-network", M, "layers": {"type": "strongly-entangling", "layers": 101}}} | model.layers.layers
            {"problem": P, "model": {"type": "quantum-neural-network", M, "loss": "linear", "scale": 2}}  | model.scale
            {"problem": R, "model": {"type": "quantum-neural-network", M, "loss": "linear"}}              | model.loss
            {"problem": P, "model": {"type": "quantum-neural-network", M, "trainableFirst": true, "layers": {"type": "rotations", "layers": 1}}} | model.layers.layers
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"plateau": {"window": 1}}}} | model.training.plateau.window
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"method": "spsa", "plateau": {}}}} | model.training.plateau
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"method": "l-bfgs", "replacement": true}}} | model.training.replacement
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"method": "l-bfgs", "batchSize": 8, "replacement": true}}} | model.training.replacement
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"evaluateEvery": 0}}} | model.training.evaluateEvery
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"epochs": 0}}}     | model.training.epochs
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"batchSize": 0}}}  | model.training.batchSize
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"patience": 0}}}   | model.training.patience
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"learningRate": -1}}} | model.training.learningRate
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"method": "l-bfgs"}}, "execution": {"shots": 100}}           | model.training.method
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"method": "natural-gradient"}}, "execution": {"shots": 100}} | model.training.method
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"regularization": 0.1}}} | model.training.regularization
            {"problem": P, "model": {"type": "quantum-neural-network", M, "training": {"method": "natural-gradient", "regularization": 0}}} | model.training.regularization
            {"problem": R, "model": {"type": "quantum-neural-network", M}}                                | model.loss
            {"problem": P, "model": {"type": "kernel-matrix", K}}                                         | model.type
            {"problem": S, "model": {"type": "support-vector-machine", K}}                                | model.type
            {"problem": P, "model": {"type": "kernel-matrix", "kernel": {"type": "projected", M, "gamma": 0}}} | model.kernel.gamma
            {"problem": S, "model": {"type": "one-class", "kernel": {"type": "fidelity", M, "alignment": {}}}} | model.kernel.alignment
            {"problem": P, "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", M, "alignment": {"steps": 0}}}} | model.kernel.alignment.steps
            {"problem": P, "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", M, "alignment": {"batchSize": 3}}}} | model.kernel.alignment.batchSize
            {"problem": P, "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", M, "nystrom": {"landmarks": 9}}}, "execution": {"shots": 1}} | execution.shots
            {"problem": P, "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", M, "alignment": {"learningRate": 0}}}} | model.kernel.alignment.learningRate
            {"problem": P, "model": {"type": "one-class", K}}                                             | model.type
            {"problem": R, "model": {"type": "kernel-pca", K}}                                            | model.type
            {"problem": S, "model": {"type": "kernel-pca", K, "components": 101}}                         | model.components
            {"problem": S, "model": {"type": "one-class", K, "nu": 1.5}}                                  | model.nu
            {"problem": R, "model": {"type": "support-vector-machine", K, "probabilities": true}}         | model.probabilities
            {"problem": P, "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", M, "nystrom": {"landmarks": 1}}}} | model.kernel.nystrom.landmarks
            {"problem": P, "model": {"type": "kernel-ridge", "kernel": {"type": "projected", M, "nystrom": {"landmarks": 2001}}}} | model.kernel.nystrom.landmarks
            {"problem": S, "model": {"type": "kernel-matrix", "kernel": {"type": "fidelity", M, "nystrom": {"landmarks": 9}}}} | model.kernel.nystrom
            """)
    void refusalsNameTheField(String body, String field) {
        String json = body.replace(
                        "\"problem\": P",
                        "\"problem\": {\"type\": \"classification\", \"dataset\": \"d\"," + " \"target\": \"t\"}")
                .replace(
                        "\"problem\": R",
                        "\"problem\": {\"type\": \"regression\", \"dataset\": \"d\", \"target\": \"t\"}")
                .replace("\"problem\": S", "\"problem\": {\"type\": \"kernel\", \"dataset\": \"d\"}")
                .replace(
                        "\"problem\": Q",
                        "\"problem\": {\"type\": \"classification\", \"dataset\": \"d\","
                                + " \"target\": \"t\", \"validation\": ")
                .replace(" K", " " + KERNEL)
                .replace(" M", " " + MAP);
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> JSON.readValue(json, LearningSpecification.class))
                .satisfies(refused -> assertThat(path(refused)).isEqualTo(field));
    }

    private static String path(JacksonException refused) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : refused.getPath()) {
            path.append('.').append(reference.getPropertyName());
        }
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException value) {
                path.append('.').append(value.field());
            }
        }
        return path.substring(1);
    }

    private static LearningSpecification specification(String type, String more) {
        return JSON.readValue(
                "{\"problem\": {\"type\": \"" + type + "\", \"dataset\": \"d\", \"target\": \"t\"}" + more + "}",
                LearningSpecification.class);
    }

    private static LearningModel model(String type, String fields) {
        return Objects.requireNonNull(
                JSON.readValue("{\"type\": \"" + type + "\", " + fields + "}", LearningModel.class));
    }
}
