package io.ketstream.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reference files kept beside the repository; tests that need one are skipped where it is not there.
final class ReferenceData {

    private ReferenceData() {}

    static Path file(String name) {
        String directory = System.getProperty("ketstream.shared.dir", "");
        assumeTrue(!directory.isEmpty(), "no directory of reference data is named");
        Path file = Path.of(directory, "data", name);
        assumeTrue(Files.isReadable(file), "reference data is not here: " + name);
        return file;
    }

    static JsonNode json(String name) {
        return JsonMapper.shared().readTree(file(name));
    }

    static double[] doubles(JsonNode array) {
        var values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
