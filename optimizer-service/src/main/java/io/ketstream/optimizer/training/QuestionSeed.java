package io.ketstream.optimizer.training;

/// The seed of one question of a run, by the finaliser of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
public final class QuestionSeed {

    private QuestionSeed() {}

    public static long of(long seed, int sequence) {
        long mixed = seed + sequence * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
