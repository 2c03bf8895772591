package io.ketstream.execution.config;

import io.ketstream.execution.backend.Router;
import io.ketstream.execution.backend.statevector.LocalStatevector;
import io.ketstream.execution.circuits.CircuitSource;
import io.ketstream.execution.circuits.Circuits;
import io.ketstream.execution.circuits.web.HttpCircuitSource;
import io.ketstream.execution.job.ApiJob;
import io.ketstream.execution.job.CircuitWait;
import io.ketstream.execution.job.JobDesk;
import io.ketstream.execution.job.JobLimits;
import io.ketstream.execution.job.JobWorkers;
import io.ketstream.execution.job.RequestJob;
import io.ketstream.execution.job.persistence.JdbcJobs;
import io.ketstream.execution.queue.Answerer;
import io.ketstream.execution.queue.EndedRuns;
import io.ketstream.execution.queue.Leases;
import io.ketstream.execution.queue.MemoryBudget;
import io.ketstream.execution.queue.Publisher;
import io.ketstream.execution.queue.QueueLimits;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.execution.queue.RequestQueue;
import io.ketstream.execution.queue.RunTimes;
import io.ketstream.execution.queue.persistence.JdbcResults;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.trace.RunTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/// The parts that compute, keep and decide.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExecutionProperties.class)
class ExecutionConfiguration {

    /// Results kept in memory, to answer a request that is repeated soon.
    private static final long RECENT_RESULT_BYTES = 16L << 20;

    private static final int ENDED_RUNS = 100_000;
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    LocalStatevector localStatevector(ExecutionProperties properties) {
        return new LocalStatevector(
                properties.memory().toBytes(),
                properties.compiledCircuits().toBytes(),
                properties.simulatorThreadsOr(Runtime.getRuntime().availableProcessors()));
    }

    @Bean
    Router router(LocalStatevector localStatevector) {
        return new Router(List.of(localStatevector));
    }

    @Bean
    MemoryBudget memoryBudget(ExecutionProperties properties) {
        return new MemoryBudget(properties.memory().toBytes());
    }

    @Bean
    RunTimes runTimes(MeterRegistry meters) {
        return (backend, wanted, outcome, seconds) -> meters.timer(
                        "ketstream.execution.run", "backend", backend, "wanted", tag(wanted), "outcome", outcome)
                .record((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    private static String tag(@Nullable Wanted wanted) {
        return wanted == null ? "circuit" : wanted.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Bean
    Circuits circuits(ExecutionProperties properties) {
        return new Circuits(OpenQasm::read, properties.compiledCircuits().toBytes());
    }

    @Bean
    CircuitSource circuitSource(ServiceAddresses addresses) {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(FETCH_TIMEOUT).build());
        requests.setReadTimeout(FETCH_TIMEOUT);
        return new HttpCircuitSource(
                RestClient.builder().requestFactory(requests).build(), addresses.circuit());
    }

    @Bean
    JdbcResults results(JdbcTemplate jdbc, EventCodec codec) {
        return new JdbcResults(jdbc, codec, RECENT_RESULT_BYTES);
    }

    @Bean
    JdbcJobs jobs(JdbcClient jdbc, ExecutionProperties properties) {
        return new JdbcJobs(jdbc, UUID.randomUUID(), properties.jobs().lease(), seconds(properties.longAfter()));
    }

    @Bean
    Leases leases() {
        return new Leases();
    }

    @Bean
    EndedRuns endedRuns() {
        return new EndedRuns(ENDED_RUNS);
    }

    @Bean
    Answerer answerer(
            Router router,
            MemoryBudget memory,
            RunTimes times,
            RunTraces traces,
            InstantSource clock,
            EventCodec codec) {
        return new Answerer(router, memory, times, traces, clock, result -> RecordBytes.of(codec.encode(result)));
    }

    /// Computes requests; platform threads, because they never wait.
    @Bean(destroyMethod = "close")
    ExecutorService requestWorkers(ExecutionProperties properties) {
        return Executors.newFixedThreadPool(
                properties.workersOr(Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("worker-", 0).daemon().factory());
    }

    /// Waits for the database.
    @Bean(destroyMethod = "close")
    ExecutorService blockingCalls() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("database-", 0).factory());
    }

    @Bean
    RequestQueue requestQueue(
            ExecutionProperties properties,
            Circuits circuits,
            Answerer answerer,
            JdbcResults results,
            JdbcJobs jobs,
            Publisher publisher,
            EndedRuns ended,
            Leases leases,
            ExecutorService requestWorkers,
            ExecutorService blockingCalls) {
        return new RequestQueue(
                new QueueLimits(
                        properties.queue().deliveries(), seconds(properties.longAfter()), properties.circuitPatience()),
                circuits,
                answerer,
                results,
                jobs,
                publisher,
                ended,
                leases,
                requestWorkers,
                blockingCalls);
    }

    @Bean
    JobLimits jobLimits(ExecutionProperties properties) {
        return new JobLimits(properties.jobs().attempts(), properties.jobs().lease(), properties.circuitDeadline());
    }

    @Bean
    RequestJob requestJob(
            EventCodec codec,
            Circuits circuits,
            Answerer answerer,
            JdbcResults results,
            Publisher publisher,
            JdbcJobs jobs,
            RequestQueue queue) {
        return new RequestJob(codec, circuits, answerer, results, publisher, jobs, queue);
    }

    @Bean
    JobWorkers jobWorkers(
            JdbcJobs jobs,
            RequestJob requests,
            Router router,
            MemoryBudget memory,
            RunTimes times,
            JobLimits limits,
            Leases leases) {
        return new JobWorkers(jobs, requests, new ApiJob(router, memory, times, jobs), limits, leases);
    }

    @Bean
    CircuitWait circuitWait(
            JdbcJobs jobs,
            RequestJob requests,
            Circuits circuits,
            CircuitSource source,
            JobWorkers workers,
            JobLimits limits,
            InstantSource clock) {
        return new CircuitWait(jobs, requests, circuits, source, workers, limits, clock);
    }

    @Bean
    JobDesk jobDesk(Router router, JdbcJobs jobs, JobWorkers workers, Leases leases, ExecutionProperties properties) {
        return new JobDesk(router, jobs, workers, leases, seconds(properties.longAfter()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
