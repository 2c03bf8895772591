package io.ketstream.ingestion.market;

/// Whoever acts on every new market of a universe: a snapshot, or closes, that the last one did not have.
public interface MarketFollower {

    /// Called in the transaction that makes the snapshot its universe's latest, after the universe's row was locked.
    void follow(StoredSnapshot snapshot);
}
