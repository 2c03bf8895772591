package io.ketstream.execution.circuits;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Keeps what was used last, up to a total weight; a value is made once, however many ask for it at the same time.
/// Thread-safe. The newest value stays, however heavy.
public final class WeightedCache<K, V> {

    private static final class Entry<V> {
        private final CompletableFuture<V> value = new CompletableFuture<>();
        private long weight;
    }

    private final long capacity;
    private final ToLongFunction<V> weigher;
    private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    /// @param capacity the total weight, in bytes
    public WeightedCache(long capacity, ToLongFunction<V> weigher) {
        this.capacity = capacity;
        this.weigher = weigher;
    }

    /// The value of `key`, made by `maker` when it is not there. What the maker throws, every waiting caller
    /// gets, and nothing is kept.
    public V get(K key, Function<K, V> maker) {
        Entry<V> entry;
        boolean mine = false;
        synchronized (this) {
            Entry<V> present = entries.get(key);
            if (present == null) {
                present = new Entry<>();
                entries.put(key, present);
                mine = true;
            }
            entry = present;
        }
        if (mine) {
            make(key, entry, maker);
        }
        try {
            return entry.value.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Weighs the value of `key` anew, which has become heavier or lighter; nothing where it is not
    /// there.
    public void weighAgain(K key) {
        synchronized (this) {
            Entry<V> entry = entries.get(key);
            V value = entry == null || entry.value.isCompletedExceptionally() ? null : entry.value.getNow(null);
            if (entry != null && value != null) {
                total -= entry.weight;
                entry.weight = weigher.applyAsLong(value);
                total += entry.weight;
                evict(entry);
            }
        }
    }

    /// The value of `key`, if it is there.
    public synchronized Optional<V> find(K key) {
        Entry<V> entry = entries.get(key);
        @Nullable V value = entry == null || entry.value.isCompletedExceptionally() ? null : entry.value.getNow(null);
        return Optional.ofNullable(value);
    }

    public void put(K key, V value) {
        var entry = new Entry<V>();
        synchronized (this) {
            Entry<V> former = entries.put(key, entry);
            total -= former == null ? 0 : former.weight;
        }
        keep(key, entry, value);
    }

    public synchronized int size() {
        return entries.size();
    }

    public synchronized long weight() {
        return total;
    }

    private void make(K key, Entry<V> entry, Function<K, V> maker) {
        try {
            keep(key, entry, maker.apply(key));
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                entries.remove(key, entry);
            }
            entry.value.completeExceptionally(e);
        }
    }

    private void keep(K key, Entry<V> entry, V value) {
        synchronized (this) {
            if (entries.get(key) == entry) {
                entry.weight = weigher.applyAsLong(value);
                total += entry.weight;
                evict(entry);
            }
        }
        entry.value.complete(value);
    }

    private void evict(Entry<V> newest) {
        Iterator<Map.Entry<K, Entry<V>>> eldest = entries.entrySet().iterator();
        while (total > capacity && eldest.hasNext()) {
            Entry<V> entry = eldest.next().getValue();
            if (entry != newest && entry.weight > 0) {
                total -= entry.weight;
                eldest.remove();
            }
        }
    }
}
