package io.ketstream.optimizer.minimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.OptimizerType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every optimiser asks the questions it asked when it was released, bit for bit, in searches long enough to reach all
/// of its stages; the golden journals of the loop are short.
///
/// A line of the golden file is `version search digest`, the digest one of all questions, iterations and the minimum.
/// Lines are never changed. A new version gets further ones: run this test with
/// `-Dketstream.golden=src/test/resources`, which appends those that are missing.
class GoldenQuestionsTest {

    private static final String FILE = "golden-questions.txt";
    private static final Limits LIMITS =
            Limits.DEFAULT.withMaxIterations(2000).withMaxEvaluations(1500).withTolerance(1e-7);

    /// Searches that end by convergence, on a plateau and at the limit of evaluations.
    enum Course {
        EXACT,
        VALLEY,
        NOISY,
        WITH_OPTIONS
    }

    private static final Map<String, Double> VALUES = Map.ofEntries(
            Map.entry("a", 0.3),
            Map.entry("c", 0.2),
            Map.entry("alpha", 0.7),
            Map.entry("gamma", 0.15),
            Map.entry("A", 5.0),
            Map.entry("learningRate", 0.1),
            Map.entry("beta1", 0.8),
            Map.entry("beta2", 0.99),
            Map.entry("epsilon", 1e-6),
            Map.entry("memory", 2.0),
            Map.entry("initialTrustRadius", 0.25),
            Map.entry("initialStep", 0.25),
            Map.entry("populationSize", 12.0),
            Map.entry("sigma", 0.5));

    static Stream<Arguments> searches() {
        return Minimizers.RELEASES.stream()
                .flatMap(release -> Stream.of(Course.values())
                        .map(course -> Arguments.of(release.type(), release.version(), course)));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void asksWhatItAskedWhenItWasReleased(OptimizerType type, String version, Course course)
            throws IOException, URISyntaxException {
        String key = version + " " + course;
        String digest = trace(type, version, course);
        String golden = golden().get(key);
        String target = System.getProperty("ketstream.golden");
        if (golden == null && target != null) {
            Files.writeString(
                    Path.of(target, FILE),
                    key + " " + digest + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return;
        }
        assertThat(digest)
                .as(
                        "%s asks other questions than when it was released, so that runs begun with it would not be "
                                + "restored: leave it as it is, and register what is changed as a new version",
                        key)
                .isEqualTo(golden);
    }

    @Test
    void noReleasedVersionIsForgotten() throws IOException, URISyntaxException {
        List<String> versions =
                Minimizers.RELEASES.stream().map(Minimizers.Release::version).toList();
        assertThat(golden().keySet()).map(key -> key.split(" ")[0]).isSubsetOf(versions);
    }

    private static Map<String, String> golden() throws IOException, URISyntaxException {
        var digests = new TreeMap<String, String>();
        var resource = GoldenQuestionsTest.class.getResource("/" + FILE);
        if (resource != null) {
            for (String line : Files.readAllLines(Path.of(resource.toURI()))) {
                int end = line.lastIndexOf(' ');
                digests.put(line.substring(0, end), line.substring(end + 1));
            }
        }
        return digests;
    }

    private static String trace(OptimizerType type, String version, Course course) {
        return switch (course) {
            case EXACT -> trace(type, version, Map.of(), RecordedObjective.quadratic(0), RealVector.zeros(5), LIMITS);
            case VALLEY ->
                trace(type, version, Map.of(), RecordedObjective.rosenbrock(), RealVector.of(-1.2, 1), LIMITS);
            case NOISY -> {
                Limits limits = LIMITS.withMaxEvaluations(400).withPlateau(60).withTolerance(0);
                yield trace(type, version, Map.of(), RecordedObjective.quadratic(0.05), RealVector.zeros(7), limits);
            }
            case WITH_OPTIONS -> {
                var options = new TreeMap<String, Double>();
                type.options().forEach(option -> options.put(option.name(), VALUES.get(option.name())));
                Limits limits = LIMITS.withMaxEvaluations(200);
                yield trace(type, version, options, RecordedObjective.quadratic(0.01), RealVector.zeros(3), limits);
            }
        };
    }

    /// A double's text stands for its bits.
    private static String trace(
            OptimizerType type,
            String version,
            Map<String, Double> options,
            RecordedObjective objective,
            RealVector start,
            Limits limits) {
        var trace = new StringJoiner("\n");
        Minimum minimum = Minimizers.RELEASED
                .make(type, version, options)
                .minimize(
                        objective,
                        start,
                        limits,
                        17,
                        iteration -> trace.add(iteration.number() + " "
                                + iteration.evaluations() + " " + iteration.parameters() + " " + iteration.value() + " "
                                + iteration.standardError() + " " + iteration.bestParameters() + " "
                                + iteration.bestValue()));
        objective.questions.forEach(batch -> trace.add(batch.toString()));
        trace.add(minimum.parameters() + " " + minimum.value() + " " + minimum.stopReason());
        return Digest.of(trace.toString()).value();
    }
}
