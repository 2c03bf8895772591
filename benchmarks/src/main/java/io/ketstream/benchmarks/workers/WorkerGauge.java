package io.ketstream.benchmarks.workers;

import io.ketstream.stack.service.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What one execution-service says that it has done since it started, and what the system says of
/// its process.
final class WorkerGauge {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String RUN = "ketstream_execution_run_seconds_";
    private static final String PROCESSOR_TIME = "process_cpu_time_ns_total";
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final long KIBIBYTE = 1024;

    private final ServiceProcess worker;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    WorkerGauge(ServiceProcess worker) {
        this.worker = worker;
    }

    /// Since its start.
    WorkersFigures.Work work() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.url().resolve("/actuator/prometheus"))
                .timeout(TIMEOUT)
                .build();
        String page = http.send(request, BodyHandlers.ofString()).body();
        return new WorkersFigures.Work(
                (long) sum(page, RUN + "count"), sum(page, RUN + "sum"), sum(page, PROCESSOR_TIME) / 1e9);
    }

    static WorkersFigures.Work difference(WorkersFigures.Work before, WorkersFigures.Work after) {
        return new WorkersFigures.Work(
                after.questions() - before.questions(),
                after.computing() - before.computing(),
                after.processor() - before.processor());
    }

    /// The most memory that the process has had resident at a time, bytes; 0 where the system does
    /// not tell.
    long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(worker.pid()), "status");
        return Files.exists(status) ? residentBytes(Files.readString(status)) : 0;
    }

    /// @param status of `/proc/PID/status`
    static long residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith(MOST_RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .findFirst()
                .orElse(0);
    }

    /// Of all series of a metric, whatever their labels.
    static double sum(String page, String metric) {
        return page.lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(line.lastIndexOf(' ') + 1).strip()))
                .sum();
    }
}
