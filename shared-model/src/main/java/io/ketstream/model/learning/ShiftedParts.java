package io.ketstream.model.learning;

import io.ketstream.model.PackedTriangle;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import org.jspecify.annotations.Nullable;

/// How the rows of a network's step are divided where each takes two states for each rotation
/// that has a weight: a gradient from shots, and a gradient with its metric.
///
/// Neither a message nor the number of states says how long such a question takes, which grows by
/// 2ⁿ with n qubits; so a part has no more rows than one processor answers in some seconds, and
/// others can answer other parts. It depends on nothing but the run's settings and its circuit's
/// sizes, so that a run asks the same questions again.
public final class ShiftedParts {

    /// Amplitudes that one processor changes in some ten seconds: 5e8 a second, as execution-service
    /// reckons.
    private static final double AMPLITUDES = 5e9;

    /// Samples that one processor draws in as long: 5e6 a second.
    private static final double SAMPLES = 5e7;

    /// Changing fewer amplitudes takes a gate as long as those of so many qubits.
    private static final int LEAST_QUBITS = 6;

    /// Characters of a number of JSON at most: sign, 17 digits, point, exponent of 5 and a comma.
    private static final long NUMBER_BYTES = 25;

    /// What an answer has beside its numbers.
    private static final long ENVELOPE_BYTES = 1024;

    private ShiftedParts() {}

    /// The most rows that a question has, at least one.
    ///
    /// @param features of a row, after preprocessing
    /// @param shots of each state; null: exact
    /// @throws io.ketstream.model.InvalidValueException naming `qubits`, when there are too many
    public static int rows(QuantumNeuralNetwork network, int features, @Nullable Integer shots) {
        FeatureMap map = network.featureMap();
        int qubits = map.qubits(features);
        // others are divided as before angles had weights, so that they ask the same again
        int timed = network.weightsAngles() ? Math.max(qubits, LEAST_QUBITS) : qubits;
        return rows(timed, map.numberOfAngles(features), network.rotations(features), shots);
    }

    /// A gate is counted for each angle of a row and each rotation that has a weight; others make it
    /// take longer by a factor of a few.
    ///
    /// @param qubits of the circuit, 1 to 30
    /// @param inputs parameters that are angles of a row, at least 0
    /// @param rotations that have a weight, at least 0: as many as weights, where each is in one
    /// @param shots of each state; null: exact
    /// @throws io.ketstream.model.InvalidValueException naming the parameter that is out of range
    static int rows(int qubits, int inputs, int rotations, @Nullable Integer shots) {
        Rules.within("qubits", qubits, 1, 30);
        Rules.within("inputs", inputs, 0, Integer.MAX_VALUE);
        Rules.within("rotations", rotations, 0, Integer.MAX_VALUE);
        double states = 1 + 2.0 * rotations;
        double amplitudes = states * Math.scalb(1.0 + inputs + rotations, qubits);
        double samples = shots == null ? 0 : states * shots;
        double rows = 1 / (amplitudes / AMPLITUDES + samples / SAMPLES);
        return (int) Math.max(1, Math.min(Math.min(rows, TrainingBatch.MAX_STATES / states), KernelTiles.MAX_ENTRIES));
    }

    /// The bytes that the answers to a step by the natural gradient take at most, each with the
    /// gradient and half of the metric.
    ///
    /// @param rows of the step, at least 1
    /// @param features as for [#rows]
    /// @throws io.ketstream.model.InvalidValueException as [#rows] does
    public static long metricBytes(long rows, QuantumNeuralNetwork network, int features) {
        int weights = network.weights(features);
        int inputs = network.featureMap().numberOfAngles(features);
        long triangle = Math.ceilDiv(4L * Double.BYTES * PackedTriangle.numbers(weights), 3);
        long answer = ENVELOPE_BYTES + NUMBER_BYTES * weights + triangle;
        int most = Math.min(rows(network, features, null), KernelTiles.vectors(inputs + 1, weights));
        return Math.ceilDiv(rows, (long) most) * answer;
    }
}
