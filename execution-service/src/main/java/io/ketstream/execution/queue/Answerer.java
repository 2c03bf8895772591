package io.ketstream.execution.queue;

import io.ketstream.execution.backend.Backend;
import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.EngineNotInstalledException;
import io.ketstream.execution.backend.JobState;
import io.ketstream.execution.backend.Outcome;
import io.ketstream.execution.backend.Router;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.circuits.KnownCircuit;
import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.execution.PointResult;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import io.ketstream.support.trace.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the result of a request: chooses the backend, runs within the memory budget, words the event.
public final class Answerer {

    /// A request that a backend accepts, with what it takes.
    public record Plan(Backend backend, Workload.Estimation workload, Demand demand) {}

    private final Router router;
    private final MemoryBudget memory;
    private final RunTimes times;
    private final RunTraces traces;
    private final InstantSource clock;
    private final Function<ExecutionResult, RecordBytes> format;

    /// @param format the bytes a result is sent and stored as
    public Answerer(
            Router router,
            MemoryBudget memory,
            RunTimes times,
            RunTraces traces,
            InstantSource clock,
            Function<ExecutionResult, RecordBytes> format) {
        this.router = router;
        this.memory = memory;
        this.times = times;
        this.traces = traces;
        this.clock = clock;
        this.format = format;
    }

    /// @throws IllegalArgumentException when no backend can ever answer it, or the answer would fit no message
    public Plan plan(ExecutionRequested event, KnownCircuit circuit) {
        AnswerSize.check(event.pub(), circuit.circuit().qubits());
        var workload = new Workload.Estimation(event.pub(), circuit);
        Backend backend = router.route(event.backend(), event.pinned(), workload);
        Demand demand = backend.demand(workload);
        if (demand.bytes() > memory.total()) {
            throw new IllegalArgumentException("the circuit needs " + demand.bytes() + " bytes, this machine has "
                    + memory.total() + " for all circuits");
        }
        return new Plan(backend, workload, demand);
    }

    /// Whether the memory that `plan` needs is free at this moment.
    boolean hasRoom(Plan plan) {
        return plan.demand().bytes() <= memory.free();
    }

    /// Computes on the calling thread.
    ///
    /// @param sentMillis when the request was sent
    public EncodedResult answer(ExecutionRequested event, Plan plan, long sentMillis) throws InterruptedException {
        memory.acquire(plan.demand().bytes());
        try {
            double queued = Math.max(0, clock.millis() - sentMillis) / 1e3;
            long started = System.nanoTime();
            JobState state = plan.backend().submit(event.requestId().toString(), plan.workload());
            double seconds = (System.nanoTime() - started) / 1e9;
            String backend = plan.backend().description().name();
            return switch (state) {
                case JobState.Completed(Outcome.Estimates estimates) -> {
                    times.record(backend, event.pub().wanted(), "completed", seconds);
                    trace(event, sentMillis, backend, queued, null);
                    yield encoded(completed(event, plan, estimates.results(), estimates.matrix(), queued, seconds));
                }
                case JobState.Completed(Outcome.Matrix matrix) -> {
                    times.record(backend, event.pub().wanted(), "completed", seconds);
                    trace(event, sentMillis, backend, queued, null);
                    yield encoded(completed(event, plan, List.of(), matrix.matrix(), queued, seconds));
                }
                case JobState.Failed failed -> {
                    times.record(backend, event.pub().wanted(), "failed", seconds);
                    trace(event, sentMillis, backend, queued, failed.failure());
                    yield failure(event, failed.failure());
                }
                case JobState.Completed(Outcome.Measurements _),
                        JobState.Cancelled _,
                        JobState.Waiting _,
                        JobState.Running _ ->
                    throw new IllegalStateException(backend + " did not answer a question of a run: " + state);
            };
        } finally {
            memory.release(plan.demand().bytes());
        }
    }

    private ExecutionCompleted completed(
            ExecutionRequested event,
            Plan plan,
            List<PointResult> results,
            @Nullable PackedMatrix matrix,
            double queued,
            double seconds) {
        return new ExecutionCompleted(
                metadata(event),
                event.requestId(),
                plan.backend().description().engine(),
                results,
                queued,
                seconds,
                matrix);
    }

    private void trace(
            ExecutionRequested event, long sentMillis, String backend, double queued, @Nullable Failure failure) {
        if (traces.follows(event.requestId())) {
            traces.record(new RunSpan(
                    event.runId(),
                    Stage.EVALUATION,
                    event.requestId().sequence(),
                    Instant.ofEpochMilli(sentMillis),
                    clock.instant(),
                    Map.of(
                            "sequence",
                            Integer.toString(event.requestId().sequence()),
                            "backend",
                            backend,
                            "queued.seconds",
                            Double.toString(queued)),
                    failure == null ? null : failure.message()));
        }
    }

    public EncodedResult rejection(ExecutionRequested event, RuntimeException reason) {
        String code = reason instanceof EngineNotInstalledException
                ? Failure.ENGINE_NOT_INSTALLED
                : Failure.EXECUTION_REJECTED;
        return failure(event, new Failure(code, String.valueOf(reason.getMessage())));
    }

    public EncodedResult failure(ExecutionRequested event, Failure failure) {
        return encoded(new ExecutionFailed(metadata(event), event.requestId(), failure));
    }

    private EncodedResult encoded(ExecutionResult result) {
        return new EncodedResult(result, format.apply(result));
    }

    /// The id is derived from the request's, so that every answer to one question is the same event.
    private EventMetadata metadata(ExecutionRequested event) {
        return EventMetadata.of(
                event.requestId() + "/result", clock.instant(), event.metadata().id());
    }
}
