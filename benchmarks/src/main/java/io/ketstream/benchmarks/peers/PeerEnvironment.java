package io.ketstream.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The Python virtual environment with the pinned peers, in `.ketstream/peers`.
///
/// `requirements.txt` is resolved together; what stands in `requirements-alone.txt` pins its own dependencies to other
/// versions and comes without them.
public final class PeerEnvironment {
    private static final long INSTALL_MINUTES = 20;

    private final Path scripts;
    private final Path environment;
    private final Consumer<String> progress;

    /// @param home the project's root
    public PeerEnvironment(Path home, Consumer<String> progress) {
        this.scripts = home.resolve("benchmarks").resolve("peers");
        this.environment = home.resolve(".ketstream").resolve("peers");
        this.progress = progress;
    }

    /// Whether there is a Python that can be used.
    public static Optional<String> python() {
        return List.of("python3", "python").stream()
                .filter(PeerEnvironment::suits)
                .findFirst();
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
    ///
    /// @throws IOException when something could not be installed
    public void install(String python) throws IOException, InterruptedException {
        if (isInstalled()) {
            return;
        }
        create(python);
        pip("--requirement", requirements().toString());
        pip("--no-deps", "--requirement", requirementsAlone().toString());
        remember();
    }

    /// The same, but what cannot be installed is left out, and the rest is installed package by package.
    ///
    /// @throws IOException when there is no environment at all
    public void installWhatCanBe(String python) throws IOException, InterruptedException {
        try {
            install(python);
        } catch (IOException together) {
            if (!Files.exists(Path.of(interpreter()))) {
                throw together;
            }
            progress.accept(together.getMessage() + "; trying one package after another");
            for (String requirement : Files.readAllLines(requirements())) {
                pipIfPossible(requirement, "--constraint", requirements().toString());
            }
            for (String requirement : Files.readAllLines(requirementsAlone())) {
                pipIfPossible(requirement, "--no-deps");
            }
        }
    }

    private void pipIfPossible(String requirement, String... options) throws InterruptedException {
        try {
            List<String> arguments = new ArrayList<>(List.of(requirement));
            arguments.addAll(List.of(options));
            pip(arguments.toArray(String[]::new));
        } catch (IOException absent) {
            progress.accept("Without " + requirement + ": " + absent.getMessage());
        }
    }

    private boolean isInstalled() throws IOException {
        return isCopied(requirements()) && isCopied(requirementsAlone());
    }

    private boolean isCopied(Path file) throws IOException {
        Path copy = environment.resolve(file.getFileName());
        return Files.exists(copy) && Files.mismatch(file, copy) == -1;
    }

    private void create(String python) throws IOException, InterruptedException {
        progress.accept("Installing the peers into " + environment);
        Files.createDirectories(environment);
        Files.deleteIfExists(environment.resolve(requirements().getFileName()));
        call(List.of(python, "-m", "venv", environment.toString()), log(), INSTALL_MINUTES);
    }

    private void pip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(interpreter(), "-m", "pip", "install", "--quiet"));
        command.addAll(List.of(arguments));
        call(command, log(), INSTALL_MINUTES);
    }

    private void remember() throws IOException {
        for (Path file : List.of(requirementsAlone(), requirements())) {
            Files.copy(file, environment.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path requirements() {
        return scripts.resolve("requirements.txt");
    }

    private Path requirementsAlone() {
        return scripts.resolve("requirements-alone.txt");
    }

    private Path log() {
        return environment.resolveSibling("peers.log");
    }

    /// What is pinned, `name version`.
    public List<String> versions() throws IOException {
        List<String> versions = new ArrayList<>();
        for (Path file : List.of(requirements(), requirementsAlone())) {
            Files.readAllLines(file).forEach(line -> versions.add(line.replace("==", " ")));
        }
        return versions;
    }

    /// The folder of the peers' programs.
    public Path scripts() {
        return scripts;
    }

    public String interpreter() {
        return environment.resolve("bin").resolve("python").toString();
    }

    /// Runs a command to its end.
    ///
    /// @param output takes its standard output; its standard error goes to ours
    /// @throws IOException when it takes longer than `minutes` or ends with another status than 0
    public static void call(List<String> command, Path output, long minutes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " took longer than " + minutes + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command.subList(0, Math.min(4, command.size()))) + " ended with "
                    + process.exitValue());
        }
    }
}
