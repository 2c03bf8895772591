package io.ketstream.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugePagesTest {
    @TempDir
    private Path directory;

    @Test
    void areAskedForWhereTheKernelGivesThemOnRequest() throws IOException {
        assertThat(HugePages.options(modes("always [madvise] never\n")))
                .containsExactly("-XX:+UseTransparentHugePages");
    }

    @Test
    void areNotAskedForWhereTheKernelGivesNone() throws IOException {
        assertThat(HugePages.options(modes("always madvise [never]\n"))).isEmpty();
    }

    @Test
    void areNotAskedForOnOtherSystems() {
        assertThat(HugePages.options(directory.resolve("missing"))).isEmpty();
    }

    /// An option that this JVM does not know would keep it from starting.
    @Test
    void areKnownToThisJvm() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Java.executable()));
        command.addAll(HugePages.options());
        command.add("-version");
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(started.waitFor()).isZero();
    }

    private Path modes(String content) throws IOException {
        return Files.writeString(directory.resolve("enabled"), content);
    }
}
