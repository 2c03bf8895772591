package io.ketstream.execution.queue.messaging;

import io.ketstream.execution.messaging.Clients;
import io.ketstream.execution.queue.RequestQueue;
import io.ketstream.execution.queue.StartOrder;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The members of the share group in this instance. They start last and stop first.
public final class RequestConsumers implements SmartLifecycle {

    public static final String GROUP = "execution-service";

    private static final Logger log = LoggerFactory.getLogger(RequestConsumers.class);

    private final ShareGroup group;
    private final List<RequestConsumer> members = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /// @param count of members
    /// @param records that a member takes at a time, at most
    /// @param bytes that a member takes at a time, at most, or one record
    /// @param handOver how long a computation holds its record
    /// @param ready no request is taken before
    public RequestConsumers(
            Clients clients,
            Admin admin,
            RequestQueue queue,
            EventCodec codec,
            int count,
            int records,
            int bytes,
            Duration handOver,
            BooleanSupplier ready) {
        this.group = new ShareGroup(admin, GROUP);
        for (int member = 0; member < count; member++) {
            members.add(new RequestConsumer(
                    () -> clients.share(GROUP, records, bytes),
                    Topics.EXECUTION_REQUESTS,
                    queue,
                    codec,
                    handOver,
                    ready));
        }
    }

    @Override
    public void start() {
        try {
            group.beginAtEarliest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting up the share group", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the share group could not be set up", e);
        }
        for (int member = 0; member < members.size(); member++) {
            threads.add(Thread.ofPlatform().name("requests-" + member).start(members.get(member)));
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        members.forEach(RequestConsumer::stop);
        for (Thread thread : threads) {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                log.atWarn().addKeyValue("thread", thread.getName()).log("did not stop in time");
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StartOrder.REQUESTS;
    }

    /// Whether every member's thread is alive.
    public boolean isAlive() {
        return running && threads.stream().allMatch(Thread::isAlive);
    }

    /// Requests that wait or are in hand, in all instances.
    ///
    /// @throws IllegalStateException when the broker does not tell
    public long depth() {
        try {
            return group.depth(Topics.EXECUTION_REQUESTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the queue's depth", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not tell the queue's depth", e);
        }
    }
}
