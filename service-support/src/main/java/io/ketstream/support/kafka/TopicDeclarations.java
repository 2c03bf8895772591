package io.ketstream.support.kafka;

import io.ketstream.model.event.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Declares every topic and its dead-letter topic before anything else starts, and refuses to start on topics that have
/// another partition count: a run's records would not meet.
public final class TopicDeclarations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicDeclarations.class);
    private static final int ATTEMPTS = 30;
    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final TopicProperties properties;
    private volatile boolean running;

    TopicDeclarations(Admin admin, TopicProperties properties) {
        this.admin = admin;
        this.properties = properties;
    }

    @Override
    public void start() {
        List<NewTopic> topics = topics();
        for (int attempt = 1; !declared(topics, attempt); attempt++) {
            log.atInfo().addKeyValue("attempt", attempt).log("waiting for Kafka to declare topics");
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        for (Topics.Topic topic : Topics.all()) {
            topics.add(declaration(topic.name(), topic));
            topics.add(declaration(
                    Topics.deadLetter(topic.name()), new Topics.Topic(topic.name(), false, topic.retention())));
        }
        return topics;
    }

    private NewTopic declaration(String name, Topics.Topic policy) {
        return new NewTopic(name, properties.partitions(), properties.replication())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        policy.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(policy.retention().toMillis()),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(properties.minInSyncReplicas())));
    }

    /// False when Kafka could not be asked and may be asked again.
    private boolean declared(List<NewTopic> topics, int attempt) {
        try {
            create(topics);
            verify(topics.stream().map(NewTopic::name).toList());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while declaring topics", e);
        } catch (TimeoutException | ExecutionException e) {
            boolean transientFault = e instanceof TimeoutException || e.getCause() instanceof RetriableException;
            if (!transientFault || attempt == ATTEMPTS) {
                throw new IllegalStateException("topics could not be declared", e);
            }
            return false;
        }
    }

    private void create(List<NewTopic> topics) throws InterruptedException, ExecutionException, TimeoutException {
        for (var creation : admin.createTopics(topics).values().values()) {
            try {
                creation.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void verify(List<String> names) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, TopicDescription> found =
                admin.describeTopics(names).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        found.forEach((name, description) -> {
            int partitions = description.partitions().size();
            if (partitions != properties.partitions()) {
                throw new IllegalStateException("topic " + name + " has " + partitions + " partitions, but "
                        + "ketstream.topics.partitions is " + properties.partitions()
                        + "; the count is permanent: set it to what the topics have");
            }
        });
    }
}
