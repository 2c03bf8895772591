package io.ketstream.circuit.ansatz;

import io.ketstream.model.operator.IsingHamiltonian;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/// An Ising energy over the box [−1, 1]ⁿ instead of its corners, made convex by its lowest eigenvalue (Hammer & Rubin,
/// RAIRO 4 (1970) 67).
///
/// With A the symmetric matrix of the couplings and μ = −λ(A), its lowest eigenvalue, f(z) = offset + h·z + ½ zᵀAz + ½
/// μ(zᵀz − n) is the energy at every corner and convex between, so that its minimum over the box is at most the lowest
/// energy. Without fields that minimum is taken along the eigenvector of λ, which is how far the box reaches along it.
final class BoxRelaxation {

    /// The search ends when no spin moves by more.
    private static final double TOLERANCE = 1e-9;

    private static final int MOST_SWEEPS = 20_000;

    private final double[] fields;
    private final double[][] couplings;
    private final double curvature;

    private BoxRelaxation(double[] fields, double[][] couplings, double curvature) {
        this.fields = fields;
        this.couplings = couplings;
        this.curvature = curvature;
    }

    /// Where f is lowest; the same for the same energy. Where several places are as low, one near the eigenvector.
    static double[] minimum(IsingHamiltonian cost) {
        int spins = cost.spins();
        double unit = unit(cost);
        if (unit == 0) {
            return new double[spins];
        }
        double[] fields = new double[spins];
        for (int i = 0; i < spins; i++) {
            fields[i] = cost.h().get(i) / unit;
        }
        double[][] couplings = new double[spins][spins];
        for (IsingHamiltonian.Coupling pair : cost.couplings()) {
            couplings[pair.i()][pair.j()] += pair.weight() / unit;
            couplings[pair.j()][pair.i()] += pair.weight() / unit;
        }
        var eigen = new EigenDecomposition(new Array2DRowRealMatrix(couplings, false));
        int lowest = 0;
        for (int k = 1; k < spins; k++) {
            lowest = eigen.getRealEigenvalue(k) < eigen.getRealEigenvalue(lowest) ? k : lowest;
        }
        double curvature = -eigen.getRealEigenvalue(lowest);
        double[] start = alongBox(eigen.getEigenvector(lowest).toArray(), fields);
        var relaxation = new BoxRelaxation(fields, couplings, curvature);
        return relaxation.descend(start);
    }

    /// The largest number in the energy, by which it is divided, so that no square is out of range.
    private static double unit(IsingHamiltonian cost) {
        double unit = 0;
        for (int i = 0; i < cost.spins(); i++) {
            unit = Math.max(unit, Math.abs(cost.h().get(i)));
        }
        for (IsingHamiltonian.Coupling pair : cost.couplings()) {
            unit = Math.max(unit, Math.abs(pair.weight()));
        }
        return unit;
    }

    /// `direction` up to where it leaves the box: downhill, or, without a slope, its largest component up.
    private static double[] alongBox(double[] direction, double[] fields) {
        double slope = 0;
        int largest = 0;
        for (int i = 0; i < direction.length; i++) {
            slope += direction[i] * fields[i];
            largest = Math.abs(direction[i]) > Math.abs(direction[largest]) ? i : largest;
        }
        double length = Math.abs(direction[largest]);
        double sign = Math.abs(slope) > TOLERANCE ? -Math.signum(slope) : Math.signum(direction[largest]);
        double[] point = new double[direction.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = sign * direction[i] / length;
        }
        return point;
    }

    /// Spin by spin, each to where f is lowest in it: reaches a minimum of a convex function over a box.
    private double[] descend(double[] z) {
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double moved = 0;
            for (int i = 0; i < z.length; i++) {
                double slope = fields[i];
                for (int j = 0; j < z.length; j++) {
                    slope += couplings[i][j] * z[j];
                }
                double next = curvature > TOLERANCE
                        ? Math.clamp(-slope / curvature, -1, 1)
                        : slope == 0 ? 0 : -Math.signum(slope);
                moved = Math.max(moved, Math.abs(next - z[i]));
                z[i] = next;
            }
            if (moved <= TOLERANCE) {
                break;
            }
        }
        return z;
    }
}
