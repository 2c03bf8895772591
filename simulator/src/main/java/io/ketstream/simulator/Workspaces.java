package io.ketstream.simulator;

import java.lang.ref.SoftReference;

/// Workspaces for calls that follow; at most as many as there were calls at a time.
final class Workspaces {

    private final Spares<SoftReference<Workspace>> spares = new Spares<>();

    /// One that no other thread gets until it is given back.
    Workspace borrow() {
        SoftReference<Workspace> kept = spares.take();
        while (kept != null) {
            Workspace workspace = kept.get();
            if (workspace != null) {
                return workspace;
            }
            kept = spares.take();
        }
        return new Workspace();
    }

    void giveBack(Workspace workspace) {
        spares.giveBack(workspace.reference());
    }
}
