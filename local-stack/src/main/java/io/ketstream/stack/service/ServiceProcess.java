package io.ketstream.stack.service;

import io.ketstream.stack.process.ClassArchive;
import io.ketstream.stack.process.HugePages;
import io.ketstream.stack.process.Java;
import io.ketstream.stack.process.Launch;
import io.ketstream.stack.process.Part;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.process.Processor;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.process.StopSignal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One instance of a service: its boot jar in a JVM of its own, configured by environment alone.
public final class ServiceProcess extends Part {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(90);

    /// More than the classes of any service take once it is up.
    private static final String METASPACE = "160m";

    private final ServiceKind kind;
    private final String instance;
    private final int port;
    private final Path stateDirectory;
    private final Setting setting;
    private final Readiness readiness;

    /// How an instance is run.
    ///
    /// @param home the root of the project
    /// @param cache where jars are laid out
    /// @param writeArchive whether a graceful end may take its time to write the shared archive of classes
    /// @param environment of that service: where everything is
    /// @param jvmOptions come after the service's own and so win
    /// @param processor that it is kept on; absent: any
    public record Setting(
            Path home,
            Path cache,
            boolean writeArchive,
            Map<String, String> environment,
            List<String> jvmOptions,
            Path workingDirectory,
            Path log,
            ProcessLedger ledger,
            @Nullable Processor processor) {
        public Setting {
            environment = Map.copyOf(environment);
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    public ServiceProcess(
            ServiceKind kind, String instance, int port, Path stateDirectory, Setting setting, Readiness readiness) {
        super(instance, STOP);
        this.kind = kind;
        this.instance = instance;
        this.port = port;
        this.stateDirectory = stateDirectory;
        this.setting = setting;
        this.readiness = readiness;
    }

    /// Throws when the build has not made that service's jar.
    public static void requireBuilt(ServiceKind kind, Path home) {
        BootJar.of(kind, home);
    }

    /// `optimizer-service`, or `optimizer-service-2` for another instance.
    public String instance() {
        return instance;
    }

    public ServiceKind kind() {
        return kind;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path log() {
        return setting.log();
    }

    /// What the service keeps on its own disk; a stack may wipe it while the service is down.
    public Path stateDirectory() {
        return stateDirectory;
    }

    @Override
    public void start() {
        launch();
        awaitReady();
    }

    /// Starts the JVM and returns at once; [#awaitReady()] waits for it.
    public void launch() {
        if (isAlive()) {
            throw new IllegalStateException(instance + " is running");
        }
        BootJar.LaidOut laidOut = BootJar.of(kind, setting.home()).layOut(setting.cache());
        List<String> options = new ArrayList<>(kind.jvmOptions());
        // Else the JVM collects its whole heap four times on the way up, because it has loaded some more classes.
        options.addAll(
                List.of("-XX:MetaspaceSize=" + METASPACE, "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
        options.addAll(HugePages.options());
        options.addAll(new ClassArchive(laidOut.archive(), setting.writeArchive()).options());
        options.addAll(setting.jvmOptions());
        List<String> command = Java.main(options, laidOut.classPath(), laidOut.mainClass(), List.of());
        Processor processor = setting.processor();
        launch(
                new Launch(
                        instance,
                        processor == null ? command : processor.running(command),
                        setting.environment(),
                        setting.workingDirectory(),
                        setting.log(),
                        StopSignal.TERM),
                setting.ledger());
    }

    /// Waits until the readiness group says UP; a process that ends meanwhile is reported with the end of its log.
    public void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            running().requireAlive();
            if (System.nanoTime() > deadline) {
                throw new StackFailure("%s was not ready within %s. The last lines of %s:%n%s"
                        .formatted(instance, START, log(), running().tail()));
            }
            Pause.ofMillis(100);
        }
    }

    public boolean isReady() {
        return readiness.isReady(url());
    }
}
