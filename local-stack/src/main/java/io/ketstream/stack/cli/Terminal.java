package io.ketstream.stack.cli;

import java.io.PrintStream;
import java.util.Locale;

/// Lines for a person, each progress line with the seconds since the command began.
final class Terminal {
    private final PrintStream out;
    private final long begin = System.nanoTime();

    Terminal(PrintStream out) {
        this.out = out;
    }

    synchronized void progress(String line) {
        out.println(line.isEmpty() ? "" : String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), line));
    }

    synchronized void line(String line) {
        out.println(line);
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
