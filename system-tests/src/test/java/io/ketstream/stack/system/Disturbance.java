package io.ketstream.stack.system;

import io.ketstream.stack.process.Pause;
import io.ketstream.stack.service.ServiceKind;
import io.ketstream.stack.service.ServiceProcess;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What may happen to a part without warning. When it returns, the part is back.
enum Disturbance {
    KILL_INGESTION(Suite.INGESTION),
    KILL_CIRCUIT(Suite.CIRCUIT),
    KILL_EXECUTION(Suite.EXECUTION),
    KILL_OPTIMIZER(Suite.OPTIMIZER),
    KILL_RESULTS(Suite.RESULTS),
    /// Killed, and its volume is lost.
    WIPE_OPTIMIZER(Suite.OPTIMIZER),
    /// SIGSTOP for longer than its session: another instance takes over, then it comes back and believes it still owns
    /// its runs.
    FREEZE_OPTIMIZER(Suite.OPTIMIZER),
    KILL_BROKER("kafka"),
    KILL_DATABASE("postgresql");

    /// The session of an optimizer is 10 s.
    private static final Duration FROZEN = Duration.ofSeconds(14);

    private static final long LONGEST_PAUSE_MILLIS = 300;

    private final String part;

    Disturbance(String part) {
        this.part = part;
    }

    /// @param random says how long after now, and which of several instances
    void strike(Suite suite, RandomGenerator random) {
        Pause.ofMillis(random.nextLong(LONGEST_PAUSE_MILLIS));
        switch (this) {
            case KILL_INGESTION, KILL_CIRCUIT, KILL_EXECUTION, KILL_OPTIMIZER, KILL_RESULTS -> {
                ServiceProcess service = instance(suite, random);
                service.kill();
                service.restart();
            }
            case WIPE_OPTIMIZER -> {
                ServiceProcess service = instance(suite, random);
                service.kill();
                suite.stack().wipeState(service.instance());
                service.restart();
            }
            case FREEZE_OPTIMIZER -> {
                ServiceProcess service = instance(suite, random);
                service.pause();
                Pause.ofMillis(FROZEN.toMillis());
                service.resume();
            }
            case KILL_BROKER -> {
                suite.stack().broker().kill();
                suite.stack().broker().restart();
            }
            case KILL_DATABASE -> {
                suite.stack().database().kill();
                suite.stack().database().restart();
            }
        }
    }

    private ServiceProcess instance(Suite suite, RandomGenerator random) {
        var instances = suite.stack().services().stream()
                .filter(service -> service.kind() == ServiceKind.named(part))
                .filter(ServiceProcess::isAlive)
                .toList();
        return instances.get(random.nextInt(instances.size()));
    }
}
