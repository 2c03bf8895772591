package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledReadout;
import io.ketstream.simulator.LossGradient;
import io.ketstream.simulator.Samples;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The workloads of machine learning on our simulator, through its public API.
final class LearningEvaluations {

    private LearningEvaluations() {}

    /// The matrix from its points: their states are part of it.
    static final class Kernel implements Evaluation {
        /// Of a row one entry is compared, in column 7·row + 3 modulo the columns; and the mean of all.
        private static final int STRIDE = 7;

        private static final int SHIFT = 3;

        private final StatevectorSimulator simulator;
        private final CompiledCircuit circuit;
        private final List<RealVector> points;
        private @Nullable RealMatrix last;

        Kernel(StatevectorSimulator simulator, Workload workload) {
            this.simulator = simulator;
            this.circuit = CompiledCircuit.compile(workload.circuit());
            this.points = workload.data().inputs();
        }

        @Override
        public void run() {
            last = simulator.kernel(circuit, points);
        }

        @Override
        public double[] values() {
            RealMatrix matrix = Objects.requireNonNull(last, "it has not run");
            var values = new double[matrix.rows() + 1];
            double sum = 0;
            for (int row = 0; row < matrix.rows(); row++) {
                values[row] = matrix.get(row, (STRIDE * row + SHIFT) % matrix.columns());
                for (int column = 0; column < matrix.columns(); column++) {
                    sum += matrix.get(row, column);
                }
            }
            values[matrix.rows()] = sum / matrix.rows() / matrix.columns();
            return values;
        }
    }

    /// The loss and its gradient at the weights; of a first step, from the circuit on.
    static final class Step implements Evaluation {
        private final StatevectorSimulator simulator;
        private final Workload workload;
        private final Samples samples;
        private CompiledCircuit circuit;
        private CompiledReadout readout;
        private LossGradient last = new LossGradient(0, RealVector.of());

        Step(StatevectorSimulator simulator, Workload workload) {
            this.simulator = simulator;
            this.workload = workload;
            this.samples = new Samples(workload.data().inputs(), workload.data().targets());
            this.circuit = CompiledCircuit.compile(workload.circuit());
            this.readout = compiledReadout();
        }

        private CompiledReadout compiledReadout() {
            return CompiledReadout.compile(
                    workload.qubits(),
                    workload.observable().terms().stream()
                            .map(PauliSum.Term::pauli)
                            .toList());
        }

        @Override
        public void run() {
            if (workload.task() == Workload.Task.FIRST_STEP) {
                circuit = CompiledCircuit.compile(workload.circuit());
                readout = compiledReadout();
            }
            last = simulator.lossGradient(
                    circuit, samples, workload.parameters(), readout, LearningEvaluations::crossEntropy);
        }

        @Override
        public double[] values() {
            var values = new double[1 + last.derivatives().size()];
            values[0] = last.loss();
            for (int weight = 1; weight < values.length; weight++) {
                values[weight] = last.derivatives().get(weight - 1);
            }
            return values;
        }
    }

    /// log(1 + exp(f)) − y f: −y log p − (1 − y) log(1 − p) with p = 1/(1 + exp(−f)).
    private static double crossEntropy(double[] outputs, double label, double[] derivatives) {
        double output = outputs[0];
        derivatives[0] = 1 / (1 + Math.exp(-output)) - label;
        return Math.log1p(Math.exp(output)) - label * output;
    }
}
