package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Objective;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs to test with: their circuits are never looked into, [AnalyticExecutor] answers for them.
public final class Samples {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Digest CIRCUIT = Digest.of("circuit");

    /// E(z) = z₀z₁ + z₁z₂ − 0.5 z₀ on three spins.
    public static final IsingHamiltonian ISING = new IsingHamiltonian(
            RealVector.of(-0.5, 0, 0),
            List.of(new IsingHamiltonian.Coupling(0, 1, 1), new IsingHamiltonian.Coupling(1, 2, 1)),
            0);

    public static final LoopSettings LOOP = new LoopSettings(
            Duration.ofSeconds(5), // so that a busy machine detaches no step
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofDays(1), // a test's clock is ahead of what algorithms compute
            Duration.ofSeconds(10),
            Duration.ofDays(21),
            64L << 20,
            2,
            4);

    private Samples() {}

    public static RunId run(int number) {
        return new RunId(new UUID(0x1234, number));
    }

    public static Formulation diagonal() {
        return new Formulation(Sense.MAXIMIZE, ISING.toPauliSum(), ISING, null);
    }

    public static Formulation operator() {
        return new Formulation(
                Sense.MINIMIZE,
                new PauliSum(
                        2,
                        List.of(
                                new PauliSum.Term(new PauliString("XX"), 1),
                                new PauliSum.Term(new PauliString("ZI"), 0.5))),
                null,
                null);
    }

    public static OptimizerSpecification optimizer(OptimizerType type, int evaluations) {
        return optimizer(type, evaluations, null, null);
    }

    public static OptimizerSpecification optimizer(
            OptimizerType type, int evaluations, @Nullable Long maxShots, @Nullable Duration timeout) {
        return new OptimizerSpecification(type, 1000, evaluations, maxShots, timeout, 1e-9, null, Map.of());
    }

    public static RunSettings settings(OptimizerSpecification optimizer, @Nullable Integer shots) {
        return new RunSettings(
                "sample",
                new Ansatz.Qaoa(2, Mixer.X),
                optimizer,
                new ExecutionSpecification("auto", shots, List.of(), new Objective.Mean(), null),
                42);
    }

    public static RunCircuitReady circuit(RunId run, Formulation formulation, RunSettings settings) {
        return circuit(run, formulation, settings, 4);
    }

    public static RunCircuitReady circuit(RunId run, Formulation formulation, RunSettings settings, int parameters) {
        return new RunCircuitReady(
                EventMetadata.of(run + "/circuit", START, null),
                run,
                CIRCUIT,
                new Link(URI.create("http://localhost:8082/api/v1/circuits/" + CIRCUIT), CIRCUIT),
                IntStream.range(0, parameters).mapToObj(i -> "p" + i).toList(),
                Digest.of("problem"),
                formulation,
                null,
                settings);
    }
}
