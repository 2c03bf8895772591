package io.ketstream.simulator;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A circuit at many inputs and one vector of weights, which are its last parameters.
///
/// Samples are computed by several threads in any order and added in one: pairwise within groups, and the groups one
/// after another.
final class Batch {

    /// The derivatives of so many samples are held at a time.
    private static final int GROUP = 256;

    private final StatevectorSimulator simulator;
    private final CompiledCircuit compiled;
    private final CompiledReadout readout;
    private final List<RealVector> inputs;
    private final RealVector weights;

    Batch(
            StatevectorSimulator simulator,
            CompiledCircuit compiled,
            CompiledReadout readout,
            List<RealVector> inputs,
            RealVector weights) {
        this.simulator = simulator;
        this.compiled = compiled;
        this.readout = readout;
        this.inputs = inputs;
        this.weights = weights;
        compiled.refuseDynamic();
        if (readout.numberOfQubits() != compiled.numberOfQubits()) {
            throw new InvalidValueException(
                    "readout", "must have " + compiled.numberOfQubits() + " qubits, not " + readout.numberOfQubits());
        }
        if (weights.size() > compiled.numberOfParameters()) {
            throw new InvalidValueException(
                    "weights",
                    "must be at most the circuit's " + compiled.numberOfParameters() + " parameters, not "
                            + weights.size());
        }
        int features = compiled.numberOfParameters() - weights.size();
        for (int k = 0; k < inputs.size(); k++) {
            if (inputs.get(k).size() != features) {
                throw new InvalidValueException(
                        "inputs[" + k + "]",
                        "must have " + features + " numbers, the circuit's parameters that are no weights, not "
                                + inputs.get(k).size());
            }
        }
    }

    /// The bytes that a sample's state, or its gradient, takes at once, at most.
    static long bytes(CompiledCircuit compiled, boolean gradient) {
        long table = compiled.numberOfQubits() > DiagonalEnergies.TABLE_QUBITS ? 0 : compiled.stateBytes() / 2;
        return gradient ? compiled.memoryBytesOfAllAmplitudes(Set.of(Wanted.GRADIENT)) + table : compiled.stateBytes();
    }

    RealMatrix outputs() {
        var outputs = new double[inputs.size()][readout.size()];
        forEach(0, inputs.size(), false, (samples, k) -> samples.read(compiled, parameters(k), readout, outputs[k]));
        return RealMatrix.of(outputs);
    }

    double loss(RealVector targets, OutputLoss loss) {
        var losses = new double[inputs.size()];
        forEach(0, losses.length, false, (samples, k) -> {
            var sample = new SampleLoss(loss, readout.size());
            samples.read(compiled, parameters(k), readout, sample.outputs());
            losses[k] = sample.evaluate(targets.get(k));
        });
        refuseInfinite(losses, 0, losses.length);
        return mean(losses);
    }

    LossGradient lossGradient(RealVector targets, OutputLoss loss) {
        return lossGradient(targets, loss, weights.size(), (_, _) -> {});
    }

    /// By v, where the inputs of sample k are v times `factors.get(k)`, number by number.
    LossGradient lossGradientByFactors(List<RealVector> factors, RealVector targets, OutputLoss loss) {
        return lossGradient(targets, loss, compiled.numberOfParameters(), (k, derivatives) -> {
            RealVector factor = factors.get(k);
            for (int i = 0; i < derivatives.length; i++) {
                derivatives[i] *= factor.get(i);
            }
        });
    }

    /// Makes a sample's derivatives by parameters those that are wanted.
    @FunctionalInterface
    private interface ChainRule {
        void apply(int sample, double[] derivatives);
    }

    /// @param wanted so many parameters, the last ones, are those that derivatives are by
    private LossGradient lossGradient(RealVector targets, OutputLoss loss, int wanted, ChainRule chain) {
        int first = compiled.numberOfParameters() - wanted;
        var spare = new ConcurrentLinkedQueue<SampleLoss>();
        var losses = new double[inputs.size()];
        var sums = new double[Math.min(GROUP, inputs.size())][wanted];
        var total = new double[wanted];
        for (int begin = 0; begin < losses.length; begin += GROUP) {
            int group = begin;
            int count = Math.min(GROUP, losses.length - begin);
            forEach(begin, count, true, (samples, k) -> {
                SampleLoss sample = spare.poll();
                if (sample == null) {
                    sample = new SampleLoss(loss, readout.size());
                }
                losses[k] = samples.lossGradient(
                        compiled, parameters(k), first, readout, sample, targets.get(k), sums[k - group]);
                chain.apply(k, sums[k - group]);
                spare.add(sample);
            });
            refuseInfinite(losses, begin, count);
            refuseInfinite(sums, begin, count);
            addPairwise(sums, count);
            for (int w = 0; w < total.length; w++) {
                total[w] += sums[0][w];
            }
        }
        for (int w = 0; w < total.length; w++) {
            total[w] /= losses.length;
        }
        return new LossGradient(mean(losses), RealVector.of(total));
    }

    private static double mean(double[] losses) {
        double total = 0;
        for (int begin = 0; begin < losses.length; begin += GROUP) {
            var group = new double[Math.min(GROUP, losses.length - begin)][1];
            for (int k = 0; k < group.length; k++) {
                group[k][0] = losses[begin + k];
            }
            addPairwise(group, group.length);
            total += group[0][0];
        }
        return total / losses.length;
    }

    /// Adds the first `count` vectors to the first of them, neighbours first.
    private static void addPairwise(double[][] vectors, int count) {
        for (int stride = 1; stride < count; stride <<= 1) {
            for (int k = 0; k + stride < count; k += 2 * stride) {
                double[] sum = vectors[k];
                double[] other = vectors[k + stride];
                for (int w = 0; w < sum.length; w++) {
                    sum[w] += other[w];
                }
            }
        }
    }

    /// In order, so that the sample that is named does not depend on threads.
    private static void refuseInfinite(double[] losses, int begin, int count) {
        for (int k = begin; k < begin + count; k++) {
            if (!Double.isFinite(losses[k])) {
                throw new InvalidValueException(
                        "loss", "must be a finite number, not " + losses[k] + " for sample " + k);
            }
        }
    }

    private static void refuseInfinite(double[][] derivatives, int begin, int count) {
        for (int k = 0; k < count; k++) {
            for (double derivative : derivatives[k]) {
                if (!Double.isFinite(derivative)) {
                    throw new InvalidValueException(
                            "loss", "must have finite derivatives, not " + derivative + " for sample " + (begin + k));
                }
            }
        }
    }

    private RealVector parameters(int sample) {
        double[] input = inputs.get(sample).toArray();
        double[] all = Arrays.copyOf(input, compiled.numberOfParameters());
        System.arraycopy(weights.toArray(), 0, all, input.length, weights.size());
        return RealVector.of(all);
    }

    /// What is done for sample number `index`.
    @FunctionalInterface
    private interface SampleTask {
        void run(SampleEngine samples, int index);
    }

    private void forEach(int begin, int count, boolean gradient, SampleTask task) {
        simulator.forEachState(
                compiled, count, bytes(compiled, gradient), (each, k) -> task.run(each.samples(), begin + k));
    }
}
