package io.ketstream.results.kernel;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelTile;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.TrainingSubmission;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/// Finds the kernel matrix of all rows of a run's table among the answers to its questions.
///
/// A run of type `kernel` asks for nothing else. One that is tested in folds has it too: first,
/// where the preprocessing is the same in every fold, else last, for the model of all rows; one
/// that is tested on another data set has it first. With `holdout` there is none: rows of test are
/// never compared with each other.
public final class GramMatrices {

    private static final int AXES = 3;

    private final AnsweredMatrices answers;

    public GramMatrices(AnsweredMatrices answers) {
        this.answers = answers;
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
        if (model.kernel().nystrom() != null || model.kernel().alignment() != null) {
            throw NoMatrixException.never("Run " + run + " has no matrix of its table: its kernel is "
                    + (model.kernel().nystrom() != null ? "approximated by landmarks." : "trained with the model."));
        }
        boolean last = isLast(run, training);
        requireSucceeded(run, facts.status());
        SortedMap<Integer, UUID> places = answers.places(run);
        int rows = (int) training.table().rows();
        return switch (model.kernel()) {
            case Kernel.Fidelity fidelity ->
                fidelities(run, places, rows, angles(fidelity.featureMap(), training), last);
            case Kernel.Projected projected -> projected(run, places, rows, projected, training, last);
        };
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

    private GramMatrix fidelities(RunId run, SortedMap<Integer, UUID> places, int rows, int width, boolean last) {
        List<KernelTile> tiles = KernelTiles.symmetric(rows, width);
        var gram = new FidelityGram(answers, rows, tiles, section(run, places, tiles.size(), last));
        if (!gram.isWhole()) {
            throw missing(run);
        }
        return gram;
    }

    private GramMatrix projected(
            RunId run,
            SortedMap<Integer, UUID> places,
            int rows,
            Kernel.Projected kernel,
            TrainingSubmission training,
            boolean last) {
        int numbers = AXES * kernel.featureMap().qubits(training.table().width());
        int most =
                Math.min(KernelTiles.vectors(angles(kernel.featureMap(), training)), KernelTiles.MAX_ENTRIES / numbers);
        var states = new ArrayList<double[]>(rows);
        List<UUID> parts = last ? section(run, places, Math.ceilDiv(rows, most), true) : List.copyOf(places.values());
        for (int k = 0; k < parts.size() && states.size() < rows; k++) {
            PackedMatrix part = answers.read(parts.get(k));
            if (part.columns() != numbers) {
                throw missing(run);
            }
            for (int i = 0; i < part.rows() && states.size() < rows; i++) {
                states.add(part.row(i));
            }
        }
        if (states.size() < rows) {
            throw missing(run);
        }
        return new ProjectedGram(kernel.gamma(), states);
    }

    /// So many answers from the first or up to the last, without a gap.
    private static List<UUID> section(RunId run, SortedMap<Integer, UUID> places, int size, boolean last) {
        if (places.size() < size
                || places.lastKey() - places.firstKey() + 1 != places.size()
                || places.firstKey() != 1) {
            throw missing(run);
        }
        List<UUID> all = List.copyOf(places.values());
        return last ? all.subList(all.size() - size, all.size()) : all.subList(0, size);
    }

    private static NoMatrixException missing(RunId run) {
        return NoMatrixException.notYet(
                "Not all of the matrix of run " + run + " has arrived here yet; try again in a moment.");
    }
}
