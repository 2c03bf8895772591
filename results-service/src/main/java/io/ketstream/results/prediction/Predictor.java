package io.ketstream.results.prediction;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelClassifier;
import io.ketstream.model.learning.KernelTile;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.NetworkOutputs;
import io.ketstream.model.learning.ProjectedKernel;
import io.ketstream.model.learning.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a model tells of new rows: their states are prepared and measured as those of training
/// were, by the same engine, or a release of it that has taken its place, and with as many shots;
/// all else is computed here.
///
/// Deterministic: the same rows give the same answer, with shots by seeds that follow from the
/// run's.
public final class Predictor {

    private static final int AXES = 3;

    /// What execution-service says of rows.
    private record Measured(Engine engine, List<double[]> rows) {}

    private final Questions questions;
    private final TrainingTables tables;

    public Predictor(Questions questions, TrainingTables tables) {
        this.questions = questions;
        this.tables = tables;
    }

    /// @param rows at most 1000: a column's name and a number, a text or null
    /// @throws InvalidValueException naming what is refused, as `rows[3].width`
    /// @throws UnansweredException when another service does not answer
    public Prediction predict(TrainedModel model, List<? extends @Nullable Map<String, @Nullable Object>> rows) {
        return told(model, new NewRows(model, false).angles(rows));
    }

    /// How well it tells what is known of rows.
    ///
    /// @param rows with the target
    /// @throws InvalidValueException naming what is refused, as `rows[3].kind`
    /// @throws UnansweredException when another service does not answer
    public Score score(TrainedModel model, List<? extends @Nullable Map<String, @Nullable Object>> rows) {
        List<RealVector> angles = new NewRows(model, true).angles(rows);
        Targets targets = Targets.of(model, rows);
        return targets.score(told(model, angles), model.seed());
    }

    private Prediction told(TrainedModel model, List<RealVector> angles) {
        TrainedModel.OfKernel kernel = model.kernel();
        TrainedModel.OfNetwork network = model.network();
        if (kernel != null && model.model() instanceof LearningModel.OfKernel ofKernel) {
            Measured gram = gram(model, ofKernel.kernel(), angles, trainingAngles(model, kernel));
            var decided = new ArrayList<Decision>(gram.rows().size());
            for (double[] row : gram.rows()) {
                decided.add(kernel.fitted().decide(row));
            }
            List<String> classes =
                    kernel.fitted() instanceof KernelClassifier classifier ? classifier.classes() : model.classes();
            return Prediction.of(decided, classes, model, gram.engine());
        }
        if (network != null && model.model() instanceof LearningModel.QuantumNeuralNetwork spec) {
            var decided = new ArrayList<Decision>(angles.size());
            Measured measured = outputs(model, spec, network, angles);
            for (double[] outputs : measured.rows()) {
                decided.add(NetworkOutputs.decide(spec, model.task(), outputs));
            }
            return Prediction.of(decided, model.classes(), model, measured.engine());
        }
        throw new IllegalStateException("a model has what its kind needs");
    }

    /// Of the rows of training that the model needs, in its order.
    private List<RealVector> trainingAngles(TrainedModel model, TrainedModel.OfKernel kernel) {
        DataTable table = tables.table(kernel.table());
        double[][] all;
        try {
            all = table.select(
                    model.columns().stream().map(TrainedModel.Column::name).toList());
        } catch (InvalidValueException e) {
            throw UnansweredException.failed("the table at " + kernel.table().href() + " " + e.rule(), e);
        }
        var angles = new ArrayList<RealVector>(kernel.rows().size());
        for (int row : kernel.rows()) {
            angles.add(model.inputs(all[row]));
        }
        return angles;
    }

    private Measured gram(TrainedModel model, Kernel kernel, List<RealVector> rows, List<RealVector> columns) {
        if (columns.isEmpty()) {
            return new Measured(model.engine(), List.of(new double[rows.size()][0]));
        }
        return switch (kernel) {
            case Kernel.Fidelity fidelity -> fidelities(model, rows, columns);
            case Kernel.Projected projected -> projected(model, projected.gamma(), rows, columns);
        };
    }

    private Measured fidelities(TrainedModel model, List<RealVector> rows, List<RealVector> columns) {
        var seeds = new SplittableRandom(model.seed());
        List<KernelTile> tiles = KernelTiles.rectangle(
                rows.size(), columns.size(), rows.getFirst().size());
        var pubs = new ArrayList<Pub>(tiles.size());
        for (KernelTile tile : tiles) {
            pubs.add(Pub.kernel(
                    model.circuitDigest(),
                    rows.subList(tile.firstRow(), tile.firstRow() + tile.rows()),
                    columns.subList(tile.firstColumn(), tile.firstColumn() + tile.columns()),
                    model.shots(),
                    seeds.nextLong()));
        }
        Questions.Answered answers = questions.ask(model, pubs);
        var gram = new double[rows.size()][columns.size()];
        for (int k = 0; k < tiles.size(); k++) {
            KernelTile tile = tiles.get(k);
            PackedMatrix answer = ofShape(answers.matrices().get(k), tile.rows(), tile.columns());
            for (int i = 0; i < tile.rows(); i++) {
                System.arraycopy(answer.row(i), 0, gram[tile.firstRow() + i], tile.firstColumn(), tile.columns());
            }
        }
        return new Measured(answers.engine(), List.of(gram));
    }

    private Measured projected(TrainedModel model, double gamma, List<RealVector> rows, List<RealVector> columns) {
        var all = new ArrayList<>(rows);
        all.addAll(columns);
        Measured states = bloch(model, all);
        List<double[]> bloch = states.rows();
        var gram = new double[rows.size()][columns.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                gram[i][j] = ProjectedKernel.entry(bloch.get(i), bloch.get(rows.size() + j), gamma);
            }
        }
        return new Measured(states.engine(), List.of(gram));
    }

    private Measured bloch(TrainedModel model, List<RealVector> vectors) {
        var seeds = new SplittableRandom(model.seed());
        int numbers = AXES * model.model().featureMap().qubits(model.width());
        int most = Math.min(KernelTiles.vectors(vectors.getFirst().size()), KernelTiles.MAX_ENTRIES / numbers);
        var pubs = new ArrayList<Pub>();
        for (int first = 0; first < vectors.size(); first += most) {
            pubs.add(Pub.bloch(
                    model.circuitDigest(),
                    vectors.subList(first, Math.min(first + most, vectors.size())),
                    model.shots(),
                    seeds.nextLong()));
        }
        return joined(questions.ask(model, pubs), vectors.size(), numbers);
    }

    private Measured outputs(
            TrainedModel model,
            LearningModel.QuantumNeuralNetwork spec,
            TrainedModel.OfNetwork network,
            List<RealVector> inputs) {
        var seeds = new SplittableRandom(model.seed());
        RealVector coefficients = spec.coefficients(network.readout().size());
        int numbers = coefficients == null ? network.readout().size() : 1;
        int weighted = spec.weightsOfAngles(inputs.getFirst().size());
        int most = Math.min(
                KernelTiles.vectors(inputs.getFirst().size(), network.weights().size()),
                KernelTiles.MAX_ENTRIES / numbers);
        var pubs = new ArrayList<Pub>();
        for (int first = 0; first < inputs.size(); first += most) {
            var batch = new TrainingBatch(
                    inputs.subList(first, Math.min(first + most, inputs.size())),
                    network.readout(),
                    null,
                    null,
                    coefficients,
                    weighted == 0 ? null : weighted);
            pubs.add(Pub.ofBatch(
                    model.circuitDigest(),
                    List.of(network.weights()),
                    batch,
                    model.shots(),
                    seeds.nextLong(),
                    Wanted.OUTPUTS));
        }
        return joined(questions.ask(model, pubs), inputs.size(), numbers);
    }

    private static Measured joined(Questions.Answered answers, int rows, int columns) {
        var joined = new ArrayList<double[]>(rows);
        for (PackedMatrix answer : answers.matrices()) {
            ofShape(answer, answer.rows(), columns);
            for (int i = 0; i < answer.rows(); i++) {
                joined.add(answer.row(i));
            }
        }
        if (joined.size() != rows) {
            throw UnansweredException.failed(
                    "execution-service answered with " + joined.size() + " rows, not with " + rows, null);
        }
        return new Measured(answers.engine(), joined);
    }

    private static PackedMatrix ofShape(PackedMatrix answer, int rows, int columns) {
        if (answer.rows() != rows || answer.columns() != columns) {
            throw UnansweredException.failed(
                    "execution-service answered with " + answer + ", not with " + rows + " x " + columns, null);
        }
        return answer;
    }
}
