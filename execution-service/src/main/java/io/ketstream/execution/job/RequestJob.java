package io.ketstream.execution.job;

import io.ketstream.execution.circuits.Circuits;
import io.ketstream.execution.circuits.KnownCircuit;
import io.ketstream.execution.queue.Answerer;
import io.ketstream.execution.queue.EncodedResult;
import io.ketstream.execution.queue.Publisher;
import io.ketstream.execution.queue.RequestQueue;
import io.ketstream.execution.queue.Results;
import io.ketstream.model.Failure;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.qasm.OpenQasmException;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a leased request of a run needs: its answer computed, sent and stored, then its row removed.
public final class RequestJob {

    private final EventCodec codec;
    private final Circuits circuits;
    private final Answerer answerer;
    private final Results results;
    private final Publisher publisher;
    private final Jobs jobs;
    private final RequestQueue queue;

    /// @param queue where the same request may be in hand, sent once more
    public RequestJob(
            EventCodec codec,
            Circuits circuits,
            Answerer answerer,
            Results results,
            Publisher publisher,
            Jobs jobs,
            RequestQueue queue) {
        this.codec = codec;
        this.circuits = circuits;
        this.answerer = answerer;
        this.results = results;
        this.publisher = publisher;
        this.jobs = jobs;
        this.queue = queue;
    }

    ExecutionRequested event(StoredJob job) {
        return codec.decode(job.payload().value(), ExecutionRequested.class);
    }

    void run(StoredJob job) throws InterruptedException {
        ExecutionRequested event = event(job);
        queue.awaitInHand(job.id());
        Optional<EncodedResult> known = results.find(job.id());
        if (known.isPresent()) {
            publisher.publish(known.get()).join();
            jobs.remove(job.id());
            return;
        }
        EncodedResult result;
        try {
            Optional<KnownCircuit> circuit = circuits.find(event.pub().circuitDigest());
            if (circuit.isEmpty()) {
                jobs.await(job.id(), event.pub().circuitDigest());
                return;
            }
            Answerer.Plan plan = answerer.plan(event, circuit.get());
            result = answerer.answer(event, plan, job.sentAt().toEpochMilli());
        } catch (IllegalArgumentException | OpenQasmException e) {
            result = answerer.rejection(event, e);
        }
        finish(job, result);
    }

    /// Ends the request with a failure; `buried` also sends it to the dead-letter topic.
    void fail(StoredJob job, Failure failure, boolean buried) {
        ExecutionRequested event = event(job);
        if (buried) {
            publisher
                    .deadLetter(
                            event.key().getBytes(StandardCharsets.UTF_8),
                            job.payload().value(),
                            job.partition(),
                            job.offset(),
                            failure.message())
                    .join();
        }
        finish(job, answerer.failure(event, failure));
    }

    private void finish(StoredJob job, EncodedResult result) {
        CompletableFuture.allOf(publisher.publish(result), results.save(result)).join();
        jobs.remove(job.id());
    }
}
