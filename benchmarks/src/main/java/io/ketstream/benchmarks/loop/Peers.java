package io.ketstream.benchmarks.loop;

import io.ketstream.benchmarks.peers.PeerEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `peers/loop_peers.py` in the peers' environment.
final class Peers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long RUN_MINUTES = 20;

    private final PeerEnvironment environment;

    /// One library at one size.
    ///
    /// @param energy at [RunBodies#ANGLES], minimised
    record Figure(String library, int nodes, double energy, int iterations, double p50Micros) {}

    Peers(PeerEnvironment environment) {
        this.environment = environment;
    }

    List<Figure> run(List<Integer> sizes, int evaluations) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                environment.interpreter(),
                environment.scripts().resolve("loop_peers.py").toString(),
                "--evaluations"));
        command.add(Integer.toString(evaluations));
        command.add("--nodes");
        sizes.forEach(size -> command.add(Integer.toString(size)));
        command.add("--angles");
        RunBodies.ANGLES.forEach(angle -> command.add(Double.toString(angle)));
        Path output = Files.createTempFile("peers", ".json");
        try {
            PeerEnvironment.call(command, output, RUN_MINUTES);
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
}
