package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareOptionsTest {
    private static final Path HOME = Path.of("/home");

    @Test
    void defaultsMeasureEverything() {
        CompareOptions options = parse("");

        assertThat(options.json()).isFalse();
        assertThat(options.sizes()).containsExactlyInAnyOrder(12, 16, 20, 24);
        assertThat(options.families()).containsExactlyInAnyOrder(Workload.Family.values());
        assertThat(options.contenders()).containsExactly(Contender.values());
        assertThat(options.threads()).containsExactly(1, 2);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.budget()).isEqualTo(5);
        assertThat(options.warmUp()).isEqualTo(4);
        assertThat(options.patience()).isEqualTo(600);
        assertThat(options.out()).isEqualTo(Path.of("/home/.ketstream/compare"));
    }

    @Test
    void everyOptionIsRead() {
        CompareOptions options = parse("--json --sizes 20,12 --workloads w1,xy --peers qokit,aer --threads 2,1"
                + " --rounds 3 --budget 1.5 --warm-up 0.5 --patience 60 --out there");

        assertThat(options.json()).isTrue();
        assertThat(options.sizes()).containsExactlyInAnyOrder(12, 20);
        assertThat(options.families()).containsExactlyInAnyOrder(Workload.Family.W1, Workload.Family.XY);
        assertThat(options.contenders())
                .containsExactly(
                        Contender.KETSTREAM,
                        Contender.KETSTREAM_F32,
                        Contender.KETSTREAM_LOOPS,
                        Contender.QOKIT,
                        Contender.AER);
        assertThat(options.threads()).containsExactly(1, 2);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.budget()).isEqualTo(1.5);
        assertThat(options.warmUp()).isEqualTo(0.5);
        assertThat(options.patience()).isEqualTo(60);
        assertThat(options.out()).isEqualTo(Path.of("/here/there"));
    }

    @Test
    void quickIsOfSmallSizes() {
        assertThat(parse("--quick").sizes()).containsExactlyInAnyOrder(12, 16);
        assertThat(parse("--peers none").contenders()).isEqualTo(Contender.ofKind(Contender.Kind.OWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--fast",
                "--sizes 2",
                "--sizes twelve",
                "--workloads w9",
                "--peers qiskit",
                "--threads 0",
                "--budget 0",
                "--out"
            })
    void whatCannotBeMeantIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line));
    }

    private static CompareOptions parse(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");
        return CompareOptions.parse(words, Path.of("/here"), HOME, 2);
    }
}
