package io.ketstream.simulator;

/// The C(n, K) amplitudes of the basis states with K ones.
public final class SubspaceState implements PureState {

    final double[] re;
    final double[] im;
    private final SubspaceBasis basis;

    SubspaceState(SubspaceBasis basis) {
        this.basis = basis;
        this.re = new double[basis.size()];
        this.im = new double[basis.size()];
    }

    @Override
    public int numberOfQubits() {
        return basis.numberOfQubits();
    }

    @Override
    public int size() {
        return re.length;
    }

    @Override
    public long basisState(int position) {
        return basis.state(position);
    }

    @Override
    public double probability(int position) {
        return re[position] * re[position] + im[position] * im[position];
    }

    SubspaceBasis basis() {
        return basis;
    }

    /// The same state with all 2^n amplitudes.
    Statevector expanded() {
        var expanded = new Statevector(numberOfQubits());
        expanded.re[0] = 0;
        for (int k = 0; k < re.length; k++) {
            int index = (int) basis.state(k);
            expanded.re[index] = re[k];
            expanded.im[index] = im[k];
        }
        return expanded;
    }
}
