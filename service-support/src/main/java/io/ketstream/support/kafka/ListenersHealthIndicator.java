package io.ketstream.support.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/// Up while every consumer of a topic that has begun is still at work: its container runs, its thread is alive. Down
/// before the first has begun.
///
/// The indicator of Spring Cloud Stream's binder takes a container for healthy that somebody has stopped, and asks the
/// broker for up to a minute. This one knows the consumers by their events, and asks nobody.
final class ListenersHealthIndicator extends AbstractHealthIndicator
        implements ApplicationListener<ConsumerStartingEvent> {

    private record Consumer(AbstractMessageListenerContainer<?, ?> container, Thread thread) {

        boolean isAtWork() {
            return container.isRunning() && thread.isAlive();
        }
    }

    private final Map<String, Consumer> consumers = new ConcurrentHashMap<>();

    /// Called by the consumer's own thread.
    @Override
    public void onApplicationEvent(ConsumerStartingEvent event) {
        var container = event.getContainer(AbstractMessageListenerContainer.class);
        var child = event.getSource(AbstractMessageListenerContainer.class);
        // a consumer that starts again has the name that it had
        consumers.put(
                child.getGroupId() + "/" + child.getListenerId(), new Consumer(container, Thread.currentThread()));
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean up = !consumers.isEmpty();
        for (var consumer : consumers.entrySet()) {
            boolean atWork = consumer.getValue().isAtWork();
            builder.withDetail(consumer.getKey(), atWork ? "RUNNING" : "STOPPED");
            up &= atWork;
        }
        if (up) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
