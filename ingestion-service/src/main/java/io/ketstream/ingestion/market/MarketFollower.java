package io.ketstream.ingestion.market;

/// Whoever acts on every new snapshot of a universe.
public interface MarketFollower {

    /// Called in the transaction that makes the snapshot its universe's latest, after the universe's row was locked.
    void follow(StoredSnapshot snapshot);
}
