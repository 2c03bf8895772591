package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.simulator.LossGradient;
import io.ketstream.simulator.Samples;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers questions of a batch's mean loss; a pure function of the PUB, the circuit and the
/// simulator's engine.
///
/// With shots the loss is that of the sampled outputs: what training on a device sees. Where the
/// loss is curved, it is off from that of the exact outputs by O(1/shots) on average. Its standard
/// error is by the delta method, √(Σᵢ Var[gᵢ·f̂ᵢ])/B over the batch's B rows, where f̂ᵢ are the
/// sampled outputs of row i and gᵢ the loss's derivatives at them. Row i with the weights w draws
/// with the seed s = [Seeds#derive]`(seed, w·B + i)`, as [MeasuredReadout] says.
///
/// A gradient with shots is by parameter shift ([ShiftedRotations]): (1/B) Σᵢ Σ_c g_ic ∂f_ic/∂w,
/// where each derivative of an output is from two sets of shots of their own for each rotation r
/// that has the weight, drawn with the seeds [Seeds#derive]`(s, b + 2r)` for +π/2 and `(s, b + 2r +
/// 1)` for −π/2 behind those of the b bases. Derivatives of outputs have no bias, and are
/// independent of the outputs that the loss's derivatives g are taken at; where the loss is curved
/// more than a square, E[g] is off by O(1/shots), and the gradient with it. Derivatives by the
/// weights of a loss are at the sampled outputs.
public final class LossEstimator {

    private final StatevectorSimulator simulator;

    public LossEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// One result for each vector of weights, in order: its value the mean loss, with the gradient in the weights where
    /// that is wanted.
    ///
    /// @param bytes that one row takes
    /// @throws InvalidValueException when the PUB does not fit the circuit, or a result is not finite
    public List<PointResult> losses(Pub pub, CompiledDefinition definition, long bytes) {
        Batch batch = Batch.of(pub, definition);
        Loss loss = batch.rows().loss();
        RealVector targets = batch.rows().targets();
        if (loss == null || targets == null) {
            throw new IllegalArgumentException("not a question of a loss: " + pub.wanted());
        }
        var losses = new ArrayList<RowLosses>(pub.parameters().size());
        for (RealVector weights : pub.parameters()) {
            losses.add(new RowLosses(batch, loss, targets, weights));
        }
        return pub.shots() == null
                ? exact(pub, definition, batch, losses)
                : sampled(pub, pub.shots(), definition, batch, losses, bytes);
    }

    private List<PointResult> exact(Pub pub, CompiledDefinition definition, Batch batch, List<RowLosses> losses) {
        var results = new ArrayList<PointResult>(losses.size());
        for (int w = 0; w < losses.size(); w++) {
            RowLosses rows = losses.get(w);
            RealVector weights = pub.parameters().get(w);
            results.add(Inputs.finite(() -> pub.wanted() == Wanted.LOSS
                    ? result(loss(definition, batch, weights, rows), 0, null)
                    : gradient(definition, batch, weights, rows)));
        }
        return results;
    }

    private double loss(CompiledDefinition definition, Batch batch, RealVector weights, RowLosses rows) {
        RealVector numbers = RowLosses.numbers(batch);
        return batch.rows().weighted() == null
                ? simulator.loss(
                        definition.circuit(),
                        new Samples(batch.rows().inputs(), numbers),
                        batch.weightsOfCircuit(weights),
                        batch.readout(),
                        rows)
                : simulator.loss(
                        definition.circuit(),
                        new Samples(batch.joined(weights), numbers),
                        RealVector.zeros(0),
                        batch.readout(),
                        rows);
    }

    private PointResult gradient(CompiledDefinition definition, Batch batch, RealVector weights, RowLosses rows) {
        RealVector numbers = RowLosses.numbers(batch);
        LossGradient gradient = batch.factors(weights)
                .map(factors -> simulator.lossGradientByFactors(
                        definition.circuit(),
                        new Samples(batch.joined(weights), numbers),
                        factors,
                        batch.readout(),
                        rows))
                .orElseGet(() -> simulator.lossGradient(
                        definition.circuit(),
                        new Samples(batch.rows().inputs(), numbers),
                        batch.weightsOfCircuit(weights),
                        batch.readout(),
                        rows));
        return result(gradient.loss(), 0, gradient.derivatives().followedBy(rows.byWeights()));
    }

    private List<PointResult> sampled(
            Pub pub, int shots, CompiledDefinition definition, Batch batch, List<RowLosses> rows, long bytes) {
        int samples = batch.samples();
        MeasuredReadout readout = definition.measured(batch.rows().readout(), pub.groupingOrDefault());
        var losses = new double[samples * pub.parameters().size()];
        var variances = new double[losses.length];
        ParameterShift shifts = pub.wanted() == Wanted.LOSS_GRADIENT
                ? ParameterShift.of(definition, batch, pub.groupingOrDefault())
                : null;
        var gradients = new double[shifts == null ? 0 : losses.length][];
        simulator.forEach(definition.allAmplitudes(), losses.length, bytes, (each, k) -> {
            Inputs.checkInterrupt();
            RealVector parameters = batch.joined(k % samples, pub.parameters().get(k / samples));
            ReadoutSample sample = readout.sample(each, parameters, shots, Seeds.derive(pub.seed(), k));
            var slopes = new double[batch.readout().size()];
            losses[k] = rows.get(k / samples).evaluate(sample.means(), k % samples, slopes);
            variances[k] = sample.variance(slopes);
            if (shifts != null) {
                gradients[k] = shifts.gradient(each, parameters, shots, Seeds.derive(pub.seed(), k), slopes);
                batch.byWeights(k % samples, gradients[k]);
            }
        });
        var results = new ArrayList<PointResult>(pub.parameters().size());
        for (int from = 0; from < losses.length; from += samples) {
            double loss = 0;
            double variance = 0;
            var gradient = new double[shifts == null ? 0 : gradients[from].length];
            for (int k = from; k < from + samples; k++) {
                loss += losses[k];
                variance += variances[k];
                for (int w = 0; w < gradient.length; w++) {
                    gradient[w] += gradients[k][w] / samples;
                }
            }
            results.add(result(
                    loss / samples,
                    Math.sqrt(variance) / samples,
                    shifts == null
                            ? null
                            : RealVector.of(gradient)
                                    .followedBy(rows.get(from / samples).byWeights())));
        }
        return results;
    }

    private static PointResult result(double loss, double standardError, @Nullable RealVector gradient) {
        if (!Double.isFinite(loss) || !Double.isFinite(standardError)) {
            throw new InvalidValueException(
                    "batch", "must lead to a finite loss, not " + loss + " with a standard error of " + standardError);
        }
        return new PointResult(loss, standardError, loss, gradient, null, null);
    }
}
