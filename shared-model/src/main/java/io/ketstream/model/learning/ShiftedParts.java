package io.ketstream.model.learning;

import io.ketstream.model.PackedTriangle;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.TrainingBatch;
import org.jspecify.annotations.Nullable;

/// How the rows of a network's step are divided where each takes two states for each weight: a
/// gradient from shots, and a gradient with its metric.
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

    /// Characters of a number of JSON at most: sign, 17 digits, point, exponent of 5 and a comma.
    private static final long NUMBER_BYTES = 25;

    /// What an answer has beside its numbers.
    private static final long ENVELOPE_BYTES = 1024;

    private ShiftedParts() {}

    /// The most rows that a question has, at least one. A gate is counted for each parameter; gates
    /// without one make it take longer by a factor of a few.
    ///
    /// @param qubits of the circuit, 1 to 30
    /// @param inputs parameters that are angles of a row, at least 0
    /// @param weights parameters that are weights, at least 0
    /// @param shots of each state; null: exact
    /// @throws io.ketstream.model.InvalidValueException naming the parameter that is out of range
    public static int rows(int qubits, int inputs, int weights, @Nullable Integer shots) {
        Rules.within("qubits", qubits, 1, 30);
        Rules.within("inputs", inputs, 0, Integer.MAX_VALUE);
        Rules.within("weights", weights, 0, Integer.MAX_VALUE);
        double states = 1 + 2.0 * weights;
        double amplitudes = states * Math.scalb(1.0 + inputs + weights, qubits);
        double samples = shots == null ? 0 : states * shots;
        double rows = 1 / (amplitudes / AMPLITUDES + samples / SAMPLES);
        return (int) Math.max(1, Math.min(Math.min(rows, TrainingBatch.MAX_STATES / states), KernelTiles.MAX_ENTRIES));
    }

    /// The bytes that the answers to a step by the natural gradient take at most, each with the
    /// gradient and half of the metric.
    ///
    /// @param rows of the step, at least 1
    /// @param qubits as for [#rows]
    /// @param inputs as for [#rows]
    /// @param weights as for [#rows]
    /// @throws io.ketstream.model.InvalidValueException as [#rows] does
    public static long metricBytes(long rows, int qubits, int inputs, int weights) {
        long triangle = Math.ceilDiv(4L * Double.BYTES * PackedTriangle.numbers(weights), 3);
        long answer = ENVELOPE_BYTES + NUMBER_BYTES * weights + triangle;
        int most = Math.min(rows(qubits, inputs, weights, null), KernelTiles.vectors(inputs + 1, weights));
        return Math.ceilDiv(rows, (long) most) * answer;
    }
}
