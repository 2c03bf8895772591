package io.ketstream.stack.system;

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
        Path file = file(name);
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                InputStream text = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return JsonMapper.shared().readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The numbers of each line.
    static List<double[]> table(String name) {
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
}
