package io.ketstream.optimizer.loop;

/// Does what a loop wants done, on the loop's thread.
@FunctionalInterface
public interface Effects {

    /// Does it, or prepares it for [#flush()]; in order.
    void perform(Effect effect);

    /// The effects of an input are complete, and its rows have just been stored: what was prepared goes out now, in one
    /// go, so that it shares as few requests to the broker as may be.
    default void flush() {}
}
