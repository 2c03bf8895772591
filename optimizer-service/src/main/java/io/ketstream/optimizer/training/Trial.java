package io.ketstream.optimizer.training;

import io.ketstream.model.learning.Metric;
import io.ketstream.optimizer.learning.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// A model, and whatever is compared with it, on rows that it was not trained on: one test part, or that of each fold.
final class Trial {

    private final TrainingRows rows;
    private final List<Split> splits;
    private final List<Tested> tested;
    private final Scores scores;

    /// @param tested on each of the splits
    Trial(TrainingRows rows, List<Split> splits, List<Tested> tested) {
        this.rows = rows;
        this.splits = List.copyOf(splits);
        this.tested = List.copyOf(tested);
        List<Target> truth = splits.stream()
                .map(split -> rows.requireTarget().of(split.test()))
                .toList();
        this.scores = new Scores(truth, 1.0 / Math.max(1, splits.size() - 1));
    }

    TrainingRows rows() {
        return rows;
    }

    List<Split> splits() {
        return splits;
    }

    List<Tested> tested() {
        return tested;
    }

    /// Of all test parts.
    Scores scores() {
        return scores;
    }

    /// What the model tells of each test part.
    List<Told> told() {
        return tested.stream().map(Tested::told).toList();
    }

    /// What the model's own learner made with something taken away.
    List<Controls.Control> ownControls() {
        var controls = new ArrayList<Controls.Control>();
        for (String name : new TreeSet<>(tested.getFirst().controls().keySet())) {
            List<Tested.Control> parts = tested.stream()
                    .map(each -> Objects.requireNonNull(each.controls().get(name)))
                    .toList();
            controls.add(new Controls.Control(
                    name,
                    List.of(),
                    parts.stream().map(Tested.Control::told).toList(),
                    parts.stream().mapToDouble(Tested.Control::seconds).sum()));
        }
        return controls;
    }

    /// Of each fold by itself; empty where there is one part.
    List<List<Metric>> perFold() {
        var metrics = new ArrayList<List<Metric>>();
        for (int part = 0; part < splits.size() && splits.size() > 1; part++) {
            metrics.add(Scores.of(scores.parts().get(part)).metrics(List.of(told().get(part))));
        }
        return metrics;
    }
}
