package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.Kernel;
import java.util.ArrayList;
import java.util.List;

/// The kernel of a batch of rows at some weights, and what it becomes where these change: by the
/// rule of parameter shift, since each weight is the angle of one rotation.
///
/// With shots, entries and derivatives are unbiased; what is made of them together is not quite.
sealed interface ShiftedKernel permits ShiftedFidelity, ShiftedBloch {

    /// Symmetric, with ones on its diagonal.
    double[][] gram();

    /// Σᵢⱼ Gᵢⱼ ∂Kᵢⱼ/∂w for each weight w.
    ///
    /// @param slopes G, symmetric
    double[] derivatives(double[][] slopes);

    /// Asks for it, with no question but the next ones.
    ///
    /// @param angles of the batch
    static ShiftedKernel ask(
            TrainingReady ready,
            Kernel kernel,
            TrainingDialogue dialogue,
            List<RealVector> angles,
            RealVector weights) {
        return switch (kernel) {
            case Kernel.Fidelity _ -> ShiftedFidelity.ask(ready, dialogue, angles, weights);
            case Kernel.Projected projected -> ShiftedBloch.ask(ready, projected.gamma(), dialogue, angles, weights);
        };
    }

    /// The batch as it is, then for each weight with π/2 more of it and with π/2 less.
    static List<RealVector> shifted(List<RealVector> angles, RealVector weights) {
        var vectors = new ArrayList<RealVector>(angles.size() * (2 * weights.size() + 1));
        angles.forEach(row -> vectors.add(row.followedBy(weights)));
        for (int w = 0; w < weights.size(); w++) {
            for (double sign : new double[] {1, -1}) {
                double[] moved = weights.toArray();
                moved[w] += sign * Math.PI / 2;
                RealVector there = RealVector.of(moved);
                angles.forEach(row -> vectors.add(row.followedBy(there)));
            }
        }
        return vectors;
    }
}
