package io.ketstream.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the rows that can be repeated here: of models that [PublishedModel] knows, on data sets that are there.
final class PublishedRows {

    private PublishedRows() {}

    static List<PublishedRow> read(Path directory, String model) throws IOException {
        JsonNode all = JsonMapper.shared().readTree(Files.readString(directory.resolve("published_results.json")));
        List<PublishedRow> rows = new ArrayList<>();
        for (JsonNode entry : all) {
            PublishedRow row = row(entry);
            boolean known = PublishedModel.of(row).isPresent();
            if (known && row.model().contains(model) && Files.exists(train(directory, row.dataset()))) {
                rows.add(row);
            }
        }
        return rows;
    }

    static Path train(Path directory, String dataset) {
        return directory.resolve(dataset + "_train.csv");
    }

    static Path test(Path directory, String dataset) {
        return directory.resolve(dataset + "_test.csv");
    }

    private static PublishedRow row(JsonNode entry) {
        Map<String, String> settings = new HashMap<>();
        for (String line : lines(entry.path("best_hyperparams"))) {
            int comma = line.indexOf(',');
            settings.put(line.substring(0, comma), line.substring(comma + 1));
        }
        List<PublishedRow.Accuracies> seeds = new ArrayList<>();
        for (String line : lines(entry.path("rows"))) {
            String[] fields = line.split(",");
            seeds.add(new PublishedRow.Accuracies(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
        }
        return new PublishedRow(
                entry.path("model").asString(""), entry.path("dataset").asString(""), settings, seeds);
    }

    /// Without the line that names the columns.
    private static List<String> lines(JsonNode array) {
        return array.valueStream().skip(1).map(line -> line.asString("")).toList();
    }
}
