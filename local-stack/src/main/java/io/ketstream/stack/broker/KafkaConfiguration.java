package io.ketstream.stack.broker;

import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `server.properties` of one combined KRaft node. Share groups need no switch since Kafka 4.2, only state topics
/// that a single node can hold; buffers that are sized for a server are made smaller, nothing about durability is
/// changed.
record KafkaConfiguration(int port, int controllerPort, Path directory) {
    void write(Path file) {
        List<String> lines = List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name=PLAINTEXT",
                "log.dirs=" + directory.resolve("logs").toAbsolutePath(),
                "auto.create.topics.enable=false",
                "default.replication.factor=1",
                "min.insync.replicas=1",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "offsets.topic.segment.bytes=16777216",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=2",
                "transaction.state.log.segment.bytes=16777216",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "share.coordinator.state.topic.num.partitions=4",
                "share.coordinator.state.topic.segment.bytes=16777216",
                // A lone developer's groups should not wait for members that will not come.
                "group.initial.rebalance.delay.ms=0",
                "group.consumer.min.heartbeat.interval.ms=1000",
                "group.consumer.heartbeat.interval.ms=1000",
                "group.share.min.heartbeat.interval.ms=1000",
                "group.share.heartbeat.interval.ms=1000",
                "group.share.min.session.timeout.ms=10000",
                "group.share.session.timeout.ms=10000",
                // Index files are created at this size, sparse, one pair for each segment.
                "log.index.size.max.bytes=1048576",
                "log.cleaner.dedupe.buffer.size=16777216",
                // More threads than a laptop's processors only wake each other.
                "num.network.threads=1",
                "num.io.threads=2",
                "background.threads=4",
                "controlled.shutdown.enable=false");
        try {
            Files.createDirectories(directory);
            Files.write(file, lines);
        } catch (IOException failed) {
            throw new StackFailure("Cannot write the broker's configuration to " + file, failed);
        }
    }
}
