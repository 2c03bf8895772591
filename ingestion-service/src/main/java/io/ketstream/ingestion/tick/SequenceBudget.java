package io.ketstream.ingestion.tick;

/// How many words the [SequenceSet]s of all open bars may have together. For one thread.
public final class SequenceBudget {

    private final long limit;
    private long used;

    /// @param limit words, of up to 32 bytes
    public SequenceBudget(long limit) {
        this.limit = limit;
    }

    boolean isSpent() {
        return used >= limit;
    }

    void take(int words) {
        used += words;
    }

    void giveBack(int words) {
        used -= words;
    }
}
