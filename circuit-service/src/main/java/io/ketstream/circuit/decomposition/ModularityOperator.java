package io.ketstream.circuit.decomposition;

/// The modularity matrix of a group g of assets (M. Newman, PNAS 103, 8577 (2006), equation (6)):
/// B^g = B_gg − diag(Σ_{j ∈ g} Bᵢⱼ) with B = A − kkᵀ/2m, k the row sums of A and 2m their sum.
///
/// Its rows add up to 0, so 0 is an eigenvalue; a group with no larger one is better left whole.
final class ModularityOperator implements SymmetricOperator {

    private final Affinities affinities;
    private final double[] degrees;
    private final double total;
    private final int[] group;
    private final double[] ownRows;

    /// @param degrees k, of all assets
    /// @param total 2m, greater than 0
    ModularityOperator(Affinities affinities, double[] degrees, double total, int[] group) {
        this.affinities = affinities;
        this.degrees = degrees;
        this.total = total;
        this.group = group;
        this.ownRows = new double[group.length];
        double groupDegree = 0;
        for (int asset : group) {
            groupDegree += degrees[asset];
        }
        double ofGroup = groupDegree / total;
        Rows.forEach(group.length, a -> {
            double sum = 0;
            for (int asset : group) {
                sum += affinities.get(group[a], asset);
            }
            ownRows[a] = sum - degrees[group[a]] * ofGroup;
        });
    }

    @Override
    public int size() {
        return group.length;
    }

    @Override
    public void apply(double[] vector, double[] image) {
        double projection = 0;
        for (int b = 0; b < group.length; b++) {
            projection += degrees[group[b]] * vector[b];
        }
        double ofGroup = projection / total;
        Rows.forEach(group.length, a -> {
            double even = 0;
            double odd = 0;
            int b = 0;
            for (; b + 1 < group.length; b += 2) {
                even += affinities.get(group[a], group[b]) * vector[b];
                odd += affinities.get(group[a], group[b + 1]) * vector[b + 1];
            }
            if (b < group.length) {
                even += affinities.get(group[a], group[b]) * vector[b];
            }
            image[a] = even + odd - degrees[group[a]] * ofGroup - ownRows[a] * vector[a];
        });
    }

    /// Σᵢⱼ∈g Bᵢⱼ/2m: what the group, left whole, adds to the modularity of a division.
    double share() {
        double sum = 0;
        for (double row : ownRows) {
            sum += row;
        }
        return sum / total;
    }

    /// ΔQ = sᵀB^g s/4m, what dividing the group by the signs s adds to the modularity.
    double gain(double[] signs) {
        double[] image = new double[signs.length];
        apply(signs, image);
        double sum = 0;
        for (int a = 0; a < signs.length; a++) {
            sum += signs[a] * image[a];
        }
        return sum / (2 * total);
    }
}
