package io.ketstream.execution.queue;

/// In which order the parts start; they stop in the reverse order, so that what is in hand can still be stored.
/// Topics are declared before all of them, and the web server opens after and closes before.
public final class StartOrder {

    public static final int RESULTS = 1;
    public static final int READERS = 2;
    public static final int JOBS = 3;
    public static final int REQUESTS = 4;

    private StartOrder() {}
}
