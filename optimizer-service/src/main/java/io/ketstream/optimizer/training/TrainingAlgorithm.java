package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.split.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run that learns from a data set as plain blocking code: divides the rows, fits the
/// preprocessing on those of training only, asks circuits, trains, tests, and says how classical
/// models do on the same rows.
///
/// A pure function of the run's settings, of its tables and of the answers it gets, but for the
/// seconds that it tells. Where the same answers could lead to other questions, to another model,
/// or to another report but for its seconds, it is another [TrainingVersion].
public final class TrainingAlgorithm {

    private final TrainingReady ready;
    private final DataTable table;
    private final @Nullable DataTable test;
    private final TrainingVersion version;

    /// @param test the other table that the model is tested on
    /// @param version that the run was begun with
    public TrainingAlgorithm(TrainingReady ready, DataTable table, @Nullable DataTable test, TrainingVersion version) {
        this.ready = ready;
        this.table = table;
        this.test = test;
        this.version = version;
    }

    /// Where weights begin; of a kernel that is not trained nothing.
    public RealVector start() {
        return ready.weights() == 0 ? RealVector.zeros(0) : NetworkLearner.start(ready, 0);
    }

    /// @throws InvalidValueException saying why nothing can be learnt
    public TrainingConclusion run(TrainingDialogue dialogue) {
        TrainingRows rows = TrainingRows.of(ready, table, test);
        if (ready.settings().model() instanceof LearningModel.OfKernel model && !model.tellsTarget()) {
            return describe(new KernelLearner(ready, model, rows, dialogue, version), rows, dialogue);
        }
        List<Split> splits = Divisions.outer(
                rows, ready.problem().validation(), ready.settings().seed());
        SearchPart part = ready.settings().part();
        if (part == null) {
            List<Integer> shared = splits.size() > 1 ? Divisions.all(rows.size()) : List.of();
            return learn(learner(rows, shared, dialogue), rows, splits, dialogue);
        }
        List<Integer> training = Divisions.training(rows, splits, part.fold());
        return switch (part.role()) {
            case SEARCH -> new CandidateComparison(ready, part, rows, dialogue, version).of(training);
            case TEST -> {
                boolean tested = part.fold() != null || splits.size() == 1;
                List<Integer> test = !tested
                        ? List.of()
                        : splits.get(part.fold() == null ? 0 : part.fold() - 1).test();
                Learnt learnt = learner(rows, List.of(), dialogue).learn(training, test, part.fold());
                yield part(rows, training, test, learnt, part.fold() == null, dialogue);
            }
        };
    }

    /// @param shared rows whose kernel is asked for once, where it may be
    private Learner learner(TrainingRows rows, List<Integer> shared, TrainingDialogue dialogue) {
        return switch (ready.settings().model()) {
            case LearningModel.QuantumNeuralNetwork network ->
                new NetworkLearner(ready, network, rows, dialogue, version);
            case LearningModel.OfKernel model -> {
                var learner = new KernelLearner(ready, model, rows, dialogue, version);
                if (!shared.isEmpty() && !ready.problem().preprocessing().dependsOnTraining()) {
                    learner.share(shared);
                }
                yield learner;
            }
        };
    }

    /// No target is learnt, and nothing is tested.
    private TrainingConclusion describe(KernelLearner learner, TrainingRows rows, TrainingDialogue dialogue) {
        List<Integer> all = Divisions.all(rows.size());
        Described described = learner.describe(all);
        KernelModel model = described.model();
        TrainingEffort effort = dialogue.effort();
        var report = new LearningReport(
                rows.size(),
                rows.width(),
                ready.qubits(),
                0,
                described.metrics(),
                List.of(),
                List.of(),
                null,
                described.diagnostics(),
                List.of(),
                null,
                effort.quantumSeconds(),
                described.seconds(),
                model == null
                        ? null
                        : model(null, rows, described.preprocessing(), effort, kept(model, all, null), null),
                null);
        return new TrainingConclusion(StopReason.CONVERGED, report, effort);
    }

    private TrainingConclusion learn(
            Learner learner, TrainingRows rows, List<Split> splits, TrainingDialogue dialogue) {
        boolean folds = splits.size() > 1;
        var learnt = new ArrayList<Learnt>();
        for (int k = 0; k < splits.size(); k++) {
            Split split = splits.get(k);
            learnt.add(learner.learn(split.training(), split.test(), folds ? k + 1 : null));
        }
        List<Integer> training =
                folds ? Divisions.all(rows.trainable()) : splits.getFirst().training();
        Learnt kept = folds ? learner.learn(training, List.of(), null) : learnt.getFirst();
        var trial = new Trial(rows, splits, learnt.stream().map(Learnt::tested).toList());
        LearningSettings settings = ready.settings();
        Controls controls = Controls.of(
                trial,
                settings,
                Collections.nCopies(splits.size(), settings.model()),
                1,
                version.stoppingRule(),
                dialogue);
        double seconds = kept.seconds()
                + (folds ? learnt.stream().mapToDouble(Learnt::seconds).sum() : 0);
        TrainingEffort effort = dialogue.effort();
        var report = new LearningReport(
                rows.size(),
                rows.width(),
                ready.qubits(),
                ready.weights(),
                Scores.of(rows.requireTarget().of(training)).metrics(List.of(kept.training())),
                trial.scores().metrics(trial.told()),
                trial.perFold(),
                trial.scores().confusion(trial.told()),
                kept.diagnostics(),
                controls.controls(),
                controls.verdict(),
                effort.quantumSeconds(),
                seconds,
                model(rows, training, kept, effort),
                null);
        return new TrainingConclusion(kept.reason(), report, effort);
    }

    /// What a part of a search tells of its rows.
    ///
    /// @param keeps whether the model may be the one that is kept
    private TrainingConclusion part(
            TrainingRows rows,
            List<Integer> training,
            List<Integer> test,
            Learnt learnt,
            boolean keeps,
            TrainingDialogue dialogue) {
        Target target = rows.requireTarget();
        Tested tested = test.isEmpty() ? null : learnt.tested();
        Scores scores = tested == null ? null : Scores.of(target.of(test));
        TrainingEffort effort = dialogue.effort();
        var report = new LearningReport(
                training.size() + test.size(),
                rows.width(),
                ready.qubits(),
                ready.weights(),
                Scores.of(target.of(training)).metrics(List.of(learnt.training())),
                scores == null || tested == null ? List.of() : scores.metrics(List.of(tested.told())),
                List.of(),
                scores == null || tested == null ? null : scores.confusion(List.of(tested.told())),
                learnt.diagnostics(),
                List.of(),
                null,
                effort.quantumSeconds(),
                learnt.seconds(),
                keeps ? model(rows, training, learnt, effort) : null,
                null,
                null,
                tested == null ? null : PackedTold.pack(tested));
        return new TrainingConclusion(learnt.reason(), report, effort);
    }

    /// @param training places of the rows of its training in the table
    private TrainedModel model(TrainingRows rows, List<Integer> training, Learnt kept, TrainingEffort effort) {
        KernelModel kernel = kept.kernel();
        RealVector weights = kept.weights();
        return model(
                rows.requireTarget(),
                rows,
                kept.preprocessing(),
                effort,
                kernel == null ? null : kept(kernel, training, weights),
                kernel != null || weights == null ? null : network(weights));
    }

    private TrainedModel.OfNetwork network(RealVector weights) {
        int ofCircuit = ready.weights();
        if (weights.size() == ofCircuit) {
            return new TrainedModel.OfNetwork(weights, ready.readout());
        }
        double[] all = weights.toArray();
        return new TrainedModel.OfNetwork(
                RealVector.of(Arrays.copyOf(all, ofCircuit)),
                ready.readout(),
                RealVector.of(Arrays.copyOfRange(all, ofCircuit, all.length)));
    }

    /// @param training places of the rows of the model's training in the table
    private TrainedModel.OfKernel kept(KernelModel kernel, List<Integer> training, @Nullable RealVector weights) {
        return new TrainedModel.OfKernel(
                ready.table().table(), kernel.rows().stream().map(training::get).toList(), kernel, weights);
    }

    /// @param target null: the model tells none
    private TrainedModel model(
            @Nullable Target target,
            TrainingRows rows,
            FittedPreprocessing preprocessing,
            TrainingEffort effort,
            TrainedModel.@Nullable OfKernel kernel,
            TrainedModel.@Nullable OfNetwork network) {
        LearningTask task = switch (target) {
            case Target.Classes _ -> LearningTask.CLASSIFICATION;
            case Target.Numbers _ -> LearningTask.REGRESSION;
            case null -> LearningTask.SIMILARITY;
        };
        return new TrainedModel(
                task,
                target == null ? "" : Objects.requireNonNull(ready.problem().target()),
                target instanceof Target.Classes classes ? classes.names() : null,
                rows.columns(),
                preprocessing,
                rows.width(),
                ready.settings().model(),
                ready.circuitDigest(),
                ready.circuitLink(),
                Objects.requireNonNull(effort.engine()),
                ready.settings().execution().shots(),
                ready.settings().seed(),
                kernel,
                network);
    }
}
