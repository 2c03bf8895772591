package io.ketstream.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What belongs to something that does not change, made when it is first asked for; one of each kind. Thread-safe.
final class KeptByKind {

    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();

    <T> T of(Class<T> kind, Supplier<T> make) {
        Object known = kept.get(kind);
        return kind.cast(known == null ? kept.computeIfAbsent(kind, _ -> make.get()) : known);
    }
}
