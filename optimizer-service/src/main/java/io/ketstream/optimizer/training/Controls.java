package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Comparison;
import io.ketstream.model.learning.ControlComparison;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.optimizer.learning.metric.BootstrapDifference;
import io.ketstream.optimizer.learning.metric.Contender;
import io.ketstream.optimizer.learning.metric.CorrectedFolds;
import io.ketstream.optimizer.learning.metric.ExactMcNemar;
import io.ketstream.optimizer.learning.metric.HolmComparison;
import io.ketstream.optimizer.learning.metric.Measure;
import io.ketstream.optimizer.learning.metric.PairedDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What others make of the rows of a [Trial], and what follows from it.
///
/// @param verdict against the best of those that a model of labels that mean something is compared with
record Controls(List<LearningControl> controls, @Nullable LearningVerdict verdict) {

    /// A model that stands beside.
    ///
    /// @param told of each test part
    record Control(String name, List<Told> told, double seconds) {
        Control {
            told = List.copyOf(told);
        }
    }

    /// Shows what is learnt where nothing can be: no rival.
    static final String SHUFFLED = "shuffled-labels";

    Controls {
        controls = List.copyOf(controls);
    }

    /// @param others classical models, and what the model itself makes with something taken away
    static Controls of(Trial trial, List<Control> others, long seed) {
        List<Control> rivals =
                others.stream().filter(other -> !other.name().equals(SHUFFLED)).toList();
        var contenders = new ArrayList<Contender>();
        for (Control rival : rivals) {
            contenders.add(
                    new Contender(rival.name(), score(trial, rival.told()), difference(trial, rival.told(), seed)));
        }
        Measure measure = trial.truth() instanceof Target.Classes ? Measure.ACCURACY : Measure.ERROR;
        Comparison comparison = contenders.isEmpty() ? null : HolmComparison.of(measure, contenders, Scores.LEVEL);
        double[] p = corrected(contenders);
        var controls = new ArrayList<LearningControl>();
        for (Control other : others) {
            int place = rivals.indexOf(other);
            ControlComparison compared = comparison == null || place < 0
                    ? null
                    : comparison.controls().get(place);
            controls.add(new LearningControl(
                    other.name(),
                    trial.metrics(other.told()),
                    other.seconds(),
                    compared == null ? null : Double.valueOf(compared.difference()),
                    compared == null ? null : Double.valueOf(compared.interval().low()),
                    compared == null ? null : Double.valueOf(compared.interval().high()),
                    compared == null ? null : Double.valueOf(p[place])));
        }
        return new Controls(controls, comparison == null ? null : verdict(comparison));
    }

    private static LearningVerdict verdict(Comparison comparison) {
        return new LearningVerdict(comparison.verdict(), comparison.best(), comparison.words());
    }

    /// Accuracy or root mean square error over all rows of test.
    private static double score(Trial trial, List<Told> told) {
        return Scores.decisive(trial.truth(), Told.joined(told));
    }

    private static PairedDifference difference(Trial trial, List<Told> told, long seed) {
        Target truth = trial.truth();
        if (trial.ofFolds()) {
            double[] model = trial.decisive(trial.told());
            double[] control = trial.decisive(told);
            boolean classes = truth instanceof Target.Classes;
            double[] differences = new double[model.length];
            for (int part = 0; part < model.length; part++) {
                differences[part] = classes ? model[part] - control[part] : control[part] - model[part];
            }
            double step = classes ? (double) model.length / truth.size() : 0;
            return new CorrectedFolds(RealVector.of(differences), trial.testToTraining(), step);
        }
        Told model = trial.told().getFirst();
        return switch (truth) {
            case Target.Classes classes ->
                ExactMcNemar.of(classes.labels(), Scores.labels(model), Scores.labels(told.getFirst()));
            case Target.Numbers numbers ->
                BootstrapDifference.of(numbers.values(), Scores.values(model), Scores.values(told.getFirst()), seed);
        };
    }

    /// By Holm's method: of m, the i-th smallest times m + 1 − i, and at least those before it.
    private static double[] corrected(List<Contender> contenders) {
        List<Integer> order = IntStream.range(0, contenders.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> contenders.get(i).difference().pValue()))
                .toList();
        double[] corrected = new double[contenders.size()];
        double least = 0;
        for (int rank = 0; rank < corrected.length; rank++) {
            double p = contenders.get(order.get(rank)).difference().pValue();
            least = Math.min(1, Math.max(least, p * (corrected.length - rank)));
            corrected[order.get(rank)] = least;
        }
        return corrected;
    }
}
