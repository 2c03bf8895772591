package io.ketstream.ingestion.run;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.NystromApproximation;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TableDescription;
import io.ketstream.model.learning.TrainingColumns;
import io.ketstream.model.learning.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much a model of a kernel may ask for, and what has to fit a message.
final class KernelLimits {

    /// That a step of a kernel's alignment asks for.
    private static final int MOST_VECTORS_OF_STEP = 100_000;

    /// Of a run: each is a message of up to 256 KiB, and so are some of the answers.
    private static final long MOST_TILES = 50_000;

    /// Sign, point, 17 digits and a comma.
    private static final long BYTES_PER_COEFFICIENT = 20;

    /// That a machine has beside each coefficient: up to three digits and a comma.
    private static final long BYTES_PER_PLACE = 4;

    /// One in training and one that is told of without.
    private static final int LEAST_OF_CLASS = 2;

    private KernelLimits() {}

    /// @throws InvalidValueException naming the field of the run
    static void checkModel(LearningModel.OfKernel model, TableClaim table) {
        KernelAlignment alignment = model.kernel().alignment();
        if (alignment != null) {
            checkAlignment(alignment, model.featureMap(), table);
        }
        if (model instanceof LearningModel.KernelPca pca) {
            checkComponents(pca, table);
        }
        NystromApproximation nystrom = model.kernel().nystrom();
        if (nystrom != null && model instanceof LearningModel.SupportVectorMachine) {
            checkMachines(nystrom, table);
        }
    }

    /// A step asks for each row of the batch twice for each weight, with the rows of the batch
    /// beside.
    private static void checkAlignment(KernelAlignment alignment, FeatureMap map, TableClaim table) {
        long weights = alignment.layers().weights(map.qubits(table.width()));
        long vectors = (2 * weights + 1) * alignment.batchSize();
        if (vectors > MOST_VECTORS_OF_STEP) {
            throw new InvalidValueException(
                    "model.kernel.alignment.batchSize",
                    "must be smaller: a step of " + weights + " weights and " + alignment.batchSize()
                            + " rows asks for " + vectors + " states, at most " + MOST_VECTORS_OF_STEP
                            + " are permitted");
        }
        int fitting;
        try {
            fitting = KernelTiles.vectors((int) (map.numberOfAngles(table.width()) + weights));
        } catch (InvalidValueException e) {
            fitting = 0;
        }
        if (fitting <= alignment.batchSize()) {
            throw new InvalidValueException(
                    "model.kernel.alignment.batchSize",
                    "must be smaller: rows of " + weights + " weights fit into a message " + fitting + " at a time");
        }
    }

    /// Each component has a number for each row of training, or for each landmark.
    private static void checkComponents(LearningModel.KernelPca pca, TableClaim table) {
        NystromApproximation nystrom = pca.kernel().nystrom();
        long rows = nystrom == null ? table.rows() : Math.min(nystrom.landmarks(), table.rows());
        Rules.within("model.components", pca.components(), 1, rows);
        long bytes = BYTES_PER_COEFFICIENT * rows * pca.components();
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "model.components",
                    "must be fewer, or model.kernel.nystrom.landmarks: what would come of " + pca.components()
                            + " times " + rows + " coefficients takes about " + bytes + " bytes of a message, at most "
                            + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }

    /// By landmarks, each two classes have a machine that names all of them.
    private static void checkMachines(NystromApproximation nystrom, TableClaim table) {
        List<String> classes = table.classes();
        long number = classes == null ? 0 : classes.size();
        long pairs = number * (number - 1) / 2;
        long landmarks = Math.min(nystrom.landmarks(), table.rows());
        long bytes = (BYTES_PER_COEFFICIENT + BYTES_PER_PLACE) * pairs * landmarks;
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "model.kernel.nystrom.landmarks",
                    "must be fewer, or the target have fewer classes: " + pairs + " machines of two classes with "
                            + landmarks + " coefficients each take about " + bytes + " bytes of a message, at most "
                            + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }

    /// Sigmoids are of rows that a machine was trained without, so each training needs two of each
    /// class.
    ///
    /// @param validation by which the run is tested
    /// @param search by which points of a search are compared, of which the model is one's; null:
    ///     it is none's
    /// @throws InvalidValueException naming the field of the run
    static void checkProbabilities(
            LearningModel model,
            TrainingColumns columns,
            TableDescription table,
            @Nullable Validation validation,
            @Nullable Validation search) {
        if (!(model instanceof LearningModel.SupportVectorMachine machine) || !machine.withProbabilities()) {
            return;
        }
        columns.trainedOfClasses(table, validation, search).forEach((name, rows) -> {
            if (rows < LEAST_OF_CLASS) {
                throw new InvalidValueException(
                        "model.probabilities",
                        "must be false, or class '" + name + "' have more rows: " + rows
                                + " of it may be all that is left for a training, which needs " + LEAST_OF_CLASS);
            }
        });
    }

    /// A tile has fewer rows the more angles they have, and with folds whose preprocessing is
    /// fitted each has a matrix of its own. A kernel that is trained is so in each fold, and once
    /// more on all rows.
    ///
    /// @param validation by which the rows are divided
    /// @throws InvalidValueException naming the field of the run
    static void checkQuestions(TrainingSubmitted run, @Nullable Validation validation) {
        if (!(run.settings().model() instanceof LearningModel.OfKernel model)) {
            return;
        }
        long trainings = validation instanceof Validation.Folds(int folds) ? folds + 1 : 1;
        KernelAlignment alignment = model.kernel().alignment();
        if (alignment != null) {
            checkSteps(model.kernel(), alignment, run.table(), trainings);
        }
        if (model.kernel() instanceof Kernel.Fidelity fidelity) {
            checkTiles(run, fidelity, trainings);
        }
    }

    private static void checkTiles(TrainingSubmitted run, Kernel.Fidelity kernel, long trainings) {
        TableClaim test = run.test();
        int rows = Math.toIntExact(run.table().rows() + (test == null ? 0 : test.rows()));
        int angles = kernel.featureMap().numberOfAngles(run.table().width());
        NystromApproximation nystrom = kernel.nystrom();
        KernelAlignment alignment = kernel.alignment();
        boolean shared = nystrom == null
                && alignment == null
                && !run.problem().preprocessing().dependsOnTraining();
        long matrices = shared ? 1 : trainings;
        long tiles = matrices * tiles(nystrom, rows, angles + weights(kernel, alignment, run.table()));
        if (tiles > MOST_TILES) {
            throw new InvalidValueException(
                    "problem.dataset",
                    "must have fewer rows, or fewer features: a kernel of " + rows + " rows with " + angles
                            + " angles each " + (matrices == 1 ? "" : "in " + (matrices - 1) + " folds ")
                            + "is asked for in up to " + tiles + " tiles, at most " + MOST_TILES + " are permitted");
        }
    }

    private static long tiles(@Nullable NystromApproximation nystrom, int rows, int width) {
        if (nystrom == null) {
            return KernelTiles.numberOfSymmetric(rows, width);
        }
        int landmarks = Math.min(rows, nystrom.landmarks());
        return KernelTiles.numberOfSymmetric(landmarks, width)
                + KernelTiles.rectangle(rows, landmarks, width).size();
    }

    private static int weights(Kernel kernel, @Nullable KernelAlignment alignment, TableClaim table) {
        return alignment == null
                ? 0
                : alignment.layers().weights(kernel.featureMap().qubits(table.width()));
    }

    /// Before the first step and after the last, some rows are looked at.
    private static void checkSteps(Kernel kernel, KernelAlignment alignment, TableClaim table, long trainings) {
        int weights = weights(kernel, alignment, table);
        int width = kernel.featureMap().numberOfAngles(table.width()) + weights;
        long batch = Math.min(alignment.batchSize(), table.rows());
        int looked = (int) Math.min(KernelAlignment.LOOKED_AT, table.rows());
        long vectors = (2L * weights + 1) * batch;
        long ofStep;
        long ofLook;
        switch (kernel) {
            case Kernel.Fidelity _ -> {
                long most = Math.min(KernelTiles.vectors(width) - batch, KernelTiles.MAX_ENTRIES / batch);
                ofStep = Math.ceilDiv(vectors, most);
                ofLook = KernelTiles.numberOfSymmetric(looked, width);
            }
            case Kernel.Projected _ -> {
                long most = Math.min(
                        KernelTiles.vectors(width),
                        KernelTiles.MAX_ENTRIES / (3 * kernel.featureMap().qubits(table.width())));
                ofStep = Math.ceilDiv(vectors, most);
                ofLook = Math.ceilDiv(looked, most);
            }
        }
        long questions = trainings * (alignment.steps() * ofStep + 2 * ofLook);
        if (questions > MOST_TILES) {
            throw new InvalidValueException(
                    "model.kernel.alignment.steps",
                    "must be fewer, or the batch smaller: " + alignment.steps() + " steps of " + ofStep
                            + " questions each " + (trainings == 1 ? "" : "in " + trainings + " trainings ")
                            + "come to " + questions + " of them, at most " + MOST_TILES + " are permitted");
        }
    }
}
