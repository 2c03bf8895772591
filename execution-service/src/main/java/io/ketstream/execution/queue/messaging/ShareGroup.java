package io.ketstream.execution.queue.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// The share group of this service, as the broker sees it.
final class ShareGroup {

    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final String name;

    ShareGroup(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /// Has the group begin at the earliest request: by default it begins at the latest, and what was sent before
    /// its first member came would never be answered.
    void beginAtEarliest() throws InterruptedException, ExecutionException, TimeoutException {
        var group = new ConfigResource(ConfigResource.Type.GROUP, name);
        var earliest =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(group, List.of(earliest))).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /// Requests of `topic` that wait or are in hand. The broker counts what is left of a partition from the
    /// group's first acknowledgement on; before, that is all there is.
    long depth(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, SharePartitionOffsetInfo> counted = counted();
        var uncounted = new ArrayList<TopicPartition>();
        long depth = 0;
        for (TopicPartition partition : partitions(topic)) {
            SharePartitionOffsetInfo info = counted.get(partition);
            Optional<Long> lag = info == null ? Optional.empty() : info.lag();
            if (lag.isPresent()) {
                depth += lag.get();
            } else {
                uncounted.add(partition);
            }
        }
        return uncounted.isEmpty() ? depth : depth + records(uncounted);
    }

    private Map<TopicPartition, SharePartitionOffsetInfo> counted()
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return admin.listShareGroupOffsets(Map.of(name, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(name)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                // it has never had a member
                return Map.of();
            }
            throw e;
        }
    }

    private List<TopicPartition> partitions(String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private long records(List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return sum(partitions, OffsetSpec.latest()) - sum(partitions, OffsetSpec.earliest());
    }

    private long sum(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        var specification = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> specification.put(partition, which));
        return admin.listOffsets(specification).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}
