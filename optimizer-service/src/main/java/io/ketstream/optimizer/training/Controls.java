package io.ketstream.optimizer.training;

import io.ketstream.model.learning.Comparison;
import io.ketstream.model.learning.ControlComparison;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.model.learning.Metric;
import io.ketstream.optimizer.learning.kernel.StoppingRule;
import io.ketstream.optimizer.learning.metric.Contender;
import io.ketstream.optimizer.learning.metric.HolmComparison;
import io.ketstream.optimizer.learning.metric.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What others make of the rows of a [Trial], and what follows from it.
///
/// @param verdict against the best of those that a model of labels that mean something is compared with
record Controls(List<LearningControl> controls, @Nullable LearningVerdict verdict) {

    /// A model that stands beside.
    ///
    /// @param training figures on its own rows, where there is one part
    /// @param told of each test part
    record Control(String name, List<Metric> training, List<Told> told, double seconds) {
        Control {
            training = List.copyOf(training);
            told = List.copyOf(told);
        }
    }

    /// Shows what is learnt where nothing can be: no rival.
    static final String SHUFFLED = "shuffled-labels";

    Controls {
        controls = List.copyOf(controls);
    }

    /// All that a run's model is compared with.
    ///
    /// @param settings of the run
    /// @param models of each of the trial's parts
    /// @param configurations that each was chosen from: as many as each classical model tries
    /// @param rule by which their support vector machines stop
    /// @param audience is told how far they are
    static Controls of(
            Trial trial,
            LearningSettings settings,
            List<LearningModel> models,
            int configurations,
            StoppingRule rule,
            Audience audience) {
        var others = new ArrayList<Control>(
                new ClassicalControls(settings, models, configurations, rule, trial, audience).compute());
        others.addAll(trial.ownControls());
        return of(trial, others, SeedOf.CONTROLS.seed(settings.seed(), 0));
    }

    /// @param others classical models, and what the model itself makes with something taken away
    static Controls of(Trial trial, List<Control> others, long seed) {
        List<Control> rivals =
                others.stream().filter(other -> !other.name().equals(SHUFFLED)).toList();
        Scores scores = trial.scores();
        var contenders = new ArrayList<Contender>();
        for (Control rival : rivals) {
            contenders.add(new Contender(
                    rival.name(), scores.decisive(rival.told()), scores.difference(trial.told(), rival.told(), seed)));
        }
        Measure measure = scores.ofClasses() ? Measure.ACCURACY : Measure.ERROR;
        Comparison comparison = contenders.isEmpty() ? null : HolmComparison.of(measure, contenders, Scores.LEVEL);
        double[] p = HolmComparison.corrected(contenders);
        var controls = new ArrayList<LearningControl>();
        for (Control other : others) {
            int place = rivals.indexOf(other);
            ControlComparison compared = comparison == null || place < 0
                    ? null
                    : comparison.controls().get(place);
            controls.add(new LearningControl(
                    other.name(),
                    other.training(),
                    scores.metrics(other.told()),
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
}
