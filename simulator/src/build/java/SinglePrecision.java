import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes the single-precision twins of double-precision sources, as text: class `X` becomes `SingleX`.
///
/// Everywhere, also in comments, `double`, `Double` and `DoubleVector` become their float counterparts, and the names
/// of the classes of [#GENERATED] and [#WRITTEN] get their prefix. What comes right after the comment `wide` stays, and
/// so does a region `always in double precision`; one `only in double precision` is left out. Literals stay as they
/// are, so that the compiler refuses those that lose digits: what has to be rounded goes through `Numbers`.
///
/// Run by the build: `java SinglePrecision.java SOURCES TARGET …`, the root folders of both.
final class SinglePrecision {

    private static final Path PACKAGE = Path.of("io", "ketstream", "simulator");

    private static final List<String> GENERATED = List.of(
            "AmplitudeEngine",
            "BlockMove",
            "BlockMoves",
            "Expectations",
            "Kernels",
            "KernelsTest",
            "Move",
            "PairKernel",
            "BoundCircuit",
            "PassBlocks",
            "PassMemory",
            "PassParts",
            "Passes",
            "Phases",
            "QuadraticPhase",
            "RotationsY",
            "ScalarKernels",
            "ScalarMove",
            "ScalarRotationsY",
            "ScalarTileSums",
            "ScalarTwoQubitGate",
            "Scratch",
            "Statevector",
            "TermSums",
            "TileSums",
            "TwoQubitGate",
            "VectorKernels",
            "VectorLoopsTest",
            "VectorMove",
            "VectorNetwork",
            "VectorRotationsY",
            "VectorTileSums",
            "VectorTwoQubitGate",
            "VectorWidth",
            "Workspace",
            "Workspaces");

    /// Twins written by hand.
    private static final List<String> WRITTEN = List.of("Numbers", "WideVectors");

    private static final Pattern LEFT_OUT = region("only in double precision");

    private static final Pattern NAME = Pattern.compile(
            "%s|(?<wide>/\\* wide \\*/\\s+)?\\b(?<name>double|Double|DoubleVector|%s|%s)\\b"
                    .formatted(
                            region("always in double precision"),
                            String.join("|", GENERATED),
                            String.join("|", WRITTEN)));

    /// Sums need doubles too.
    private static final String IMPORT = "import jdk.incubator.vector.FloatVector;";

    private SinglePrecision() {}

    public static void main(String[] roots) throws IOException {
        for (int k = 0; k < roots.length; k += 2) {
            write(Path.of(roots[k]).resolve(PACKAGE), Path.of(roots[k + 1]).resolve(PACKAGE));
        }
    }

    private static void write(Path sources, Path target) throws IOException {
        Files.createDirectories(target);
        Set<Path> written = new HashSet<>();
        for (String name : GENERATED) {
            Path source = sources.resolve(name + ".java");
            if (Files.exists(source)) {
                Path file = target.resolve("Single" + name + ".java");
                written.add(file);
                String text = single(Files.readString(source));
                // A file that is touched is compiled again.
                if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                    Files.writeString(file, text);
                }
            }
        }
        try (Stream<Path> files = Files.list(target)) {
            for (Path stale : files.filter(file -> !written.contains(file)).toList()) {
                Files.delete(stale);
            }
        }
    }

    private static Pattern region(String title) {
        return Pattern.compile("(?m:^) *// region " + title + "\\R(?s:.*?)(?m:^) *// endregion\\R");
    }

    private static String single(String source) {
        return NAME.matcher(LEFT_OUT.matcher(source).replaceAll(""))
                .replaceAll(SinglePrecision::replacement)
                .replace(IMPORT, IMPORT + "\nimport jdk.incubator.vector.DoubleVector;");
    }

    private static String replacement(MatchResult match) {
        String name = match.group("name");
        if (name == null) {
            return Matcher.quoteReplacement(match.group());
        }
        if (match.group("wide") != null) {
            return name;
        }
        return switch (name) {
            case "double" -> "float";
            case "Double" -> "Float";
            case "DoubleVector" -> "FloatVector";
            default -> "Single" + name;
        };
    }
}
