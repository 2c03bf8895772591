package io.ketstream.execution.circuits;

import io.ketstream.model.Digest;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The circuits this instance knows, read from their text once. What was used longest ago is forgotten first and
/// can be fetched again by its link. Thread-safe.
public final class Circuits {

    private final Function<String, ParameterizedCircuit> reader;
    private final WeightedCache<Digest, CircuitDefinition> definitions;
    private final WeightedCache<Digest, KnownCircuit> circuits;
    private final ConcurrentHashMap<Digest, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();

    /// @param reader of OpenQASM text
    /// @param capacity bytes of definitions to keep, and as many again of circuits in use
    public Circuits(Function<String, ParameterizedCircuit> reader, long capacity) {
        this.reader = reader;
        this.definitions = new WeightedCache<>(capacity, Circuits::weight);
        this.circuits = new WeightedCache<>(capacity, circuit -> 16 * weight(circuit.definition()));
    }

    /// Adds a circuit.
    ///
    /// @throws IllegalArgumentException when `digest` is not the definition's
    public void add(Digest digest, CircuitDefinition definition) {
        Digest actual = definition.digest();
        if (!actual.equals(digest)) {
            throw new IllegalArgumentException("a circuit with the digest " + actual + " was given as " + digest);
        }
        definitions.put(digest, definition);
        announce(digest);
    }

    /// The circuit, read at first use.
    ///
    /// @throws RuntimeException of the reader when its text cannot be read
    public Optional<KnownCircuit> find(Digest digest) {
        Optional<KnownCircuit> known = circuits.find(digest);
        if (known.isPresent()) {
            return known;
        }
        return definitions.find(digest).map(definition -> circuits.get(digest, _ -> read(digest, definition)));
    }

    /// True as soon as the circuit has been added, false when it was not within `patience`.
    public CompletableFuture<Boolean> await(Digest digest, Duration patience) {
        CompletableFuture<Boolean> arrival = awaited.computeIfAbsent(digest, _ -> new CompletableFuture<>());
        if (definitions.find(digest).isPresent()) {
            announce(digest);
        }
        return arrival.copy()
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((arrived, _) -> {
                    if (!Boolean.TRUE.equals(arrived)) {
                        awaited.remove(digest, arrival);
                    }
                });
    }

    /// Whether the circuit is there without being fetched.
    public boolean knows(Digest digest) {
        return definitions.find(digest).isPresent() || circuits.find(digest).isPresent();
    }

    /// Whether the circuit has been read and is at hand at once.
    public boolean hasRead(Digest digest) {
        return circuits.find(digest).isPresent();
    }

    private void announce(Digest digest) {
        CompletableFuture<Boolean> arrival = awaited.remove(digest);
        if (arrival != null) {
            arrival.complete(true);
        }
    }

    private KnownCircuit read(Digest digest, CircuitDefinition definition) {
        ParameterizedCircuit circuit = reader.apply(definition.openQasm());
        if (!circuit.parameters().equals(definition.parameters())) {
            throw new IllegalArgumentException("the circuit " + digest + " has the parameters " + circuit.parameters()
                    + " in its text, " + definition.parameters() + " in its definition");
        }
        return new KnownCircuit(digest, definition, circuit);
    }

    private static long weight(CircuitDefinition definition) {
        long terms = definition.observable().terms().size();
        return 512 + 2L * definition.openQasm().length() + terms * (120 + definition.qubits());
    }
}
