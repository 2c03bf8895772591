package io.ketstream.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private ProcessLedger ledger;

    @BeforeEach
    void open() {
        ledger = ProcessLedger.open(directory.resolve("processes"));
    }

    @Test
    void anEarlyEndIsReportedWithTheEndOfTheLog() {
        ChildProcess child = start("echo the reason; exit 3");
        child.awaitEnd(SOON);
        assertThatThrownBy(child::requireAlive)
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("the reason");
    }

    @Test
    void aPoliteStopLetsItFinish() throws IOException {
        ChildProcess child = start("trap 'echo drained; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLine(child, "ready");
        assertThat(child.stop(SOON)).isTrue();
        assertThat(Files.readString(child.log())).contains("drained");
        assertThat(ledger.running()).isEmpty();
    }

    @Test
    void onlyPatienceIsLost() {
        ChildProcess child = start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLine(child, "ready");
        assertThat(child.stop(Duration.ofMillis(200))).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aFrozenChildIsAliveAndCanBeStopped() {
        ChildProcess child = start("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLine(child, "ready");
        child.pause();
        assertThat(child.isAlive()).isTrue();
        assertThat(child.stop(SOON)).isTrue();
    }

    @Test
    void whatADeadParentLeftIsFoundInTheLedgerAndEnded() {
        ChildProcess child = start("while :; do sleep 0.05; done");
        ProcessLedger later = ProcessLedger.open(directory.resolve("processes"));
        assertThat(later.running()).containsExactly("child");
        assertThat(later.sweep(SOON)).containsExactly("child");
        assertThat(child.awaitEnd(SOON)).isTrue();
        assertThat(directory.resolve("processes")).doesNotExist();
    }

    @Test
    void aProcessWithAUsedIdButAnotherStartIsNotOurs() throws IOException {
        ChildProcess child = start("while :; do sleep 0.05; done");
        Path other = directory.resolve("other");
        Files.writeString(other, "child " + child.pid() + " 12345 TERM\n");
        assertThat(ProcessLedger.open(other).sweep(SOON)).isEmpty();
        assertThat(child.isAlive()).isTrue();
        child.kill();
    }

    @Test
    void theWardenActsWhenItsPipeEndsAndNotWhenItIsClosed() throws IOException, InterruptedException {
        Path mark = directory.resolve("mark");
        Warden.start(List.of("/usr/bin/touch", mark.toString())).close();
        // Another JVM starts a warden and is killed, so that nothing of it but the end of the pipe can tell.
        Process parent = new ProcessBuilder(
                        Java.executable(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SuddenDeath.class.getName(),
                        mark.toString())
                .inheritIO()
                .start();
        assertThat(parent.waitFor()).isEqualTo(137);
        long deadline = System.nanoTime() + SOON.toNanos();
        while (Files.notExists(mark) && System.nanoTime() < deadline) {
            Pause.ofMillis(20);
        }
        assertThat(mark).exists();
    }

    /// Starts a warden, makes sure that it has not acted, and kills itself.
    static final class SuddenDeath {
        private SuddenDeath() {}

        public static void main(String[] words) {
            Warden warden = Warden.start(List.of("/usr/bin/touch", words[0]));
            Pause.ofMillis(300);
            if (Files.exists(Path.of(words[0]))) {
                warden.close();
                System.exit(1);
            }
            Signals.send("KILL", ProcessHandle.current().pid());
        }
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new Launch(
                        "child",
                        List.of("/bin/sh", "-c", script),
                        Map.of(),
                        directory,
                        directory.resolve("child.log"),
                        StopSignal.TERM),
                ledger);
    }

    private static void awaitLine(ChildProcess child, String line) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!child.tail().contains(line) && System.nanoTime() < deadline) {
            Pause.ofMillis(10);
        }
    }
}
