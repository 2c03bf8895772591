package io.ketstream.results.export;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.operator.PauliString;
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
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A trained model as a zip: its circuit as OpenQASM 3, the numbers that go into the circuit, and
/// its classical half. The same model is the same bytes.
public final class ModelArchive {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String README = """
            A model that was trained by Ketstream.

            circuit.qasm     the circuit in OpenQASM 3. Its inputs x0, x1, … are the angles that the feature map makes of a
                             row's features, its inputs w0, w1, … the weights of a network.
            parameters.json  the names of the angles, the weights, and the observables that are a network's outputs
                             (the rightmost letter acts on qubit 0).
            model.json       the classical half: columns, fitted preprocessing, feature map, and the fitted model of a
                             kernel with its coefficients; the engine, shots and seed that it was trained with.

            Not in here: the rows of the table. {rows}
            Not in here: a form of the classical half that other programs read, such as ONNX or PMML. What model.json means
            is in docs/learning.md.
            """;

    /// What goes into the circuit.
    record Parameters(List<String> angles, Map<String, Double> weights, List<PauliString> readout) {}

    private ModelArchive() {}

    /// @param circuit OpenQASM 3
    public static void write(KeptModel kept, String circuit, OutputStream output) throws IOException {
        TrainedModel model = kept.model();
        FileTime time =
                FileTime.from(Objects.requireNonNull(kept.facts().outcome(), "a model is of a run that has ended")
                        .at());
        try (var zip = new ZipOutputStream(output)) {
            add(zip, time, "README.txt", README.replace("{rows}", rows(model)));
            add(zip, time, "circuit.qasm", circuit);
            add(zip, time, "parameters.json", JSON.writeValueAsString(parameters(model)));
            add(zip, time, "model.json", TrainedModelJson.write(model));
        }
    }

    private static String rows(TrainedModel model) {
        return model.kernel() == null
                ? "A network needs none."
                : "A kernel compares a new row with some of them: model.json has their numbers, counted from\n"
                        + "0, and the table is at " + model.kernel().table().href() + " (SHA-256 "
                        + model.kernel().table().sha256() + ").";
    }

    private static Parameters parameters(TrainedModel model) {
        int angles = model.model().featureMap().numberOfAngles(model.width());
        var names = new ArrayList<String>(angles);
        for (int i = 0; i < angles; i++) {
            names.add("x" + i);
        }
        var weights = new LinkedHashMap<String, Double>();
        RealVector values = model.network() != null
                ? model.network().weights()
                : model.kernel() != null && model.kernel().weights() != null
                        ? model.kernel().weights()
                        : RealVector.zeros(0);
        for (int i = 0; i < values.size(); i++) {
            weights.put("w" + i, values.get(i));
        }
        return new Parameters(
                names, weights, model.network() == null ? List.of() : model.network().readout());
    }

    private static void add(ZipOutputStream zip, FileTime time, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name).setLastModifiedTime(time));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
