package io.ketstream.support.kafka;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Up when the cluster answers within two seconds.
final class KafkaHealthIndicator extends AbstractHealthIndicator {

    private static final int TIMEOUT_MILLIS = 2000;

    private final Admin admin;

    KafkaHealthIndicator(Admin admin) {
        super("Kafka does not answer");
        this.admin = admin;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        var cluster = admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS));
        builder.up()
                .withDetail("clusterId", cluster.clusterId().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .withDetail(
                        "nodes",
                        cluster.nodes()
                                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                                .size());
    }
}
