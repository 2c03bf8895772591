package io.ketstream.model.qasm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names and what they stand for, block inside block. The body of a gate sees constants of the program only.
final class Scope {

    private record Entry(Value value, boolean constant) {}

    private final @Nullable Scope parent;
    private final boolean gateBody;
    private final Map<String, Entry> entries = new HashMap<>();

    private Scope(@Nullable Scope parent, boolean gateBody) {
        this.parent = parent;
        this.gateBody = gateBody;
    }

    /// The scope of a whole program.
    static Scope program() {
        return new Scope(null, false);
    }

    /// The scope of the whole program that this one is inside.
    Scope global() {
        var scope = this;
        while (scope.parent != null) {
            scope = scope.parent;
        }
        return scope;
    }

    Scope block() {
        return new Scope(this, false);
    }

    Scope gateBody() {
        return new Scope(this, true);
    }

    boolean declaresHere(String name) {
        return entries.containsKey(name);
    }

    void declare(String name, Value value, boolean constant) {
        entries.put(name, new Entry(value, constant));
    }

    @Nullable
    Value find(String name) {
        var entry = entry(name);
        return entry == null ? null : entry.value();
    }

    boolean isConstant(String name) {
        var entry = entry(name);
        return entry != null && entry.constant();
    }

    /// Gives the innermost variable `name` another value.
    void assign(String name, Value value) {
        for (@Nullable Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.entries.containsKey(name)) {
                scope.entries.put(name, new Entry(value, false));
                return;
            }
        }
        throw new IllegalStateException("assignment to undeclared " + name);
    }

    private @Nullable Entry entry(String name) {
        boolean constantsOnly = false;
        for (@Nullable Scope scope = this; scope != null; scope = scope.parent) {
            var entry = scope.entries.get(name);
            if (entry != null) {
                return constantsOnly && !entry.constant() ? null : entry;
            }
            constantsOnly |= scope.gateBody;
        }
        return null;
    }
}
