package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.peers.PeerEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is compiled on the machine that measures, with the system's gcc and for its own processor.
final class NativeCode {
    private static final long COMPILE_MINUTES = 2;
    private static final String AVX512 = "__AVX512F__";
    private static final List<String> AVX2 = List.of("__AVX2__", "__FMA__");

    private final Path sources;
    private final Path directory;
    private final Set<String> macros;

    private NativeCode(Path sources, Path directory, Set<String> macros) {
        this.sources = sources;
        this.directory = directory;
        this.macros = macros;
    }

    /// @param sources the folder of the peers' programs
    /// @param directory takes what is compiled
    /// @throws IOException when there is no gcc
    static NativeCode of(Path sources, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path defined = directory.resolve("macros.txt");
        PeerEnvironment.call(
                List.of("gcc", "-march=native", "-dM", "-E", "-x", "c", "/dev/null"), defined, COMPILE_MINUTES);
        Set<String> macros = new HashSet<>();
        for (String line : Files.readAllLines(defined)) {
            macros.add(line.split(" ")[1]);
        }
        return new NativeCode(sources, directory, macros);
    }

    /// The library of the hand-written diagonal.
    Path diagonal() throws IOException, InterruptedException {
        Path library = directory.resolve("libdiagonal.so");
        compile(
                library,
                List.of("-ffast-math", "-fPIC", "-shared"),
                List.of(sources.resolve("diagonal.c")),
                List.of("-lmvec", "-lm"));
        return library;
    }

    /// QOKit's C simulator, where its package looks for it.
    void qokit(String interpreter) throws IOException, InterruptedException {
        Path place = directory.resolve("qokit.txt");
        PeerEnvironment.call(
                List.of(
                        interpreter,
                        "-c",
                        "import importlib.metadata as m; print(m.distribution('qokit').locate_file('qokit/fur/c/csim'))"),
                place,
                COMPILE_MINUTES);
        Path simulator = Path.of(Files.readString(place, StandardCharsets.UTF_8).strip());
        compile(
                simulator.resolve("libcsim.so"),
                List.of("-fPIC", "-shared", "-I", sources.resolve("qokit").toString()),
                List.of(
                        simulator.resolve("src/diagonal.c"),
                        simulator.resolve("src/fur.c"),
                        simulator.resolve("src/qaoa_fur.c")),
                List.of("-lm"));
    }

    /// The C prototype of the dense QAOA evaluation.
    ///
    /// @param source its file
    Path prototype(Path source) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-DWG8=4"));
        if (isPrototypeMapped()) {
            if (!macros.containsAll(AVX2)) {
                throw new IOException("it needs AVX-512, or AVX2 with FMA");
            }
            options.addAll(
                    List.of("-include", sources.resolve("avx2/avx512_on_avx2.h").toString()));
        }
        if (!Files.exists(source)) {
            throw new IOException("there is no " + source);
        }
        Path program = directory.resolve("prototype");
        compile(program, options, List.of(source), List.of("-lmvec", "-lm"));
        return program;
    }

    /// Whether the prototype's AVX-512 is mapped to AVX2.
    boolean isPrototypeMapped() {
        return !macros.contains(AVX512);
    }

    private static void compile(Path result, List<String> options, List<Path> sources, List<String> libraries)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcc", "-O3", "-march=native", "-fopenmp"));
        command.addAll(options);
        sources.forEach(source -> command.add(source.toString()));
        command.addAll(Arrays.asList("-o", result.toString()));
        command.addAll(libraries);
        PeerEnvironment.call(command, result.resolveSibling(result.getFileName() + ".log"), COMPILE_MINUTES);
    }
}
