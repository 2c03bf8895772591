package io.ketstream.support.event;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what [TurnWriter] writes. In another order, with another field, spaced, escaped or wrong, an event is left to
/// the mapper, which tells what is missing.
final class TurnReader {

    private static final byte[] REQUESTED = json("{'type':'execution-requested','metadata':{'id':");
    private static final byte[] COMPLETED = json("{'type':'execution-completed','metadata':{'id':");
    private static final byte[] ITERATED = json("{'type':'iteration-completed','metadata':{'id':");
    private static final byte[] SCHEMA_VERSION = json(",'schemaVersion':");
    private static final byte[] OCCURRED_AT = json(",'occurredAt':");
    private static final byte[] CAUSATION_ID = json(",'causationId':");
    private static final byte[] REQUEST_ID = json("},'requestId':");
    private static final byte[] CIRCUIT_DIGEST = json(",'pub':{'circuitDigest':");
    private static final byte[] PARAMETERS = json(",'parameters':");
    private static final byte[] SHOTS = json(",'shots':");
    private static final byte[] SEED = json(",'seed':");
    private static final byte[] WANTED = json(",'wanted':");
    private static final byte[] MEAN_OBJECTIVE = json(",'objective':{'type':'mean'}");
    private static final byte[] COMMUTING_GROUPS = json(",'grouping':'commuting'");
    private static final byte[] TAIL_OBJECTIVE = json(",'objective':{'type':'cvar','alpha':");
    private static final byte[] BACKEND = json(",'backend':");
    private static final byte[] PINNED = json(",'pinned':");
    private static final byte[] HREF = json(",'circuitLink':{'href':");
    private static final byte[] SHA256 = json(",'sha256':");
    private static final byte[] ENGINE = json(",'engine':");
    private static final byte[] ENGINE_BACKEND = json("{'backend':");
    private static final byte[] NAME = json(",'name':");
    private static final byte[] PROFILE = json(",'profile':");
    private static final byte[] RESULTS = json(",'results':[");
    private static final byte[] QUEUED_SECONDS = json(",'queuedSeconds':");
    private static final byte[] RUN_SECONDS = json(",'runSeconds':");
    private static final byte[] VALUE = json("{'value':");
    private static final byte[] STANDARD_ERROR = json(",'standardError':");
    private static final byte[] MEAN = json(",'mean':");
    private static final byte[] GRADIENT = json(",'gradient':");
    private static final byte[] LOWEST = json(",'lowest':{'bitString':");
    private static final byte[] ENERGY = json(",'energy':");
    private static final byte[] PROBABILITY = json(",'probability':");
    private static final byte[] RUN_ID = json("},'runId':");
    private static final byte[] ITERATION = json(",'iteration':");
    private static final byte[] EVALUATIONS = json(",'evaluations':");
    private static final byte[] OBJECTIVE = json(",'objective':");
    private static final byte[] BEST_OBJECTIVE = json(",'bestObjective':");
    private static final byte[] BEST_BIT_STRING = json(",'bestBitString':");

    private final AsciiReader in;

    private TurnReader(byte[] bytes) {
        this.in = new AsciiReader(bytes);
    }

    /// Null for an event that is left to the mapper.
    static @Nullable Event read(byte[] bytes) {
        try {
            return new TurnReader(bytes).event();
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private @Nullable Event event() {
        if (in.comes(COMPLETED)) {
            return completed();
        }
        if (in.comes(REQUESTED)) {
            return requested();
        }
        return in.comes(ITERATED) ? iterated() : null;
    }

    private ExecutionRequested requested() {
        EventMetadata metadata = metadata();
        ExecutionId id = requestId();
        Pub pub = pub();
        String backend = in.take(BACKEND).quoted();
        Engine pinned = in.comes(PINNED) ? engine() : null;
        URI href = URI.create(in.take(HREF).quoted());
        Digest sha256 = new Digest(in.take(SHA256).quoted());
        in.take('}');
        close();
        return new ExecutionRequested(metadata, id, pub, backend, pinned, new Link(href, sha256));
    }

    private ExecutionCompleted completed() {
        EventMetadata metadata = metadata();
        ExecutionId id = requestId();
        in.take(ENGINE);
        Engine engine = engine();
        List<PointResult> results = results();
        double queued = in.take(QUEUED_SECONDS).real();
        double run = in.take(RUN_SECONDS).real();
        close();
        return new ExecutionCompleted(metadata, id, engine, results, queued, run);
    }

    private IterationCompleted iterated() {
        EventMetadata metadata = metadata();
        RunId run = new RunId(in.take(RUN_ID).uuid());
        int iteration = in.take(ITERATION).integer();
        int evaluations = in.take(EVALUATIONS).integer();
        long shots = in.take(SHOTS).number();
        RealVector parameters = RealVector.of(in.take(PARAMETERS).reals());
        double objective = in.take(OBJECTIVE).real();
        double standardError = in.take(STANDARD_ERROR).real();
        double bestObjective = in.take(BEST_OBJECTIVE).real();
        String bestBitString = in.comes(BEST_BIT_STRING) ? in.quoted() : null;
        close();
        return new IterationCompleted(
                metadata,
                run,
                iteration,
                evaluations,
                shots,
                parameters,
                objective,
                standardError,
                bestObjective,
                bestBitString);
    }

    private void close() {
        in.take('}');
        in.end();
    }

    /// Up to its closing brace.
    private EventMetadata metadata() {
        UUID id = in.uuid();
        int version = in.take(SCHEMA_VERSION).integer();
        Instant occurredAt = in.take(OCCURRED_AT).instant();
        UUID cause = in.comes(CAUSATION_ID) ? in.uuid() : null;
        return new EventMetadata(id, version, occurredAt, cause);
    }

    private ExecutionId requestId() {
        return ExecutionId.of(in.take(REQUEST_ID).quoted());
    }

    private Pub pub() {
        Digest circuit = new Digest(in.take(CIRCUIT_DIGEST).quoted());
        in.take(PARAMETERS).take('[');
        var parameters = new ArrayList<RealVector>();
        do {
            parameters.add(RealVector.of(in.reals()));
        } while (another());
        Integer shots = in.comes(SHOTS) ? in.integer() : null;
        long seed = in.take(SEED).number();
        Wanted wanted = Wanted.valueOf(in.take(WANTED).quoted());
        Objective objective;
        if (in.comes(MEAN_OBJECTIVE)) {
            objective = new Objective.Mean();
        } else {
            objective =
                    new Objective.ConditionalValueAtRisk(in.take(TAIL_OBJECTIVE).real());
            in.take('}');
        }
        Grouping grouping = in.comes(COMMUTING_GROUPS) ? Grouping.COMMUTING : null;
        in.take('}');
        return new Pub(circuit, parameters, shots, seed, wanted, objective, grouping);
    }

    private Engine engine() {
        String backend = in.take(ENGINE_BACKEND).quoted();
        String name = in.take(NAME).quoted();
        String profile = in.take(PROFILE).quoted();
        in.take('}');
        return new Engine(backend, name, profile);
    }

    private List<PointResult> results() {
        in.take(RESULTS);
        var results = new ArrayList<PointResult>();
        do {
            results.add(point());
        } while (another());
        return results;
    }

    /// Whether an array goes on; its end is taken.
    private boolean another() {
        if (in.peek() == ',') {
            in.take(',');
            return true;
        }
        in.take(']');
        return false;
    }

    private PointResult point() {
        double value = in.take(VALUE).real();
        double standardError = in.take(STANDARD_ERROR).real();
        double mean = in.take(MEAN).real();
        RealVector gradient = in.comes(GRADIENT) ? RealVector.of(in.reals()) : null;
        SampledState lowest = null;
        if (in.comes(LOWEST)) {
            String bits = in.quoted();
            double energy = in.take(ENERGY).real();
            lowest = new SampledState(bits, energy, in.take(PROBABILITY).real());
            in.take('}');
        }
        in.take('}');
        return new PointResult(value, standardError, mean, gradient, lowest, null);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
    }
}
