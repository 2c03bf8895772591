package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.optimizer.learning.split.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A run that learns from a data set as plain blocking code: divides the rows, fits the preprocessing on those of
/// training only, asks circuits, trains, tests, and says how classical models do on the same rows.
///
/// A pure function of the run's settings, of its tables and of the answers it gets, but for the seconds that it tells.
/// Where the same answers could lead to other questions, to another model, or to another report but for its seconds, it
/// is another [TrainingVersion].
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

    /// Where a network's weights begin; of a kernel nothing.
    public RealVector start() {
        return ready.settings().model() instanceof LearningModel.QuantumNeuralNetwork
                ? NetworkLearner.start(ready, 0)
                : RealVector.zeros(0);
    }

    /// @throws InvalidValueException saying why nothing can be learnt
    public TrainingConclusion run(TrainingDialogue dialogue) {
        TrainingRows rows = TrainingRows.of(ready, table, test);
        return switch (ready.settings().model()) {
            case LearningModel.KernelMatrix matrix -> {
                var learner = new KernelLearner(ready, matrix, rows, dialogue, version);
                yield describe(learner, rows, dialogue);
            }
            case LearningModel.QuantumNeuralNetwork network ->
                learn(new NetworkLearner(ready, network, rows, dialogue, version), rows, splits(rows), dialogue);
            case LearningModel.OfKernel model -> {
                var learner = new KernelLearner(ready, model, rows, dialogue, version);
                List<Split> splits = splits(rows);
                if (splits.size() > 1 && !ready.problem().preprocessing().dependsOnTraining()) {
                    learner.share(range(0, rows.size()));
                }
                yield learn(learner, rows, splits, dialogue);
            }
        };
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private List<Split> splits(TrainingRows rows) {
        int[] labels = rows.requireTarget().of(range(0, rows.trainable())) instanceof Target.Classes classes
                ? classes.labels()
                : null;
        long seed = ready.settings().seed();
        try {
            return switch (ready.problem().validation()) {
                case Validation.Holdout holdout ->
                    List.of(
                            labels == null
                                    ? Splits.holdout(rows.trainable(), holdout.fraction(), seed)
                                    : Splits.stratifiedHoldout(labels, holdout.fraction(), seed));
                case Validation.Folds folds ->
                    labels == null
                            ? Splits.folds(rows.trainable(), folds.folds(), seed)
                            : Splits.stratifiedFolds(labels, folds.folds(), seed);
                case Validation.OtherDataset _ ->
                    List.of(Splits.given(rows.trainable(), rows.size() - rows.trainable()));
                case null -> throw new InvalidValueException("", "is required");
            };
        } catch (InvalidValueException e) {
            throw e.within("problem.validation");
        }
    }

    /// Nothing is trained.
    private TrainingConclusion describe(KernelLearner learner, TrainingRows rows, TrainingDialogue dialogue) {
        KernelDiagnostics figures = learner.describe(range(0, rows.size()));
        TrainingEffort effort = dialogue.effort();
        var report = new LearningReport(
                rows.size(),
                rows.width(),
                ready.qubits(),
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                figures,
                List.of(),
                null,
                effort.quantumSeconds(),
                0);
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
                folds ? range(0, rows.trainable()) : splits.getFirst().training();
        Learnt kept = folds ? learner.learn(training, List.of(), null) : learnt.getFirst();
        var trial = new Trial(rows, splits, learnt);
        var others = new ArrayList<Controls.Control>(new ClassicalControls(ready, trial, dialogue).compute());
        others.addAll(trial.ownControls());
        Controls controls =
                Controls.of(trial, others, SeedOf.CONTROLS.seed(ready.settings().seed(), 0));
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

    private TrainedModel model(TrainingRows rows, List<Integer> training, Learnt kept, TrainingEffort effort) {
        Target target = rows.requireTarget();
        KernelModel kernel = kept.kernel();
        RealVector weights = kept.weights();
        return new TrainedModel(
                target instanceof Target.Classes ? LearningTask.CLASSIFICATION : LearningTask.REGRESSION,
                Objects.requireNonNull(ready.problem().target()),
                target instanceof Target.Classes classes ? classes.names() : null,
                rows.columns(),
                kept.preprocessing(),
                rows.width(),
                ready.settings().model(),
                ready.circuitDigest(),
                ready.circuitLink(),
                Objects.requireNonNull(effort.engine()),
                ready.settings().execution().shots(),
                ready.settings().seed(),
                kernel == null
                        ? null
                        : new TrainedModel.OfKernel(
                                ready.table().table(),
                                kernel.rows().stream().map(training::get).toList(),
                                kernel),
                weights == null ? null : new TrainedModel.OfNetwork(weights, ready.readout()));
    }
}
