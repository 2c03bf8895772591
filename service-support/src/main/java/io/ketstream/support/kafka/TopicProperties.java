package io.ketstream.support.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How topics are declared: `ketstream.topics.*`.
///
/// @param partitions of every topic; permanent, since runs are placed by it
/// @param replication copies of each partition; 3 in production
/// @param minInSyncReplicas copies that must have a record before it counts; 2 in production
@ConfigurationProperties("ketstream.topics")
public record TopicProperties(
        @DefaultValue("4") int partitions,
        @DefaultValue("1") short replication,
        @DefaultValue("1") int minInSyncReplicas) {}
