package io.ketstream.stack.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The five services with what differs between them on a laptop. Only where numbers are crunched or the loop turns does
/// the optimising compiler pay for the processor time that it takes from everyone's start.
public enum ServiceKind {
    INGESTION("ingestion-service", 8081, 384, true),
    CIRCUIT("circuit-service", 8082, 768, true),
    EXECUTION("execution-service", 8083, 512, false),
    OPTIMIZER("optimizer-service", 8084, 768, false),
    RESULTS("results-service", 8085, 192, true);

    private final String serviceName;
    private final int defaultPort;
    private final int heapMegabytes;
    private final boolean quickCompilerOnly;

    ServiceKind(String serviceName, int defaultPort, int heapMegabytes, boolean quickCompilerOnly) {
        this.serviceName = serviceName;
        this.defaultPort = defaultPort;
        this.heapMegabytes = heapMegabytes;
        this.quickCompilerOnly = quickCompilerOnly;
    }

    /// @throws IllegalArgumentException for a name that is none of the five
    public static ServiceKind named(String name) {
        for (ServiceKind kind : values()) {
            if (kind.serviceName.equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No service is called '" + name + "'");
    }

    public String serviceName() {
        return serviceName;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /// The variable by which the other services are told this one's base URL (property `ketstream.services.*`).
    public String urlVariable() {
        return "KETSTREAM_SERVICES_" + name().toUpperCase(Locale.ROOT);
    }

    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC"));
        if (quickCompilerOnly) {
            options.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xss512k"));
        }
        if (this == EXECUTION) {
            // The simulator's vectors.
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return options;
    }
}
