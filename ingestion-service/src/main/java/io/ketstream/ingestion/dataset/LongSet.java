package io.ketstream.ingestion.dataset;

import java.util.Arrays;

/// A set of numbers in one array, at most half full.
final class LongSet {

    private static final int SMALLEST = 64;

    private long[] entries = new long[SMALLEST];
    private boolean hasZero;
    private int size;

    /// @return whether it was not there yet
    boolean add(long value) {
        if (value == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (!insert(entries, value)) {
            return false;
        }
        size++;
        if (2 * size > entries.length) {
            long[] larger = new long[2 * entries.length];
            Arrays.stream(entries).filter(entry -> entry != 0).forEach(entry -> insert(larger, entry));
            entries = larger;
        }
        return true;
    }

    private static boolean insert(long[] entries, long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & (entries.length - 1);
        while (entries[place] != 0) {
            if (entries[place] == value) {
                return false;
            }
            place = (place + 1) & (entries.length - 1);
        }
        entries[place] = value;
        return true;
    }
}
