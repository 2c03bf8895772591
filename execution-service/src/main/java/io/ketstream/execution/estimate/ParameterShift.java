package io.ketstream.execution.estimate;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Grouping;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;

/// The gradient of one row's loss from measured outputs, by two shifts of each rotation that has a
/// weight.
final class ParameterShift {

    private final ShiftedRotations rotations;
    private final MeasuredReadout readout;

    private ParameterShift(ShiftedRotations rotations, MeasuredReadout readout) {
        this.rotations = rotations;
        this.readout = readout;
    }

    /// @throws io.ketstream.model.InvalidValueException naming `wanted`, when a weight is in a gate
    ///     that is no rotation
    static ParameterShift of(CompiledDefinition definition, Batch batch, Grouping grouping) {
        int inputs = batch.rows().constants();
        return new ParameterShift(
                definition.shiftedRotations(inputs),
                definition.shiftedDefinition(inputs).measured(batch.rows().readout(), grouping));
    }

    /// The derivatives by the parameters that have weights, Σ_c slopes[c]·∂f_c/∂w.
    ///
    /// @param parameters of the circuit without shifts
    /// @param seed of the row
    /// @param slopes the loss's derivatives by the outputs
    double[] gradient(StatevectorSimulator simulator, RealVector parameters, int shots, long seed, double[] slopes) {
        var byAngles = new double[rotations.size()];
        for (int rotation = 0; rotation < byAngles.length; rotation++) {
            Inputs.checkInterrupt();
            int draw = readout.bases() + 2 * rotation;
            double[] above = means(simulator, parameters, rotation, Math.PI / 2, shots, Seeds.derive(seed, draw));
            double[] below = means(simulator, parameters, rotation, -Math.PI / 2, shots, Seeds.derive(seed, draw + 1));
            for (int output = 0; output < slopes.length; output++) {
                byAngles[rotation] += slopes[output] * (above[output] - below[output]) / 2;
            }
        }
        return rotations.byWeights(byAngles);
    }

    private double[] means(
            StatevectorSimulator simulator, RealVector parameters, int rotation, double shift, int shots, long seed) {
        return readout.sample(simulator, rotations.shifted(parameters, rotation, shift), shots, seed)
                .means();
    }
}
