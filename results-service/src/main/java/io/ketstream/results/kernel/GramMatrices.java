package io.ketstream.results.kernel;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelTile;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.TrainingStep;
import io.ketstream.results.run.TrainingSubmission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;

/// Finds the kernel matrix of all rows of a run's table among the answers to its questions.
///
/// A run of type `kernel` asks for nothing else. One that is tested in folds has it too: first,
/// where the preprocessing is the same in every fold, else last, for the model of all rows; one
/// that is tested on another data set has it first. With `holdout` there is none: rows of test are
/// never compared with each other. Nor has a search one, whose parts ask, or a part of a search,
/// which asks for rows of its own in an order of its own.
public final class GramMatrices {

    private static final int AXES = 3;

    /// After a run's end, for what comes by other topics.
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final AnsweredMatrices answers;
    private final Runs runs;
    private final InstantSource clock;

    public GramMatrices(AnsweredMatrices answers, Runs runs, InstantSource clock) {
        this.answers = answers;
        this.runs = runs;
        this.clock = clock;
    }

    /// Entries as they were measured: with shots before any repair.
    ///
    /// @throws NoMatrixException where there is none, or none yet
    public GramMatrix of(RunId run, RunFacts facts) {
        TrainingSubmission training = facts.training();
        if (training == null || !(training.settings().model() instanceof LearningModel.OfKernel model)) {
            throw NoMatrixException.never(
                    "Run " + run + " has no kernel: only a run that learns by one, or of type kernel, has a matrix.");
        }
        if (training.settings().part() != null) {
            throw NoMatrixException.never("Run " + run + " has no matrix of its table: it is a part of a search.");
        }
        if (training.settings().search() != null) {
            throw NoMatrixException.never("Run " + run
                    + " is a search and asks for no kernel itself: submit the model that it chose, in folds or as"
                    + " problem type kernel.");
        }
        if (model.kernel().nystrom() != null || model.kernel().alignment() != null) {
            throw NoMatrixException.never("Run " + run + " has no matrix of its table: its kernel is "
                    + (model.kernel().nystrom() != null ? "approximated by landmarks." : "trained with the model."));
        }
        boolean last = isLast(run, training);
        requireSucceeded(run, facts.status());
        RunFacts.Outcome outcome = Objects.requireNonNull(facts.outcome(), "a run that has succeeded has ended");
        return (last ? questionsBefore(run, outcome.ended()) : OptionalInt.of(0))
                .stream()
                        .mapToObj(before -> matrix(run, training, model.kernel(), before))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow(() -> missing(run, outcome));
    }

    /// @param before questions that were asked before its first
    private Optional<GramMatrix> matrix(RunId run, TrainingSubmission training, Kernel kernel, int before) {
        SortedMap<Integer, UUID> places = answers.places(run).tailMap(before + 1);
        int rows = (int) training.table().rows();
        return switch (kernel) {
            case Kernel.Fidelity fidelity -> fidelities(places, rows, angles(fidelity.featureMap(), training), before);
            case Kernel.Projected projected -> projected(places, rows, projected, training, before);
        };
    }

    /// How many questions the folds asked: each matrix has told how many parts it has. Empty while
    /// not all of that is here.
    private OptionalInt questionsBefore(RunId run, RunEnded ended) {
        Map<Integer, Integer> parts = new HashMap<>();
        List<TrainingStep> steps = runs.trainingStepsAfter(run, 0, Math.max(1, ended.iterations()));
        for (TrainingStep step : steps) {
            if (step.phase() == Phase.KERNEL && step.fold() != null) {
                parts.put(step.fold(), step.total());
            }
        }
        return steps.size() < ended.iterations() || parts.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        parts.values().stream().mapToInt(Integer::intValue).sum());
    }

    /// Whether the matrix is what was asked for last, and not first.
    private static boolean isLast(RunId run, TrainingSubmission training) {
        return switch (training.problem().validation()) {
            case null -> false;
            case Validation.OtherDataset _ -> false;
            case Validation.Folds _ -> training.problem().preprocessing().dependsOnTraining();
            case Validation.Holdout _ ->
                throw NoMatrixException.never(
                        "Run " + run + " has no matrix of its table: with holdout rows of the test"
                                + " are not compared with each other. Validate in folds, or ask for problem type kernel.");
        };
    }

    private static void requireSucceeded(RunId run, RunStatus status) {
        switch (status) {
            case SUCCEEDED -> {
                // all of it has been computed
            }
            case QUEUED, RUNNING, PAUSED ->
                throw NoMatrixException.notYet(
                        "Run " + run + " is " + status + ": its matrix is whole once it has succeeded.");
            case FAILED, CANCELLED ->
                throw NoMatrixException.never("Run " + run + " is " + status + ", and its matrix is not whole.");
        }
    }

    private static int angles(FeatureMap map, TrainingSubmission training) {
        return map.numberOfAngles(training.table().width());
    }

    private Optional<GramMatrix> fidelities(SortedMap<Integer, UUID> places, int rows, int width, int before) {
        List<KernelTile> tiles = KernelTiles.symmetric(rows, width);
        var parts = new ArrayList<UUID>(tiles.size());
        for (int k = 1; k <= tiles.size(); k++) {
            UUID part = places.get(before + k);
            if (part == null) {
                return Optional.empty();
            }
            parts.add(part);
        }
        var gram = new FidelityGram(answers, rows, tiles, parts);
        return gram.isWhole() ? Optional.of(gram) : Optional.empty();
    }

    /// Answers without a gap until there is a state for each row; rows of a test come behind them.
    private Optional<GramMatrix> projected(
            SortedMap<Integer, UUID> places,
            int rows,
            Kernel.Projected kernel,
            TrainingSubmission training,
            int before) {
        int numbers = AXES * kernel.featureMap().qubits(training.table().width());
        var states = new ArrayList<double[]>(rows);
        for (int sequence = before + 1; states.size() < rows; sequence++) {
            UUID place = places.get(sequence);
            PackedMatrix part = place == null ? null : answers.read(place);
            if (part == null || part.columns() != numbers) {
                return Optional.empty();
            }
            for (int i = 0; i < part.rows() && states.size() < rows; i++) {
                states.add(part.row(i));
            }
        }
        return Optional.of(new ProjectedGram(kernel.gamma(), states));
    }

    private NoMatrixException missing(RunId run, RunFacts.Outcome outcome) {
        if (outcome.at().plus(UNDER_WAY).isBefore(clock.instant())) {
            return NoMatrixException.never("Not all that the matrix of run " + run + " is made of is here, although it"
                    + " has ended more than " + UNDER_WAY.toMinutes()
                    + " minutes ago: it is kept no longer, or was lost on the way. A replay of the run makes it anew.");
        }
        return NoMatrixException.notYet(
                "Not all of the matrix of run " + run + " has arrived here yet; try again in a moment.");
    }
}
