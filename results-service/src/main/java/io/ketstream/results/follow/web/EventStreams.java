package io.ketstream.results.follow.web;

import io.ketstream.model.RunId;
import io.ketstream.results.follow.Bookmark;
import io.ketstream.results.follow.RunFollower;
import io.ketstream.results.follow.RunReader;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The open streams, one virtual thread each. They end when the service stops, before the web server waits for its
/// requests; a browser then goes on elsewhere with `Last-Event-ID`.
@Component
class EventStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    private static final long NO_TIMEOUT = 0;

    private final RunFollower follower;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    EventStreams(RunFollower follower) {
        this.follower = follower;
    }

    SseEmitter open(RunId run, Bookmark from) {
        var emitter = new SseEmitter(NO_TIMEOUT);
        Thread thread = Thread.ofVirtual().name("run-events").unstarted(() -> serve(run, from, emitter));
        emitter.onCompletion(thread::interrupt);
        open.add(thread);
        thread.start();
        if (!running) {
            thread.interrupt();
        }
        return emitter;
    }

    private void serve(RunId run, Bookmark from, SseEmitter emitter) {
        RunReader reader = new SseReader(emitter);
        try {
            follower.follow(run, from, reader, () -> !running);
            emitter.complete();
        } catch (InterruptedException e) {
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.atDebug().addKeyValue("runId", run).setCause(e).log("a reader of events has gone");
            emitter.completeWithError(e);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("runId", run).setCause(e).log("a stream of events ended early");
            emitter.complete();
        } finally {
            open.remove(Thread.currentThread());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
