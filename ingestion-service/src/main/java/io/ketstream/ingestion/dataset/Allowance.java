package io.ketstream.ingestion.dataset;

/// So many of something, which are taken one by one.
final class Allowance {

    private final int most;
    private int taken;

    Allowance(int most) {
        this.most = most;
    }

    /// @return false when none is left
    boolean take() {
        return taken++ < most;
    }

    @Override
    public String toString() {
        return Integer.toString(most);
    }
}
