package io.ketstream.results.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.results.export.onnx.ModelGraph;
import io.ketstream.results.export.onnx.PreprocessingGraph;
import io.ketstream.results.model.KeptModel;
import io.ketstream.results.model.TrainedModelJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A trained model as a zip: its circuit as OpenQASM 3, the numbers that go into the circuit, and
/// its classical half as JSON and as ONNX. The same model is the same bytes.
public final class ModelArchive {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String INDENT = " ".repeat(20);

    private static final String README = """
            A model that was trained by Ketstream.

            preprocessing.onnx  the fields of a row to the angles of the circuit: an input for each column by its name,
                                shape (rows, 1), numbers as float64 with NaN where one is missing, categories as texts;
                                outputs "features" and "angles".
            circuit.qasm        the circuit in OpenQASM 3. Its inputs x0, x1, … are the angles, its inputs w0, w1, … the
                                weights of a network, or of a kernel that was trained. Where a network's angles are
                                weighted, its inputs xw0, xw1, … are these: the angles times the first weights.
            parameters.json     the names of the angles, the weights, and the observables that are a network's outputs
                                (the rightmost letter acts on qubit 0). Where there are coefficients, its one
                                output is the sum of the observables' expectations times these.
            model.onnx          {input}
                                "prediction" (a class's name, a number, components, or 1 and -1 as whole numbers),
                                "decisions", and where the model has such "probabilities" of the classes in their
                                order and "deviations" of numbers.
            model.json          all of the classical half: columns, fitted preprocessing, feature map, and the fitted
                                model of a kernel with its coefficients; the engine, shots and seed that it was trained
                                with.

            The graphs are of opset 17 and of double precision; onnxruntime computes from them what this service does,
            to some 1e-12, since it adds in another order.

            preprocessing.onnx refuses no row. Of one that this service answers with 422, as where a number is missing
            that nothing fills in, angles are NaN, and model.onnx may make a confident class of what a circuit makes of
            them: look for NaN in "angles" first.

            Not in here, since ONNX cannot hold it: quantum states. Between the two graphs stands whatever runs the
            circuit{between}.
            Not in here: the rows of the table. {rows}
            What model.json means is in docs/learning.md.
            """;

    /// What goes into the circuit, and what is read of it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parameters(
            List<String> angles,
            Map<String, Double> weights,
            List<PauliString> readout,
            @Nullable RealVector coefficients) {}

    private ModelArchive() {}

    /// @param circuit OpenQASM 3
    public static void write(KeptModel kept, String circuit, OutputStream output) throws IOException {
        TrainedModel model = kept.model();
        FileTime time =
                FileTime.from(Objects.requireNonNull(kept.facts().outcome(), "a model is of a run that has ended")
                        .at());
        try (var zip = new ZipOutputStream(output)) {
            Map<String, String> facts = facts(kept);
            add(zip, time, "README.txt", readme(model));
            add(zip, time, "circuit.qasm", circuit);
            add(zip, time, "parameters.json", JSON.writeValueAsString(parameters(model)));
            add(zip, time, "preprocessing.onnx", PreprocessingGraph.file(model, facts));
            add(zip, time, "model.onnx", ModelGraph.file(model, facts));
            add(zip, time, "model.json", TrainedModelJson.write(model));
        }
    }

    /// What the graphs say of themselves.
    private static Map<String, String> facts(KeptModel kept) {
        TrainedModel model = kept.model();
        var facts = new LinkedHashMap<String, String>();
        facts.put("run", kept.run().toString());
        facts.put("target", model.target());
        facts.put("circuit", model.circuitDigest().value());
        facts.put("engine", model.engine().title());
        facts.put("shots", model.shots() == null ? "exact" : model.shots().toString());
        return facts;
    }

    private static String readme(TrainedModel model) {
        boolean ofKernel = model.model() instanceof LearningModel.OfKernel;
        return README.replace(
                        "{input}",
                        ofKernel
                                ? "the kernel of a row to what the model tells: input \"kernel\", k(x, xᵢ) with the\n"
                                        + INDENT
                                        + "rows of the table that are kernel.rows in model.json, in their order; outputs"
                                : "the expectations of the observables to what the model tells: input \"outputs\";\n"
                                        + INDENT + "outputs")
                .replace("{between}", between(model.model()))
                .replace("{rows}", rows(model));
    }

    private static String between(LearningModel model) {
        if (!(model instanceof LearningModel.OfKernel ofKernel)) {
            return ": an output is the expectation of its observable";
        }
        return switch (ofKernel.kernel()) {
            case Kernel.Fidelity _ ->
                ": an entry of the kernel is |⟨ψ(y)|ψ(x)⟩|², the chance that all qubits are 0 after\n"
                        + "the circuit of x and the inverse of that of y";
            case Kernel.Projected projected ->
                ": an entry of the kernel is exp(−" + projected.gamma() + "/2 · Σ‖r − s‖²) of the Bloch vectors r and\n"
                        + "s of each qubit, (⟨X⟩, ⟨Y⟩, ⟨Z⟩), at x and y";
        };
    }

    private static String rows(TrainedModel model) {
        return model.kernel() == null
                ? "A network needs none."
                : "A kernel compares a new row with some of them: kernel.rows in model.json has their\n"
                        + "numbers, counted from 0 (kernel.fitted.rows counts rows of training only), and the table is at "
                        + model.kernel().table().href() + " (SHA-256 "
                        + model.kernel().table().sha256() + ").";
    }

    private static Parameters parameters(TrainedModel model) {
        int weighted = model.weightsOfAngles().size();
        int angles = weighted > 0 ? weighted : model.model().featureMap().numberOfAngles(model.width());
        var names = new ArrayList<String>(angles);
        for (int i = 0; i < angles; i++) {
            names.add((weighted > 0 ? "xw" : "x") + i);
        }
        var weights = new LinkedHashMap<String, Double>();
        RealVector values = model.network() != null
                ? model.network().weights()
                : model.kernel() != null && model.kernel().weights() != null
                        ? model.kernel().weights()
                        : RealVector.zeros(0);
        for (int i = weighted; i < values.size(); i++) {
            weights.put("w" + i, values.get(i));
        }
        if (model.network() == null || !(model.model() instanceof LearningModel.QuantumNeuralNetwork network)) {
            return new Parameters(names, weights, List.of(), null);
        }
        List<PauliString> readout = model.network().readout();
        return new Parameters(names, weights, readout, network.coefficients(readout.size()));
    }

    private static void add(ZipOutputStream zip, FileTime time, String name, String text) throws IOException {
        add(zip, time, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(ZipOutputStream zip, FileTime time, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name).setLastModifiedTime(time));
        zip.write(content);
        zip.closeEntry();
    }
}
