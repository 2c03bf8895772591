package io.ketstream.optimizer.loop.streams;

import static java.util.Objects.requireNonNull;

import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.optimizer.loop.AlgorithmBudget;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.LoopNode;
import io.ketstream.optimizer.loop.LoopSettings;
import io.ketstream.optimizer.loop.MemoryRows;
import io.ketstream.optimizer.loop.Samples;
import io.ketstream.optimizer.loop.Trainings;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.trace.RunTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// The loop's whole topology in a test driver: bytes in, bytes out.
final class TopologyNode implements LoopNode {

    private static final List<String> INPUTS = List.of(
            Topics.RUN_CIRCUITS,
            Topics.EXECUTION_RESULTS,
            Topics.RUN_COMMANDS,
            Topics.RUN_CHILDREN,
            Topics.RUN_OUTCOMES);
    private static final List<String> OUTPUTS = List.of(
            Topics.PROBLEMS,
            Topics.RUN_CHILDREN,
            Topics.RUN_PROGRESS,
            Topics.EXECUTION_REQUESTS,
            Topics.RUN_CONTROLS,
            Topics.PORTFOLIOS,
            Topics.RUN_COMMANDS,
            Topics.RUN_OUTCOMES);

    private final EventCodec codec = new EventCodec("optimizer-service");
    private final MemoryRows rows;
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new LinkedHashMap<>();
    private final Map<String, TestOutputTopic<String, byte[]>> outputs = new LinkedHashMap<>();
    private final Queue<RunEvent> announced = new ConcurrentLinkedQueue<>();

    TopologyNode(MemoryRows rows, Instant now, LoopSettings settings) {
        this(rows, now, settings, new SimpleMeterRegistry(), RunTraces.NONE);
    }

    TopologyNode(MemoryRows rows, Instant now, LoopSettings settings, MeterRegistry meters, RunTraces traces) {
        this.rows = rows;
        var budget = new AlgorithmBudget(settings);
        var services = new LoopServices(
                codec,
                settings,
                budget,
                new LoopServices.Fetcher() {
                    @Override
                    public void fetchFormulation(RunId run, Link link, Consumer<Input> answer) {
                        throw new AssertionError("no formulation is behind a link here");
                    }

                    @Override
                    public void fetchCovariance(RunId run, Link link, Consumer<Input> answer) {
                        throw new AssertionError("no covariance is behind a link here");
                    }

                    @Override
                    public void fetchTable(RunId run, Link link, Consumer<Input> answer) {
                        answer.accept(new Input.TableFetched(run, link.sha256(), Trainings.table(link)));
                    }
                },
                (run, formulation, runSettings, answer) -> {
                    // controls are not looked at here
                },
                (run, sequence) -> announced.add(new RunCommand.Advance(
                        EventMetadata.of(run + "/advance/" + sequence, Samples.START, null), run, sequence)),
                new LoopMetrics(meters, budget),
                traces);
        var topology = new Topology();
        LoopTopology.addTo(topology, services, RowsStore.supplier(rows));
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "loop-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        driver = new TopologyTestDriver(topology, properties, now);
        for (String topic : INPUTS) {
            inputs.put(topic, driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer()));
        }
        for (String topic : OUTPUTS) {
            outputs.put(topic, driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer()));
        }
    }

    @Override
    public void feed(RunEvent event, long offset) {
        String topic = switch (event) {
            case ExecutionResult result -> Topics.EXECUTION_RESULTS;
            case RunCommand command -> Topics.RUN_COMMANDS;
            case RunEnded ended -> Topics.RUN_OUTCOMES;
            case ChildEnded ended -> Topics.RUN_CHILDREN;
            default -> Topics.RUN_CIRCUITS;
        };
        feedRaw(topic, event.key(), codec.encode(event));
    }

    void feedRaw(String topic, String key, byte[] value) {
        requireNonNull(inputs.get(topic)).pipeInput(key, value);
    }

    @Override
    public void tick(Duration passed) {
        driver.advanceWallClockTime(passed);
    }

    /// The test driver also feeds what goes to an input topic straight back, as a broker would.
    @Override
    public List<RunEvent> drain() {
        var drained = new ArrayList<RunEvent>();
        outputs.values()
                .forEach(topic ->
                        topic.readValuesToList().forEach(value -> drained.add((RunEvent) codec.decode(value))));
        for (RunEvent event = announced.poll(); event != null; event = announced.poll()) {
            drained.add(event);
        }
        return drained;
    }

    List<TestRecord<String, byte[]>> deadLetters(String topic) {
        return driver.createOutputTopic(Topics.deadLetter(topic), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public MemoryRows rows() {
        return rows;
    }

    @Override
    public void close() {
        driver.close();
    }
}
