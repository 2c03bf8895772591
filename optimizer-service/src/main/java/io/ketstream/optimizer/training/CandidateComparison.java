package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Points of a search that learn by one kernel, or one network, compared on rows of training alone.
final class CandidateComparison {

    private final TrainingReady ready;
    private final SearchPart part;
    private final TrainingRows rows;
    private final TrainingDialogue dialogue;
    private final TrainingVersion version;
    private final SelectionMetric metric;

    CandidateComparison(
            TrainingReady ready,
            SearchPart part,
            TrainingRows rows,
            TrainingDialogue dialogue,
            TrainingVersion version) {
        this.ready = ready;
        this.part = part;
        this.rows = rows;
        this.dialogue = dialogue;
        this.version = version;
        this.metric = Objects.requireNonNull(part.metric());
    }

    /// @param training what they may see
    TrainingConclusion of(List<Integer> training) {
        int fold = part.fold() == null ? 0 : part.fold();
        List<Split> splits =
                divided(training, SeedOf.INNER_DIVISION.seed(ready.settings().seed(), fold));
        List<List<KernelLearner.Candidate>> told = ready.settings().model() instanceof LearningModel.OfKernel model
                ? ofKernel(model, training, splits)
                : ofNetwork(splits);
        var tried = new ArrayList<SearchReport.Tried>();
        double seconds = 0;
        for (int k = 0; k < part.candidates().size(); k++) {
            int place = k;
            List<KernelLearner.Candidate> parts =
                    told.stream().map(each -> each.get(place)).toList();
            seconds +=
                    parts.stream().mapToDouble(KernelLearner.Candidate::seconds).sum();
            tried.add(tried(part.candidates().get(k).point(), splits, parts));
        }
        TrainingEffort effort = dialogue.effort();
        var report = new LearningReport(
                training.size(),
                rows.width(),
                ready.qubits(),
                ready.weights(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                effort.quantumSeconds(),
                seconds,
                null,
                null,
                new SearchReport(metric, List.of(), tried, null, List.of(), null, null),
                null);
        return new TrainingConclusion(StopReason.CONVERGED, report, effort);
    }

    private List<Split> divided(List<Integer> training, long seed) {
        try {
            return Divisions.of(rows, training, part.validation(), seed);
        } catch (InvalidValueException e) {
            throw e.within("search.validation");
        }
    }

    private List<List<KernelLearner.Candidate>> ofKernel(
            LearningModel.OfKernel model, List<Integer> training, List<Split> splits) {
        var learner = new KernelLearner(ready, model, rows, dialogue, version);
        if (splits.size() > 1 && !ready.problem().preprocessing().dependsOnTraining()) {
            learner.share(training);
        }
        List<LearningModel.OfKernel> models = part.candidates().stream()
                .map(candidate -> (LearningModel.OfKernel) candidate.model())
                .toList();
        var told = new ArrayList<List<KernelLearner.Candidate>>();
        for (int k = 0; k < splits.size(); k++) {
            Split split = splits.get(k);
            told.add(learner.compare(models, split.training(), split.test(), k + 1));
        }
        return told;
    }

    /// One at a time: each is a training of its own.
    private List<List<KernelLearner.Candidate>> ofNetwork(List<Split> splits) {
        var told = new ArrayList<List<KernelLearner.Candidate>>();
        for (int k = 0; k < splits.size(); k++) {
            Split split = splits.get(k);
            var learnt = new ArrayList<KernelLearner.Candidate>();
            for (SearchPart.Candidate candidate : part.candidates()) {
                var network = (LearningModel.QuantumNeuralNetwork) candidate.model();
                Learnt trained = new NetworkLearner(ready, network, rows, dialogue, version)
                        .learn(split.training(), split.test(), k + 1);
                learnt.add(new KernelLearner.Candidate(trained.test(), null, trained.seconds()));
            }
            told.add(learnt);
        }
        return told;
    }

    private SearchReport.Tried tried(int point, List<Split> splits, List<KernelLearner.Candidate> parts) {
        double[] values = new double[parts.size()];
        double mean = 0;
        for (int k = 0; k < values.length; k++) {
            KernelLearner.Candidate candidate = parts.get(k);
            Double value = candidate.told() == null ? null : value(splits.get(k), candidate.told());
            if (value == null) {
                return failed(
                        point,
                        candidate.failure() == null
                                ? metric.title() + " is not defined in part " + (k + 1)
                                : candidate.failure());
            }
            values[k] = value;
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        return new SearchReport.Tried(point, List.of(), mean, Math.sqrt(squares), null);
    }

    private static SearchReport.Tried failed(int point, String failure) {
        return new SearchReport.Tried(point, List.of(), null, null, failure);
    }

    private @Nullable Double value(Split split, Told told) {
        return Scores.of(rows.requireTarget().of(split.test())).value(metric, told);
    }
}
