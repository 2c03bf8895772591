package io.ketstream.execution.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Objective;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RY(θ) on qubit 0, then CX: cos(θ/2)|00⟩ + sin(θ/2)|11⟩, so that ⟨ZZ⟩ = 1, ⟨Z₀⟩ = cos θ, ⟨XX⟩ = sin θ.
public final class Bell {

    private Bell() {}

    /// The energy 2 Z₀ + ½ ZZ, at θ: 2 cos θ + ½. `salt` makes circuits with different digests.
    public static CircuitDefinition diagonal(int salt) {
        return definition(
                salt,
                new PauliSum(
                        2,
                        List.of(
                                new PauliSum.Term(new PauliString("IZ"), 2),
                                new PauliSum.Term(new PauliString("ZZ"), 0.5))));
    }

    /// The energy 1 + ZZ + 3 XX, at θ: 2 + 3 sin θ.
    public static CircuitDefinition entangled() {
        return definition(
                0,
                new PauliSum(
                        2,
                        List.of(
                                new PauliSum.Term(new PauliString("II"), 1),
                                new PauliSum.Term(new PauliString("ZZ"), 1),
                                new PauliSum.Term(new PauliString("XX"), 3))));
    }

    private static CircuitDefinition definition(int salt, PauliSum observable) {
        String text = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n// " + salt
                + "\ninput float theta;\nqubit[2] q;\nry(theta) q[0];\ncx q[0], q[1];\n";
        return new CircuitDefinition(
                2, text, List.of("theta"), observable, List.of(), new CircuitDefinition.CircuitResources(2, 1, 2, 1));
    }

    public static Pub pub(Digest circuit, double theta, @Nullable Integer shots) {
        return new Pub(circuit, List.of(RealVector.of(theta)), shots, 7, Wanted.ESTIMATE, new Objective.Mean());
    }

    public static ExecutionRequested request(RunId run, int sequence, Pub pub) {
        var id = new ExecutionId(run, sequence, pub.digest());
        return new ExecutionRequested(
                EventMetadata.of(id.toString(), Instant.EPOCH, null),
                id,
                pub,
                "auto",
                null,
                new Link(URI.create("http://127.0.0.1:1/api/v1/circuits/" + pub.circuitDigest()), pub.circuitDigest()));
    }
}
