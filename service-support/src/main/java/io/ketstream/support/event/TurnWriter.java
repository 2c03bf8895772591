package io.ketstream.support.event;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the three events of each turn of a loop, byte for byte as the mapper does, in a fraction of its code: between
/// two turns a processor has forgotten the mapper's.
final class TurnWriter {

    private final AsciiWriter out = new AsciiWriter();

    private TurnWriter() {}

    /// Null for an event that is left to the mapper.
    static byte @Nullable [] write(Event event) {
        try {
            if (event instanceof ExecutionCompleted answered) {
                return new TurnWriter().completed(answered);
            }
            if (event instanceof ExecutionRequested asked) {
                return new TurnWriter().requested(asked);
            }
            return event instanceof IterationCompleted iterated ? new TurnWriter().iterated(iterated) : null;
        } catch (UnusualFormException e) {
            return null;
        }
    }

    private byte[] requested(ExecutionRequested event) {
        begin("execution-requested", event.metadata());
        out.json(",\"requestId\":").quoted(event.requestId().toString());
        pub(event.pub());
        out.json(",\"backend\":").quoted(event.backend());
        if (event.pinned() != null) {
            out.json(",\"pinned\":");
            engine(event.pinned());
        }
        out.json(",\"circuitLink\":{\"href\":")
                .quoted(event.circuitLink().href().toString());
        out.json(",\"sha256\":").quoted(event.circuitLink().sha256().value());
        return out.json("}}").toBytes();
    }

    private byte[] completed(ExecutionCompleted event) {
        if (event.matrix() != null) {
            throw new UnusualFormException("a matrix is in no ordinary turn");
        }
        begin("execution-completed", event.metadata());
        out.json(",\"requestId\":").quoted(event.requestId().toString());
        out.json(",\"engine\":");
        engine(event.engine());
        out.json(",\"results\":[");
        List<PointResult> results = event.results();
        for (int i = 0; i < results.size(); i++) {
            if (i > 0) {
                out.json(",");
            }
            point(results.get(i));
        }
        out.json("],\"queuedSeconds\":").number(event.queuedSeconds());
        out.json(",\"runSeconds\":").number(event.runSeconds());
        return out.json("}").toBytes();
    }

    private byte[] iterated(IterationCompleted event) {
        begin("iteration-completed", event.metadata());
        out.json(",\"runId\":").quoted(event.runId().toString());
        out.json(",\"iteration\":").number(event.iteration());
        out.json(",\"evaluations\":").number(event.evaluations());
        out.json(",\"shots\":").number(event.shots());
        out.json(",\"parameters\":");
        vector(event.parameters());
        out.json(",\"objective\":").number(event.objective());
        out.json(",\"standardError\":").number(event.standardError());
        out.json(",\"bestObjective\":").number(event.bestObjective());
        if (event.bestBitString() != null) {
            out.json(",\"bestBitString\":").quoted(event.bestBitString());
        }
        return out.json("}").toBytes();
    }

    private void begin(String type, EventMetadata metadata) {
        out.json("{\"type\":\"").json(type).json("\",\"metadata\":{\"id\":");
        out.quoted(metadata.id().toString());
        out.json(",\"schemaVersion\":").number(metadata.schemaVersion());
        out.json(",\"occurredAt\":").quoted(metadata.occurredAt());
        UUID cause = metadata.causationId();
        if (cause != null) {
            out.json(",\"causationId\":").quoted(cause.toString());
        }
        out.json("}");
    }

    private void pub(Pub pub) {
        if (pub.rows() != null || pub.batch() != null) {
            throw new UnusualFormException("tiles and batches are in no ordinary turn");
        }
        out.json(",\"pub\":{\"circuitDigest\":").quoted(pub.circuitDigest().value());
        out.json(",\"parameters\":[");
        List<RealVector> parameters = pub.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (i > 0) {
                out.json(",");
            }
            vector(parameters.get(i));
        }
        out.json("]");
        if (pub.shots() != null) {
            out.json(",\"shots\":").number(pub.shots().longValue());
        }
        out.json(",\"seed\":").number(pub.seed());
        out.json(",\"wanted\":").quoted(pub.wanted().name());
        switch (pub.objective()) {
            case Objective.Mean _ -> out.json(",\"objective\":{\"type\":\"mean\"}");
            case Objective.ConditionalValueAtRisk tail ->
                out.json(",\"objective\":{\"type\":\"cvar\",\"alpha\":")
                        .number(tail.alpha())
                        .json("}");
        }
        if (pub.grouping() == Grouping.COMMUTING) {
            out.json(",\"grouping\":\"commuting\"");
        }
        out.json("}");
    }

    private void engine(Engine engine) {
        out.json("{\"backend\":").quoted(engine.backend());
        out.json(",\"name\":").quoted(engine.name());
        out.json(",\"profile\":").quoted(engine.profile()).json("}");
    }

    private void point(PointResult point) {
        if (point.samples() != null) {
            throw new UnusualFormException("samples are in no ordinary turn");
        }
        out.json("{\"value\":").number(point.value());
        out.json(",\"standardError\":").number(point.standardError());
        out.json(",\"mean\":").number(point.mean());
        if (point.gradient() != null) {
            out.json(",\"gradient\":");
            vector(point.gradient());
        }
        SampledState lowest = point.lowest();
        if (lowest != null) {
            out.json(",\"lowest\":{\"bitString\":").quoted(lowest.bitString());
            out.json(",\"energy\":").number(lowest.energy());
            out.json(",\"probability\":").number(lowest.probability()).json("}");
        }
        out.json("}");
    }

    private void vector(RealVector vector) {
        out.json("[");
        for (int i = 0; i < vector.size(); i++) {
            if (i > 0) {
                out.json(",");
            }
            out.number(vector.get(i));
        }
        out.json("]");
    }
}
