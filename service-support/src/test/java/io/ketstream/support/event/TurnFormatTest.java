package io.ketstream.support.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.SampleEvents;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.core.JacksonException;

/// The mapper is the reference: the short way writes its bytes, and reads what it reads or nothing.
class TurnFormatTest {

    private static final Digest CIRCUIT = Digest.of("circuit");
    private static final Engine ENGINE = new Engine("local-statevector", "statevector-1", "f64");
    private static final long SEED = 20261125;

    static final List<Event> TURNS = IntStream.range(0, 200)
            .boxed()
            .flatMap(number -> turn(new Random(SEED + number)))
            .toList();

    static final List<Event> FEW = TURNS.subList(0, 12);

    /// Left to the mapper, each for one thing.
    static final List<Event> UNUSUAL = List.of(
            iterated(1, "a\"b"),
            iterated(1, "a\\b"),
            iterated(1, "a\nb"),
            iterated(1, "\u03c8"),
            iterated(1, "\u007f"),
            iterated(Double.NaN, null),
            iterated(Double.NEGATIVE_INFINITY, null),
            new IterationCompleted(
                    EventMetadata.of("far", Instant.parse("+10000-01-01T00:00:00Z"), null),
                    RunId.random(),
                    1,
                    1,
                    1,
                    RealVector.zeros(1),
                    1,
                    1,
                    1,
                    null));

    /// What a kernel's tiles and a training's batches add to questions and answers; left to the mapper as a whole.
    static final List<Event> LEARNING = List.of(
            asked(Pub.kernel(CIRCUIT, List.of(RealVector.of(1, 2)), List.of(RealVector.of(3, 4)), 100, SEED)),
            asked(Pub.ofBatch(
                    CIRCUIT,
                    List.of(RealVector.of(0.5)),
                    new TrainingBatch(
                            List.of(RealVector.of(1), RealVector.of(2)),
                            List.of(new PauliString("IZ")),
                            RealVector.of(0, 1),
                            new Loss.CrossEntropy(2)),
                    null,
                    SEED,
                    Wanted.LOSS_GRADIENT)),
            new ExecutionCompleted(
                    EventMetadata.of("tile", Instant.EPOCH, null),
                    new ExecutionId(RunId.of("b6c2d1c4-5b0c-4f0e-9d3e-2f5f4b1f2a10"), 3, CIRCUIT),
                    ENGINE,
                    List.of(),
                    0.5,
                    0.25,
                    PackedMatrix.of(1, 2, new double[] {1, 1.0 / 3})));

    private static ExecutionRequested asked(Pub pub) {
        var id = new ExecutionId(RunId.of("b6c2d1c4-5b0c-4f0e-9d3e-2f5f4b1f2a10"), 3, pub.digest());
        var link = new Link(URI.create("http://127.0.0.1/circuits/1"), CIRCUIT);
        return new ExecutionRequested(
                EventMetadata.of(id.toString(), Instant.EPOCH, null), id, pub, "auto", null, link);
    }

    @ParameterizedTest
    @FieldSource("LEARNING")
    void losesNothingOfTilesAndBatches(Event event) {
        var codec = new EventCodec("test");
        assertThat(TurnWriter.write(event)).isNull();
        assertThat(TurnReader.read(mapped(event))).isNull();
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @FieldSource("TURNS")
    void writesTheMappersBytesAndReadsThemBack(Event event) {
        byte[] expected = mapped(event);
        assertThat(TurnWriter.write(event)).asString().isEqualTo(new String(expected, StandardCharsets.UTF_8));
        assertThat(TurnReader.read(expected)).isEqualTo(event);
    }

    @ParameterizedTest
    @FieldSource("UNUSUAL")
    void leavesTheUnusualToTheMapper(Event event) {
        assertThat(TurnWriter.write(event)).isNull();
        assertThat(new EventCodec("test").encode(event)).isEqualTo(mapped(event));
    }

    @Test
    void leavesOtherEventsToTheMapper() {
        for (Event event : SampleEvents.all()) {
            byte[] bytes = TurnWriter.write(event);
            assertThat(bytes == null || event instanceof ExecutionRequested || event instanceof IterationCompleted)
                    .as(event.toString())
                    .isTrue();
            Event read = TurnReader.read(mapped(event));
            assertThat(read == null || read.equals(event)).as(event.toString()).isTrue();
        }
    }

    /// Whatever happens to one byte, the short way never sees something else in it than the mapper.
    @ParameterizedTest
    @FieldSource("FEW")
    void readsNothingThatTheMapperWouldReadOtherwise(Event event) {
        byte[] bytes = mapped(event);
        for (int place = 0; place < bytes.length; place++) {
            for (char other : "\" \\,:{}[]-+.0189eEaZT\u0000\u007f".toCharArray()) {
                byte[] changed = bytes.clone();
                changed[place] = (byte) other;
                assertAgrees(changed);
            }
            byte[] shorter = new byte[bytes.length - 1];
            System.arraycopy(bytes, 0, shorter, 0, place);
            System.arraycopy(bytes, place + 1, shorter, place, shorter.length - place);
            assertAgrees(shorter);
        }
    }

    @ParameterizedTest
    @FieldSource("FEW")
    void readsNoPartOfAnEvent(Event event) {
        byte[] bytes = mapped(event);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(TurnReader.read(new String(bytes, StandardCharsets.UTF_8)
                            .substring(0, length)
                            .getBytes(StandardCharsets.UTF_8)))
                    .isNull();
        }
    }

    private static void assertAgrees(byte[] bytes) {
        Event read = TurnReader.read(bytes);
        if (read != null) {
            assertThat(mapper(bytes))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(read);
        }
    }

    private static @Nullable Event mapper(byte[] bytes) {
        try {
            return ModelJson.mapper().readValue(bytes, Event.class);
        } catch (JacksonException refused) {
            return null;
        }
    }

    private static byte[] mapped(Event event) {
        return ModelJson.mapper().writerFor(Event.class).writeValueAsBytes(event);
    }

    private static Stream<Event> turn(Random random) {
        var run = new RunId(new UUID(random.nextLong(), random.nextLong()));
        Integer shots = random.nextBoolean() ? 1 + random.nextInt(1_000_000) : null;
        var pub = new Pub(
                CIRCUIT,
                List.of(vector(random, 3), vector(random, 3)).subList(0, 1 + random.nextInt(2)),
                shots,
                random.nextBoolean() ? random.nextLong() : random.nextInt(100),
                random.nextBoolean() ? Wanted.ESTIMATE : Wanted.SAMPLES,
                random.nextBoolean()
                        ? new Objective.Mean()
                        : new Objective.ConditionalValueAtRisk(1 - random.nextDouble()),
                random.nextBoolean() ? Grouping.COMMUTING : null);
        var id = new ExecutionId(run, 1 + random.nextInt(100_000), pub.digest());
        return Stream.of(
                new ExecutionRequested(
                        metadata(random),
                        id,
                        pub,
                        "auto",
                        random.nextBoolean() ? ENGINE : null,
                        new Link(URI.create("http://127.0.0.1:8082/api/v1/circuits/" + CIRCUIT), CIRCUIT)),
                new ExecutionCompleted(
                        metadata(random),
                        id,
                        ENGINE,
                        List.of(point(random), point(random)).subList(0, 1 + random.nextInt(2)),
                        random.nextInt(100) / 1e3,
                        random.nextDouble()),
                new IterationCompleted(
                        metadata(random),
                        run,
                        random.nextInt(),
                        random.nextInt(),
                        random.nextLong(),
                        vector(random, random.nextInt(10)),
                        real(random),
                        real(random),
                        real(random),
                        random.nextBoolean() ? "0101" : null));
    }

    private static IterationCompleted iterated(double objective, @Nullable String bits) {
        return new IterationCompleted(
                EventMetadata.of("unusual", Instant.EPOCH, null),
                RunId.random(),
                1,
                1,
                1,
                RealVector.zeros(1),
                objective,
                0,
                0,
                bits);
    }

    private static EventMetadata metadata(Random random) {
        int nanos = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1_000_000 * random.nextInt(1000);
            case 2 -> 1000 * random.nextInt(1_000_000);
            default -> random.nextInt(1_000_000_000);
        };
        // from the year 0 to the year 9999
        Instant time = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L), nanos);
        UUID cause = random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()) : null;
        return EventMetadata.of("turn/" + random.nextLong(), time, cause);
    }

    private static PointResult point(Random random) {
        return new PointResult(
                real(random),
                real(random),
                real(random),
                random.nextBoolean() ? vector(random, random.nextInt(4)) : null,
                random.nextBoolean() ? new SampledState("010", real(random), random.nextDouble()) : null,
                null);
    }

    private static RealVector vector(Random random, int size) {
        return RealVector.of(
                IntStream.range(0, size).mapToDouble(_ -> real(random)).toArray());
    }

    /// Any finite double; now and then a short one, a zero of either sign or an extreme one.
    private static double real(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(100);
            case 1 -> -0.0;
            case 2 -> Double.MIN_VALUE;
            case 3 -> -Double.MAX_VALUE;
            case 4 -> Double.longBitsToDouble(random.nextLong(0x7ff0_0000_0000_0000L));
            default -> random.nextGaussian();
        };
    }
}
