package io.ketstream.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What ψ and λ lack on the way back: the products of the cosines that rotations went without.
final class BraKetScale {

    /// The smallest product of left-out cosines: its square, of two states, is far from underflow.
    static final double SMALLEST = 0x1p-100;

    /// What takes numbers, in the order in which these follow from one another.
    interface Scaled {
        void take(BraKetScale scale);
    }

    /// Whether ψ is read where it was kept, before each phase, and not undone.
    private final boolean keeps;

    private double bra = 1;

    /// Where ψ is kept; elsewhere it lacks what λ does.
    private double ket = 1;

    private @Nullable Passes forward;
    private boolean isOtherwise;

    BraKetScale(boolean keeps) {
        this.keeps = keeps;
    }

    /// @param leftOut what λ lacks
    /// @param forward what went before
    void begin(double leftOut, Passes forward) {
        this.forward = forward;
        bra = leftOut;
        ket = 1;
        isOtherwise = false;
    }

    double bra() {
        return bra;
    }

    /// What a sum over both states lacks.
    double both() {
        return bra * (keeps ? ket : bra);
    }

    /// A rotation goes without `cos`.
    void leaveOut(double cos) {
        bra *= cos;
    }

    boolean isSmall() {
        return Math.abs(bra) < SMALLEST;
    }

    /// A number is needed that was not before, or the other way round.
    void chooseOtherwise() {
        isOtherwise = true;
    }

    /// Whether all since the begin have chosen as they did before.
    boolean choosesAsBefore() {
        return !isOtherwise;
    }

    /// What both are multiplied by to lack nothing.
    double take() {
        double taken = bra;
        bra = 1;
        return taken;
    }

    /// The same where ψ is as it was kept: it lacks as much less.
    double takeFromKept() {
        ket /= bra;
        return take();
    }

    /// ψ is as it was kept after phase number `phase`.
    void readKept(int phase) {
        ket = 1 / Objects.requireNonNull(forward, "a pass that has not begun").ahead(phase);
    }
}
