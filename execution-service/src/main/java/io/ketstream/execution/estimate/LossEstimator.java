package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers questions of a batch's mean loss; a pure function of the PUB, the circuit and the simulator's engine.
///
/// With shots the loss is that of the sampled outputs: what training on a device sees. It is off from the loss of the
/// exact outputs by O(1/shots) on average where the loss is curved. Its standard error is by the delta method, √(Σ
/// Var[gᵢ·f̂ᵢ])/B over the batch's B rows, where f̂ᵢ are the sampled outputs of row i and gᵢ the loss's derivatives at
/// them. Row i with the weights w draws with the seed [Seeds#derive]`(seed, w·B + i)`, as [Readout] says.
public final class LossEstimator {

    private final StatevectorSimulator simulator;

    public LossEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// A row's loss; its variance where it was sampled; its derivatives in the weights where they are wanted.
    private record RowLoss(double value, double variance, double @Nullable [] slopes) {}

    /// One result for each vector of weights, in order: its value the mean loss, with the gradient in the weights where
    /// that is wanted.
    ///
    /// @param bytes that one row takes
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public List<PointResult> losses(Pub pub, CompiledDefinition definition, long bytes) {
        var batch = Batch.of(pub, definition);
        Loss loss = batch.rows().loss();
        RealVector targets = batch.rows().targets();
        if (loss == null || targets == null) {
            throw new IllegalArgumentException("not a question of a loss: " + pub.wanted());
        }
        var function = new LossFunction(loss);
        List<RealVector> vectors = batch.vectors();
        var rows = new RowLoss[vectors.size()];
        simulator.forEach(definition.allAmplitudes(), rows.length, bytes, (each, k) -> {
            Inputs.checkInterrupt();
            double target = targets.get(k % batch.samples());
            if (pub.shots() != null) {
                SampledReadout sampled = batch.readout()
                        .sampled(each, vectors.get(k), pub.shots(), Seeds.derive(pub.seed(), k));
                double[] slopes = function.slopes(sampled.means(), target);
                rows[k] = new RowLoss(function.value(sampled.means(), target), sampled.variance(slopes), null);
            } else {
                rows[k] = exact(each, definition, batch, vectors.get(k), function, target, pub.wanted());
            }
        });
        var results = new ArrayList<PointResult>(batch.weights().size());
        for (int w = 0; w < batch.weights().size(); w++) {
            results.add(mean(List.of(rows).subList(w * batch.samples(), (w + 1) * batch.samples())));
        }
        return results;
    }

    private static RowLoss exact(
            StatevectorSimulator simulator,
            CompiledDefinition definition,
            Batch batch,
            RealVector vector,
            LossFunction function,
            double target,
            Wanted wanted) {
        double[] outputs = batch.readout().exact(simulator, vector);
        double value = function.value(outputs, target);
        if (wanted == Wanted.LOSS) {
            return new RowLoss(value, 0, null);
        }
        double[] slopes = function.slopes(outputs, target);
        Inputs.checkFinite(slopes);
        Gradient gradient =
                simulator.gradient(definition.circuit(), vector, batch.readout().weighted(slopes));
        int inputs = batch.rows().inputs().getFirst().size();
        var ofWeights = new double[vector.size() - inputs];
        for (int i = 0; i < ofWeights.length; i++) {
            ofWeights[i] = gradient.derivatives().get(inputs + i);
        }
        return new RowLoss(value, 0, ofWeights);
    }

    private static PointResult mean(List<RowLoss> rows) {
        double sum = 0;
        double variance = 0;
        double[] slopes = null;
        for (RowLoss row : rows) {
            sum += row.value();
            variance += row.variance();
            slopes = row.slopes() == null ? null : plus(slopes, row.slopes());
        }
        double value = sum / rows.size();
        Inputs.checkFinite(value);
        RealVector gradient = null;
        if (slopes != null) {
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] /= rows.size();
            }
            Inputs.checkFinite(slopes);
            gradient = RealVector.of(slopes);
        }
        return new PointResult(value, Math.sqrt(variance) / rows.size(), value, gradient, null, null);
    }

    private static double[] plus(double @Nullable [] sum, double[] more) {
        if (sum == null) {
            return more.clone();
        }
        for (int i = 0; i < more.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }
}
