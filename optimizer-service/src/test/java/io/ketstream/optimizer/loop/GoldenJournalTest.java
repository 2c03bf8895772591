package io.ketstream.optimizer.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.support.event.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Journals of every released optimiser, as they were written then, replay to the outcome they had then.
///
/// A golden journal is a file of `key value` rows in hexadecimal below the outcome's JSON, named after the run's
/// version. They are never changed. A new version of an optimiser gets a further one, and one of [RunAlgorithm] a
/// further one of each [Choice], too: run this test with `-Dketstream.golden=src/test/resources`, which writes
/// those that are missing.
class GoldenJournalTest {

    private static final String DIRECTORY = "golden-journals";
    private static final EventCodec CODEC = new EventCodec("optimizer-service");
    private static final RunId RUN = Samples.run(21);

    static Stream<Path> journals() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("journals")
    void replays(Path journal) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        var rows = new MemoryRows();
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(" ", -1);
            rows.put(HexFormat.of().parseHex(row[0]), HexFormat.of().parseHex(row[1]));
        }
        try (World world = new World((none, now) -> new PureNode(rows, now, Samples.LOOP))) {
            Outcome outcome = Outcome.of(world, RUN);
            assertThat(new String(CODEC.encode(outcome.ended()), UTF_8))
                    .as("a run that was begun with this version would not be restored: leave the version as it is, and "
                            + "register what is changed as a new one (Minimizers, or Algorithms for the run itself)")
                    .isEqualTo(lines.getFirst());
            assertThat(world.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void everyOptimizerHasOne(OptimizerType type) throws URISyntaxException {
        assertHasOne(circuit(type), Samples.diagonal(), "");
    }

    @ParameterizedTest
    @EnumSource(Choice.class)
    void everyChoiceHasOne(Choice choice) throws URISyntaxException {
        assertHasOne(choice.circuit(RUN), choice.formulation(), "_" + choice.title());
    }

    private static void assertHasOne(RunCircuitReady circuit, Formulation formulation, String suffix)
            throws URISyntaxException {
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, Samples.LOOP),
                question -> AnalyticExecutor.answer(question, formulation))) {
            world.send(circuit);
            Outcome outcome = Outcome.of(world, RUN);
            String version = Objects.requireNonNull(outcome.ended().optimizerVersion());
            String name = version.replace('/', '-').replace(' ', '_') + suffix + ".txt";
            String target = System.getProperty("ketstream.golden");
            if (target != null) {
                write(Path.of(target, DIRECTORY, name), world.rows(), outcome.ended());
            } else {
                assertThat(directory().resolve(name)).exists();
            }
        }
    }

    @Test
    void rowsAreReadBackAsTheyWereWritten() {
        var answer = Answer.of(AnalyticExecutor.answer(firstQuestion(OptimizerType.L_BFGS)));
        assertThat(AnswerFormat.decode(AnswerFormat.encode(answer))).isEqualTo(answer);
        var sampled = Answer.of(AnalyticExecutor.answer(firstQuestion(OptimizerType.SPSA)));
        assertThat(AnswerFormat.decode(AnswerFormat.encode(sampled))).isEqualTo(sampled);
    }

    private static ExecutionRequested firstQuestion(OptimizerType type) {
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP))) {
            world.send(circuit(type));
            world.step();
            return world.requests().getFirst();
        }
    }

    private static RunCircuitReady circuit(OptimizerType type) {
        Integer shots = type.usesGradient() ? null : (Integer) 64;
        return Samples.circuit(RUN, Samples.diagonal(), Samples.settings(Samples.optimizer(type, 30), shots));
    }

    private static Path directory() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GoldenJournalTest.class.getResource("/" + DIRECTORY))
                .toURI());
    }

    /// Without the marker that the run has ended, so that replay ends it again.
    private static void write(Path file, MemoryRows rows, RunEnded ended) {
        if (Files.exists(file)) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(new String(CODEC.encode(ended), UTF_8));
        byte[] endedMarker = {2};
        rows.map().forEach((key, value) -> {
            boolean marker =
                    key[0] == 0 && Arrays.equals(Arrays.copyOfRange(key, key.length - 1, key.length), endedMarker);
            if (!marker) {
                lines.add(HexFormat.of().formatHex(key) + " " + HexFormat.of().formatHex(value));
            }
        });
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
