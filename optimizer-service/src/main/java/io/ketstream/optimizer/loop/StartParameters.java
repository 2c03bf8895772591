package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.Selection;
import org.apache.commons.math3.random.MersenneTwister;

/// Where a run's search begins: where the user says, else on a linear ramp (QAOA), else near zero at random.
public final class StartParameters {

    /// Slopes of the ramp, for a cost scaled so that angles are of order one
    /// (Montañez-Barrera & Michielsen, arXiv 2405.09169, find Δγ = Δβ between 0.3 and 0.9 good over wide classes).
    static final double GAMMA_SLOPE = 0.6;

    static final double BETA_SLOPE = 0.6;

    /// Other ansätze start within this of zero, close to the circuit's reference state and off its saddle points.
    static final double SPREAD = 0.3;

    private StartParameters() {}

    /// @param exchanging how many qubits exchange ones with each other
    static RealVector of(RunSettings settings, int parameters, int exchanging) {
        RealVector given = settings.optimizer().initialParameters();
        if (given != null) {
            if (given.size() != parameters) {
                throw new RunFailedException(new Failure(
                        Failure.OPTIMIZER_FAILED,
                        "optimizer.initialParameters must have " + parameters + " entries for this circuit, not "
                                + given.size()));
            }
            return given;
        }
        return settings.ansatz() instanceof Ansatz.Qaoa qaoa && parameters == 2 * qaoa.layers()
                ? linearRamp(qaoa, exchanging)
                : nearZero(parameters, settings.seed());
    }

    /// The ramp of a QAOA circuit, γ first.
    public static RealVector linearRamp(Ansatz.Qaoa qaoa, Formulation formulation) {
        return linearRamp(qaoa, exchanging(formulation));
    }

    /// The same.
    ///
    /// @param exchanging how many qubits exchange ones with each other
    public static RealVector linearRamp(Ansatz.Qaoa qaoa, int exchanging) {
        return linearRamp(qaoa.layers(), BETA_SLOPE * mixing(qaoa.mixer(), exchanging));
    }

    /// How many qubits exchange ones with each other: those of the largest block in which ones can move, where the
    /// circuit keeps their numbers; 2 where it keeps none, since the mixer then turns each qubit alone.
    static int exchanging(Formulation formulation) {
        Selection selection = formulation.selection();
        return selection == null
                ? formulation.cost().qubits()
                : selection.kept().stream()
                        .filter(block -> block.ones() > 0
                                && block.ones() < block.qubits().size())
                        .mapToInt(block -> block.qubits().size())
                        .max()
                        .orElse(2);
    }

    /// The complete graph gives a qubit n − 1 partners where the ring gives it two, so that an angle turns it as much
    /// further. A warm start is the ground state of its mixer, where |+⟩ is the top state of ΣX.
    static double mixing(Mixer mixer, int exchanging) {
        return switch (mixer) {
            case X, XY_RING -> 1;
            case XY_COMPLETE -> Math.min(1, 2.0 / (exchanging - 1));
            case WARM_START -> -1;
        };
    }

    /// γᵢ = ((i+1)/p)·Δγ, then βᵢ = −(1 − i/p)·Δβ for i = 0…p−1; β is negative where the cost is minimised and the
    /// start is the top state of the mixer.
    private static RealVector linearRamp(int layers, double betaSlope) {
        double[] values = new double[2 * layers];
        for (int i = 0; i < layers; i++) {
            values[i] = (i + 1.0) / layers * GAMMA_SLOPE;
            values[layers + i] = -(1 - (double) i / layers) * betaSlope;
        }
        return RealVector.of(values);
    }

    private static RealVector nearZero(int parameters, long seed) {
        var random = new MersenneTwister(seed);
        double[] values = new double[parameters];
        for (int i = 0; i < parameters; i++) {
            values[i] = (2 * random.nextDouble() - 1) * SPREAD;
        }
        return RealVector.of(values);
    }
}
