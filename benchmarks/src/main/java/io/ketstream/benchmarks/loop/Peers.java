package io.ketstream.benchmarks.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `peers/loop_peers.py` in a virtual environment of its own, with the pinned libraries.
final class Peers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long INSTALL_MINUTES = 20;
    private static final long RUN_MINUTES = 20;

    private final Path scripts;
    private final Path environment;
    private final Consumer<String> progress;

    /// One library at one size.
    ///
    /// @param energy at [RunBodies#ANGLES], minimised
    record Figure(String library, int nodes, double energy, int iterations, double p50Micros) {}

    /// @param home the project's root
    Peers(Path home, Consumer<String> progress) {
        this.scripts = home.resolve("benchmarks").resolve("peers");
        this.environment = home.resolve(".ketstream").resolve("peers");
        this.progress = progress;
    }

    /// Whether there is a Python that can be used.
    static Optional<String> python() {
        return List.of("python3", "python").stream().filter(Peers::suits).findFirst();
    }

    private static boolean suits(String name) {
        try {
            Process probe = new ProcessBuilder(name, "-c", "import venv, sys; sys.exit(sys.version_info < (3, 11))")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Makes the environment unless one with the same requirements stands there already.
    void install(String python) throws IOException, InterruptedException {
        Path requirements = scripts.resolve("requirements.txt");
        Path installed = environment.resolve("requirements.txt");
        if (Files.exists(installed) && Files.mismatch(requirements, installed) == -1) {
            return;
        }
        progress.accept("Installing PennyLane and Qiskit into " + environment);
        Path log = environment.resolveSibling("peers.log");
        Files.createDirectories(environment);
        call(List.of(python, "-m", "venv", environment.toString()), log, INSTALL_MINUTES);
        call(
                List.of(interpreter(), "-m", "pip", "install", "--quiet", "--requirement", requirements.toString()),
                log,
                INSTALL_MINUTES);
        Files.copy(requirements, installed);
    }

    List<Figure> run(List<Integer> sizes, int evaluations) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(interpreter(), scripts.resolve("loop_peers.py").toString(), "--evaluations"));
        command.add(Integer.toString(evaluations));
        command.add("--nodes");
        sizes.forEach(size -> command.add(Integer.toString(size)));
        command.add("--angles");
        RunBodies.ANGLES.forEach(angle -> command.add(Double.toString(angle)));
        Path output = Files.createTempFile("peers", ".json");
        try {
            call(command, output, RUN_MINUTES);
            List<Figure> figures = new ArrayList<>();
            for (JsonNode figure : JSON.readTree(Files.readString(output, StandardCharsets.UTF_8))) {
                figures.add(new Figure(
                        figure.path("library").asString(),
                        figure.path("nodes").asInt(),
                        figure.path("energy").asDouble(),
                        figure.path("iterations").asInt(),
                        figure.path("p50Seconds").asDouble() * 1e6));
            }
            return figures;
        } finally {
            Files.delete(output);
        }
    }

    private String interpreter() {
        return environment.resolve("bin").resolve("python").toString();
    }

    private static void call(List<String> command, Path output, long minutes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " took longer than " + minutes + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command.subList(0, 2)) + " ended with " + process.exitValue());
        }
    }
}
