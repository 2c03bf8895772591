package io.ketstream.benchmarks.learning;

import java.util.List;
import java.util.Map;

/// What others found: accuracies of a model on a data set, one pair a seed.
///
/// @param settings the hyper-parameters that were chosen, by their names there
record PublishedRow(String model, String dataset, Map<String, String> settings, List<Accuracies> seeds) {

    record Accuracies(double train, double test) {}

    PublishedRow {
        settings = Map.copyOf(settings);
        seeds = List.copyOf(seeds);
    }

    double number(String setting) {
        String value = settings.get(setting);
        if (value == null) {
            throw new IllegalStateException(model + " on " + dataset + " has no " + setting);
        }
        return Double.parseDouble(value);
    }

    int count(String setting) {
        return (int) number(setting);
    }
}
