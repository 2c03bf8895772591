package io.ketstream.ingestion.tick;

/// Numbers that have been seen, a bit each: 64 neighbours share a word of 16 bytes, in a hash table with linear
/// probing that is at most half full. Numbers in succession so take a third of a byte, scattered ones 32 bytes.
final class SequenceSet {

    /// What one without numbers weighs, and the bar around it, in words.
    static final int EMPTY_WORDS = 16;

    private static final int FIRST_CAPACITY = 8;

    /// Fibonacci hashing: 2⁶⁴ divided by the golden ratio.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long[] words = new long[FIRST_CAPACITY];
    private long[] bits = new long[FIRST_CAPACITY];
    private int size;

    boolean contains(long number) {
        int place = place(words, bits, number >>> 6);
        return (bits[place] & (1L << number)) != 0;
    }

    /// Whether a word is there that has room for the number.
    boolean hasWord(long number) {
        return bits[place(words, bits, number >>> 6)] != 0;
    }

    void add(long number) {
        long word = number >>> 6;
        int place = place(words, bits, word);
        if (bits[place] == 0) {
            size++;
            if (2 * size > words.length) {
                grow();
                place = place(words, bits, word);
            }
            words[place] = word;
        }
        bits[place] |= 1L << number;
    }

    private void grow() {
        long[] moreWords = new long[2 * words.length];
        long[] moreBits = new long[2 * words.length];
        for (int k = 0; k < words.length; k++) {
            if (bits[k] != 0) {
                int place = place(moreWords, moreBits, words[k]);
                moreWords[place] = words[k];
                moreBits[place] = bits[k];
            }
        }
        words = moreWords;
        bits = moreBits;
    }

    /// Where `word` is, or the free place where it would be: one without bits.
    private static int place(long[] words, long[] bits, long word) {
        int mask = words.length - 1;
        int place = (int) ((word * GOLDEN) >>> 32) & mask;
        while (bits[place] != 0 && words[place] != word) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
