package io.ketstream.support.kafka;

import io.ketstream.model.event.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Declares every topic and its dead-letter topic before anything else starts, and refuses to start on topics that have
/// another partition count: a run's records would not meet. Other settings that differ are reported.
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
            topics.add(declaration(topic));
            topics.add(declaration(topic.deadLetters()));
        }
        return topics;
    }

    private NewTopic declaration(Topics.Topic policy) {
        var settings = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                policy.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(policy.retention().toMillis()),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(properties.minInSyncReplicas())));
        if (policy.fromOutside()) {
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        return new NewTopic(policy.name(), properties.partitions(), properties.replication()).configs(settings);
    }

    /// False when Kafka could not be asked and may be asked again.
    private boolean declared(List<NewTopic> topics, int attempt) {
        try {
            create(topics);
            verify(topics.stream().map(NewTopic::name).toList());
            report(topics);
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
            int copies = description.partitions().getFirst().replicas().size();
            if (copies != properties.replication()) {
                report(
                        name,
                        new Difference(
                                "replication", Integer.toString(copies), Short.toString(properties.replication())));
            }
        });
    }

    /// Names what existing topics have that was not declared. They are used all the same: an operator may want it so.
    private void report(List<NewTopic> topics) throws InterruptedException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        try {
            Map<ConfigResource, Config> found =
                    admin.describeConfigs(resources).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            for (NewTopic topic : topics) {
                Config config = found.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
                if (config != null) {
                    differences(topic, config).forEach(difference -> report(topic.name(), difference));
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            // it may not be allowed to know
            log.atWarn().setCause(e).log("the topics' settings could not be compared with what is declared");
        }
    }

    private static void report(String topic, Difference difference) {
        log.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("setting", difference.setting())
                .addKeyValue("found", difference.found())
                .addKeyValue("declared", difference.declared())
                .log("a topic exists with another setting, which is left as it is");
    }

    /// A setting of an existing topic that is not as declared.
    private record Difference(String setting, String found, String declared) {}

    private static List<Difference> differences(NewTopic topic, Config config) {
        var differences = new ArrayList<Difference>();
        new TreeMap<>(topic.configs()).forEach((setting, declared) -> {
            ConfigEntry entry = config.get(setting);
            String found = entry == null ? "nothing" : entry.value();
            if (!declared.equals(found)) {
                differences.add(new Difference(setting, found, declared));
            }
        });
        return differences;
    }
}
