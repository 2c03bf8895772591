package io.ketstream.optimizer.training;

import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.Metric;
import io.ketstream.optimizer.learning.metric.Intervals;
import io.ketstream.optimizer.learning.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A model, and whatever is compared with it, on rows that it was not trained on: one test part, or that of each fold.
final class Trial {

    private final TrainingRows rows;
    private final List<Split> splits;
    private final List<Learnt> learnt;

    /// @param learnt on each of the splits
    Trial(TrainingRows rows, List<Split> splits, List<Learnt> learnt) {
        this.rows = rows;
        this.splits = List.copyOf(splits);
        this.learnt = List.copyOf(learnt);
    }

    TrainingRows rows() {
        return rows;
    }

    List<Split> splits() {
        return splits;
    }

    List<Learnt> learnt() {
        return learnt;
    }

    boolean ofFolds() {
        return splits.size() > 1;
    }

    /// What the model tells of each test part.
    List<Told> told() {
        return learnt.stream().map(each -> Objects.requireNonNull(each.test())).toList();
    }

    /// What the model's own learner made with something taken away.
    List<Controls.Control> ownControls() {
        var controls = new ArrayList<Controls.Control>();
        for (String name : new TreeSet<>(learnt.getFirst().controls().keySet())) {
            List<Learnt.Control> parts = learnt.stream()
                    .map(each -> Objects.requireNonNull(each.controls().get(name)))
                    .toList();
            controls.add(new Controls.Control(
                    name,
                    parts.stream().map(Learnt.Control::test).toList(),
                    parts.stream().mapToDouble(Learnt.Control::seconds).sum()));
        }
        return controls;
    }

    /// What is true of a test part.
    Target truth(int part) {
        return rows.requireTarget().of(splits.get(part).test());
    }

    /// Of all test parts, one after the other.
    Target truth() {
        return rows.requireTarget()
                .of(splits.stream().flatMap(split -> split.test().stream()).toList());
    }

    /// @param told of each test part
    List<Metric> metrics(List<Told> told) {
        return Scores.metrics(truth(), Told.joined(told), interval(told));
    }

    List<List<Metric>> perFold(List<Told> told) {
        var metrics = new ArrayList<List<Metric>>();
        for (int part = 0; part < told.size(); part++) {
            metrics.add(Scores.metrics(truth(part), told.get(part), null));
        }
        return metrics;
    }

    /// Of one test part: as of so many independent rows; of folds: by how much they differ.
    private @Nullable Interval interval(List<Told> told) {
        return ofFolds() ? Intervals.corrected(decisive(told), testToTraining(), Scores.LEVEL) : null;
    }

    /// The figure that is compared, in each test part.
    double[] decisive(List<Told> told) {
        double[] figures = new double[told.size()];
        for (int part = 0; part < figures.length; part++) {
            figures[part] = Scores.decisive(truth(part), told.get(part));
        }
        return figures;
    }

    double testToTraining() {
        return 1.0 / (splits.size() - 1);
    }
}
