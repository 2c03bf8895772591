package io.ketstream.benchmarks.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.stack.process.Processor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkersTest {

    private static WorkersOptions parse(String words) {
        return WorkersOptions.parse(words.split(" "), Path.of("/here"));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(parse("--parts grid --gram-rows 1000 --gram-qubits 15 --grid-rows 50 --grid-qubits 10"
                        + " --processors 1,3 --repeats 4 --json out.json"))
                .isEqualTo(new WorkersOptions(
                        List.of(WorkersOptions.Part.GRID),
                        1000,
                        15,
                        50,
                        10,
                        List.of(new Processor(1), new Processor(3)),
                        4,
                        Path.of("/here/out.json")));
        assertThat(parse("--processors any").processors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--parts loop | --parts must be gram, grid or gram,grid, not loop",
                "--processors 1,1 | --processors must be two different ones",
                "--processors 0 | --processors must be two different ones",
                "--gram-rows 2001 | rows must be 20 to 2000",
                "--grid-qubits 21 | qubits must be 2 to 20",
                "--repeats 0 | --repeats must be at least 1",
                "--speed 1 | does not know --speed"
            })
    void whatIsWrongIsSaid(String words, String message) {
        assertThatThrownBy(() -> parse(words)).hasMessageContaining(message);
    }

    private static WorkersFigures.Trip trip(double seconds, double... computing) {
        List<WorkersFigures.Work> workers = java.util.Arrays.stream(computing)
                .mapToObj(busy -> new WorkersFigures.Work(10, busy, busy + 1))
                .toList();
        return new WorkersFigures.Trip(
                seconds, seconds - 1, workers, Map.of("broker", 0.4, "optimizer-service", 2.0, "database", 0.6));
    }

    @Test
    void efficiencyIsOfMediansAndTheDivisionOfWorkIsSeenApartFromIt() {
        var part = new WorkersFigures.Part(
                "gram",
                "a Gram matrix: 500 rows, 16 qubits",
                List.of(trip(20, 18), trip(22, 18)),
                List.of(trip(12.5, 12, 6), trip(10, 9, 9), trip(15, 9, 9)));
        assertThat(part.efficiency()).isCloseTo(21 / 25.0, within(1e-12));
        assertThat(part.answeredEfficiency()).isCloseTo(20 / 23.0, within(1e-12));
        // 18 of 2 · 12, then evenly twice
        assertThat(part.division()).isCloseTo((0.75 + 1 + 1) / 3, within(1e-12));
        var figures = new WorkersFigures(2, 0.5, List.of(part), List.of(600L << 20, 500L << 20));
        assertThat(figures.isRight()).isTrue();
        assertThat(WorkersReport.of(parse("--processors 0,1 --repeats 3"), figures))
                .contains("| a Gram matrix: 500 rows, 16 qubits | 21.0 | 12.5 | **0.84** (goal 0.9: missed)"
                        + " | 20.0, 11.5: 0.87 | 0.92 | 10 in 18.0, 19.0 | 10 in 9.0, 10.0; 10 in 9.0, 10.0 |")
                .contains("with two 3.0 (optimizer-service 2.0, database 0.6).")
                .contains("on a processor of its own")
                .contains("MiB: 600, 500.");
    }

    @Test
    void aWorkerThatDidNothingIsNotRight() {
        var idle = new WorkersFigures.Trip(
                9, 8, List.of(new WorkersFigures.Work(10, 8, 8), new WorkersFigures.Work(0, 0, 0.1)), Map.of());
        var part = new WorkersFigures.Part("grid", "a grid", List.of(trip(9, 8)), List.of(idle));
        assertThat(new WorkersFigures(2, 0, List.of(part), List.of()).isRight()).isFalse();
    }

    @Test
    void metricsAreSummedOverTheirLabels() {
        String page = """
                # TYPE ketstream_execution_run_seconds summary
                ketstream_execution_run_seconds_count{backend="a",wanted="kernel"} 3
                ketstream_execution_run_seconds_count{backend="a",wanted="loss"} 4
                ketstream_execution_run_seconds_sum{backend="a",wanted="kernel"} 1.5
                process_cpu_time_ns_total 2.5E9
                """;
        assertThat(WorkerGauge.sum(page, "ketstream_execution_run_seconds_count"))
                .isEqualTo(7);
        assertThat(WorkerGauge.sum(page, "ketstream_execution_run_seconds_sum")).isEqualTo(1.5);
        assertThat(WorkerGauge.sum(page, "process_cpu_time_ns_total")).isEqualTo(2.5e9);
        assertThat(WorkerGauge.residentBytes("Name:\tjava\nVmHWM:\t  614400 kB\nVmRSS:\t 1 kB\n"))
                .isEqualTo(600L << 20);
    }

    @Test
    void theGridHas36Points() {
        JsonNode grid = JsonMapper.shared().readTree(GramAndGrid.grid("table")).at("/search/grid");
        assertThat(grid.propertyNames()).containsExactly("problem.preprocessing[0].high", "model.c");
        assertThat(grid.valueStream().mapToInt(values ->
                        (int) values.valueStream().distinct().count()))
                .containsExactly(6, 6);
    }

    @Test
    void tablesHaveTheirShapeAndAreTheSameAgain() {
        String csv = GeneratedTable.csv(30, 5);
        assertThat(csv.lines()).hasSize(31).allMatch(line -> line.split(",").length == 6);
        assertThat(GeneratedTable.csv(30, 5)).isEqualTo(csv);
    }
}
