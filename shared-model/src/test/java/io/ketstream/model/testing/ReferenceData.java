package io.ketstream.model.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reference files kept beside the repository; tests that need one are skipped where it is not there.
public final class ReferenceData {

    private ReferenceData() {}

    public static Path file(String name) {
        Path file = path(name);
        assumeTrue(Files.isReadable(file), "reference data is not here: " + name);
        return file;
    }

    /// For a source of test cases, which cannot be skipped.
    public static boolean has(String name) {
        return Files.isReadable(path(name));
    }

    /// The bytes of a file, unpacked when its name ends in `.gz`.
    public static InputStream open(String name) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file(name)));
        return name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    public static JsonNode json(String name) {
        try (InputStream text = open(name)) {
            return JsonMapper.shared().readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The numbers of each line.
    public static List<double[]> table(String name) {
        List<double[]> rows = new ArrayList<>();
        for (String line : text(name).lines().toList()) {
            if (!line.isBlank()) {
                String[] words = line.strip().split("\\s+");
                var row = new double[words.length];
                for (int k = 0; k < row.length; k++) {
                    row[k] = Double.parseDouble(words[k]);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    public static double[] doubles(JsonNode array) {
        var values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("ketstream.shared.dir", "../../shared"), "data", name);
    }
}
