package io.ketstream.ingestion.run;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.Readout;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.support.event.ModelJson;
import java.util.List;

/// How much a run that learns may be made of.
final class TrainingLimits {

    /// A kernel is of each row with each.
    private static final int MOST_ROWS_OF_KERNEL = 2_000;

    private static final int MOST_ROWS_OF_NETWORK = 100_000;

    /// Numbers of a row that a circuit takes in.
    private static final int MOST_WIDTH = 1_000;

    /// What circuit-service adds to the message: circuit, link, and a network's outputs.
    private static final int READY_BYTES = 4 * 1024;

    private TrainingLimits() {}

    /// @throws InvalidValueException naming the field of the problem
    static void checkProblem(TrainingSubmitted run) {
        boolean network = run.settings().model() instanceof LearningModel.QuantumNeuralNetwork;
        int most = network ? MOST_ROWS_OF_NETWORK : MOST_ROWS_OF_KERNEL;
        String model = network ? "a network" : "a kernel";
        TableClaim table = run.table();
        if (table.rows() > most) {
            throw new InvalidValueException(
                    "dataset",
                    "has " + table.rows() + " rows: " + model + " takes at most " + most
                            + ", those of a test included");
        }
        TableClaim test = run.test();
        if (test != null && table.rows() + test.rows() > most) {
            throw new InvalidValueException(
                    "validation.dataset",
                    "has " + test.rows() + " rows: with the " + table.rows() + " that are learnt from " + model
                            + " takes at most " + most);
        }
        checkFits(run);
    }

    private static void checkFits(TrainingSubmitted run) {
        int most = Topics.MAX_MESSAGE_BYTES - READY_BYTES;
        int bytes = bytes(run);
        if (bytes > most) {
            TableClaim table = run.table();
            boolean byClasses = table.classes() != null && bytes(table.classes()) > bytes(table.features());
            throw new InvalidValueException(
                    byClasses ? "target" : "features",
                    "must have fewer " + (byClasses ? "classes" : "columns") + ", or shorter names: the run would take "
                            + bytes + " bytes of a message, at most " + most + " are permitted");
        }
    }

    private static int bytes(Object value) {
        return ModelJson.mapper().writeValueAsBytes(value).length;
    }

    /// @throws InvalidValueException naming the field of the run
    static void checkModel(LearningModel model, TableClaim table) {
        String field = model instanceof LearningModel.OfKernel ? "model.kernel.featureMap" : "model.featureMap";
        if (table.width() > MOST_WIDTH) {
            throw new InvalidValueException(
                    field,
                    "must take at most " + MOST_WIDTH + " features, not " + table.width()
                            + "; select features, or reduce them by pca");
        }
        try {
            model.featureMap().check(table.width());
        } catch (InvalidValueException e) {
            throw e.within(field);
        }
        if (model instanceof LearningModel.QuantumNeuralNetwork network) {
            checkReadout(network.readout(), network.featureMap(), table);
        }
    }

    private static void checkReadout(Readout readout, FeatureMap map, TableClaim table) {
        int qubits = map.qubits(table.width());
        List<String> classes = table.classes();
        int outputs = classes == null || classes.size() == 2 ? 1 : classes.size();
        if (outputs > 1 && readout != Readout.Z) {
            throw new InvalidValueException(
                    "model.readout", "must be z for " + outputs + " classes: the others have one output");
        }
        if (outputs > qubits) {
            throw new InvalidValueException(
                    "model.readout",
                    "must have a qubit for each of the " + outputs + " classes, and the circuit has " + qubits);
        }
        if (readout == Readout.ZZ && qubits < 2) {
            throw new InvalidValueException("model.readout", "must not be zz: the circuit has one qubit");
        }
    }
}
