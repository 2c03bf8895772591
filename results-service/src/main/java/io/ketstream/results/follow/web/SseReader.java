package io.ketstream.results.follow.web;

import io.ketstream.model.run.RunStatus;
import io.ketstream.results.follow.Bookmark;
import io.ketstream.results.follow.RunReader;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.TrainingStep;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Events `iteration`, `progress` and `status`, each with the id to go on from.
final class SseReader implements RunReader {

    private final SseEmitter emitter;

    SseReader(SseEmitter emitter) {
        this.emitter = emitter;
    }

    /// The data of a `status` event.
    record StatusChange(RunStatus status) {}

    @Override
    public void iteration(Bookmark bookmark, Iteration iteration) throws IOException {
        send(bookmark, "iteration", iteration);
    }

    @Override
    public void progress(Bookmark bookmark, TrainingStep step) throws IOException {
        send(bookmark, "progress", step);
    }

    @Override
    public void status(Bookmark bookmark, RunStatus status) throws IOException {
        send(bookmark, "status", new StatusChange(status));
    }

    @Override
    public void silence() throws IOException {
        emitter.send(SseEmitter.event().comment("still here"));
    }

    private void send(Bookmark bookmark, String name, Object data) throws IOException {
        emitter.send(SseEmitter.event().id(bookmark.toString()).name(name).data(data, MediaType.APPLICATION_JSON));
    }
}
