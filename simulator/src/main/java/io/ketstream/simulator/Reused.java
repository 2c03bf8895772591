package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Objects of one kind, lent one after another until all are taken back, and then the same again. What one
/// holds from before does not matter: whoever gets it writes all of it.
final class Reused<T> {

    private final Supplier<T> fresh;
    private final List<T> made = new ArrayList<>();
    private int lent;

    Reused(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    T next() {
        if (lent == made.size()) {
            made.add(fresh.get());
        }
        return made.get(lent++);
    }

    void takeBack() {
        lent = 0;
    }

    /// Does `action` with each that is lent.
    void forEachLent(Consumer<T> action) {
        for (int k = 0; k < lent; k++) {
            action.accept(made.get(k));
        }
    }

    /// Adds all of `more` to `target`; [List#addAll] would make an array of them first.
    static <T> void append(List<? super T> target, List<? extends T> more) {
        for (int k = 0; k < more.size(); k++) {
            target.add(more.get(k));
        }
    }
}
