package io.ketstream.execution.queue.messaging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

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

    /// Requests of `topic` that wait, by the broker's own count; partitions it has no count of yet are left out.
    long depth(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, SharePartitionOffsetInfo> partitions = admin.listShareGroupOffsets(
                        Map.of(name, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(name)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        long depth = 0;
        for (Map.Entry<TopicPartition, SharePartitionOffsetInfo> partition : partitions.entrySet()) {
            if (partition.getKey().topic().equals(topic) && partition.getValue() != null) {
                depth += partition.getValue().lag().orElse(0L);
            }
        }
        return depth;
    }
}
