package io.ketstream.simulator;

/// How the states of a kernel matrix are held, so many at a time at most: a block of some stays while the others pass
/// in smaller blocks, made anew for each. Where all fit, each is made once.
///
/// @param resident states that stay
/// @param passing states that come and go; 0 where all stay
record KernelBlocks(int resident, int passing) {

    /// Passing blocks are this part of all that is held: many passing states have to be made for each that stays.
    private static final int PASSING_SHARE = 8;

    /// For the matrix of `points` points with themselves where `capacity` states fit, at least two.
    static KernelBlocks symmetric(int points, long capacity) {
        return points <= capacity ? new KernelBlocks(points, 0) : shared(capacity);
    }

    /// For a matrix of as many rows as `staying` and as many columns as `others`, or the other way round.
    static KernelBlocks rectangular(int staying, int others, long capacity) {
        if ((long) staying + others <= capacity) {
            return new KernelBlocks(staying, others);
        }
        int passing = shared(capacity).passing;
        return new KernelBlocks((int) Math.min(staying, capacity - passing), passing);
    }

    private static KernelBlocks shared(long capacity) {
        int passing = (int) Math.max(1, Math.min(capacity, Integer.MAX_VALUE) / PASSING_SHARE);
        return new KernelBlocks((int) (Math.min(capacity, Integer.MAX_VALUE) - passing), passing);
    }

    /// The states that are held at once, at most.
    int states() {
        return resident + passing;
    }
}
