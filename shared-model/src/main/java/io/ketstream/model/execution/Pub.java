package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.Sha256;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primitive unified block: one circuit with its observable, a batch of parameter vectors, and
/// what is wanted of each.
///
/// The answer is a pure function of this record and of the engine. Vector k of the batch draws its
/// samples with a seed derived from (`seed`, k).
///
/// @param shots absent: exact
/// @param grouping of the observable's terms where they are sampled; absent: qubit-wise
/// @param rows of [Wanted#KERNEL]: how many of the vectors are rows of the tile
/// @param batch of [Wanted#OUTPUTS], [Wanted#LOSS], [Wanted#LOSS_GRADIENT] and
///     [Wanted#LOSS_METRIC]: the rows whose inputs stand before the weights, which `parameters` are
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pub(
        Digest circuitDigest,
        List<RealVector> parameters,
        @Nullable Integer shots,
        long seed,
        Wanted wanted,
        Objective objective,
        @Nullable Grouping grouping,
        @Nullable Integer rows,
        @Nullable TrainingBatch batch) {

    public Pub {
        parameters = List.copyOf(parameters);
        Rules.notEmpty("parameters", parameters);
        for (int k = 1; k < parameters.size(); k++) {
            Rules.size(
                    "parameters[" + k + "]",
                    parameters.get(k).size(),
                    parameters.getFirst().size());
        }
        if (shots != null) {
            Rules.within("shots", shots, 1, ExecutionSpecification.MAX_SHOTS);
        }
        if (shots != null && (wanted == Wanted.GRADIENT || wanted == Wanted.LOSS_METRIC)) {
            throw new InvalidValueException("shots", "must be absent: a gradient of an energy and a metric are exact");
        }
        if (wanted.hasGradient() && !(objective instanceof Objective.Mean)) {
            throw new InvalidValueException("wanted", "a gradient is of the mean");
        }
        if (wanted == Wanted.LOSS_METRIC) {
            Rules.size("parameters", parameters.size(), 1);
        }
        if ((rows != null) != (wanted == Wanted.KERNEL)) {
            throw new InvalidValueException("rows", "belongs to a kernel, and is required there");
        }
        if (rows != null) {
            Rules.within("rows", rows, 1, parameters.size());
        }
        if ((batch != null) != wanted.isOfBatch()) {
            throw new InvalidValueException("batch", "belongs to outputs and losses, and is required there");
        }
        if (batch != null && (batch.loss() == null) != (wanted == Wanted.OUTPUTS)) {
            throw new InvalidValueException("batch.loss", "belongs to losses, and is required there");
        }
        if (batch != null) {
            checkWeights(batch, parameters.getFirst().size(), wanted);
        }
        // One form of each meaning, so that what is older than the choice keeps its digest.
        grouping = grouping == Grouping.QUBIT_WISE ? null : grouping;
    }

    private static void checkWeights(TrainingBatch batch, int weights, Wanted wanted) {
        int ofLoss = batch.weightsOfLoss();
        if (ofLoss > 0 && wanted == Wanted.LOSS_METRIC) {
            throw new InvalidValueException(
                    "batch.loss", "must have no weights of its own: no state depends on them, and no metric");
        }
        Integer weighted = batch.weighted();
        int least = ofLoss + (weighted == null ? 0 : weighted);
        if (weights < least) {
            throw new InvalidValueException(
                    "parameters[0]",
                    "must have at least " + least + " entries, the weights of inputs and of the loss, not " + weights);
        }
    }

    /// About one observable.
    public Pub(
            Digest circuitDigest,
            List<RealVector> parameters,
            @Nullable Integer shots,
            long seed,
            Wanted wanted,
            Objective objective,
            @Nullable Grouping grouping) {
        this(circuitDigest, parameters, shots, seed, wanted, objective, grouping, null, null);
    }

    /// A tile of a kernel's matrix, where `columns` is empty a symmetric one of its rows.
    public static Pub kernel(
            Digest circuitDigest, List<RealVector> rows, List<RealVector> columns, @Nullable Integer shots, long seed) {
        var all = new ArrayList<>(rows);
        all.addAll(columns);
        return new Pub(circuitDigest, all, shots, seed, Wanted.KERNEL, new Objective.Mean(), null, rows.size(), null);
    }

    /// The states of single qubits.
    public static Pub bloch(Digest circuitDigest, List<RealVector> parameters, @Nullable Integer shots, long seed) {
        return new Pub(circuitDigest, parameters, shots, seed, Wanted.BLOCH, new Objective.Mean(), null, null, null);
    }

    /// Outputs or losses of a circuit with weights.
    public static Pub ofBatch(
            Digest circuitDigest,
            List<RealVector> weights,
            TrainingBatch batch,
            @Nullable Integer shots,
            long seed,
            Wanted wanted) {
        return new Pub(circuitDigest, weights, shots, seed, wanted, new Objective.Mean(), null, null, batch);
    }

    /// With the terms grouped qubit-wise.
    public Pub(
            Digest circuitDigest,
            List<RealVector> parameters,
            @Nullable Integer shots,
            long seed,
            Wanted wanted,
            Objective objective) {
        this(circuitDigest, parameters, shots, seed, wanted, objective, null);
    }

    public Grouping groupingOrDefault() {
        return grouping == null ? Grouping.QUBIT_WISE : grouping;
    }

    /// SHA-256 over every field, doubles as bits.
    public Digest digest() {
        byte[] circuit = circuitDigest.value().getBytes(StandardCharsets.US_ASCII);
        int width = parameters.getFirst().size();
        byte[] groups = grouping == null ? new byte[0] : grouping.name().getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(
                circuit.length + 4 + 8 + 4 + 8 + 4 + 4 + parameters.size() * width * 8 + groups.length);
        bytes.put(circuit).putInt(shots == null ? 0 : shots).putLong(seed).putInt(wanted.code());
        bytes.putDouble(objective instanceof Objective.ConditionalValueAtRisk tail ? tail.alpha() : -1);
        bytes.putInt(parameters.size()).putInt(width);
        for (RealVector vector : parameters) {
            for (int i = 0; i < width; i++) {
                bytes.putLong(Double.doubleToRawLongBits(vector.get(i)));
            }
        }
        bytes.put(groups);
        if (rows == null && batch == null) {
            return Digest.of(bytes.array());
        }
        var sha256 = new Sha256();
        sha256.add(bytes.array());
        if (rows != null) {
            sha256.add("\nrows " + rows);
        }
        if (batch != null) {
            add(sha256, batch);
        }
        return sha256.end();
    }

    private static void add(Sha256 sha256, TrainingBatch batch) {
        sha256.add("\nbatch " + batch.inputs().size() + " "
                + batch.inputs().getFirst().size());
        batch.readout().forEach(observable -> sha256.add(" " + observable.label()));
        sha256.add(" " + text(batch.loss()) + "\n");
        RealVector coefficients = batch.coefficients();
        if (coefficients != null) {
            sha256.add("coefficients ");
            sha256.add(bits(coefficients));
        }
        Integer weighted = batch.weighted();
        if (weighted != null) {
            sha256.add("weighted " + weighted + "\n");
        }
        batch.inputs().forEach(input -> sha256.add(bits(input)));
        RealVector targets = batch.targets();
        if (targets != null) {
            sha256.add(bits(targets));
        }
    }

    private static String text(@Nullable Loss loss) {
        return switch (loss) {
            case null -> "no loss";
            case Loss.CrossEntropy entropy -> "cross-entropy " + Double.toHexString(entropy.scale());
            case Loss.Squared squared -> "squared " + Double.toHexString(squared.scale());
            case Loss.Linear _ -> "linear";
            case Loss.WeightedFidelity _ -> "weighted-fidelity";
        };
    }

    private static byte[] bits(RealVector vector) {
        var bits = ByteBuffer.allocate(vector.size() * Double.BYTES);
        for (int i = 0; i < vector.size(); i++) {
            bits.putLong(Double.doubleToRawLongBits(vector.get(i)));
        }
        return bits.array();
    }
}
