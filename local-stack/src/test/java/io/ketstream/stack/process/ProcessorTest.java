package io.ketstream.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    @TempDir
    Path directory;

    @Test
    void aChildIsKeptOnItAndKeepsItsId() throws Exception {
        assumeTrue(Processor.canBeChosen(), "taskset is of Linux");
        ProcessLedger ledger = ProcessLedger.open(directory.resolve("processes"));
        ChildProcess child = ChildProcess.start(
                new Launch(
                        "child",
                        new Processor(0)
                                .running(List.of("/bin/sh", "-c", "echo $$; grep Cpus_allowed_list /proc/self/status")),
                        Map.of(),
                        directory,
                        directory.resolve("log"),
                        StopSignal.TERM),
                ledger);
        assertThat(child.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(Files.readAllLines(child.log()))
                .containsExactly(Long.toString(child.pid()), "Cpus_allowed_list:\t0");
    }

    @Test
    void processorsAreCountedFromZero() {
        assertThatThrownBy(() -> new Processor(-1)).hasMessageContaining("-1");
    }
}
