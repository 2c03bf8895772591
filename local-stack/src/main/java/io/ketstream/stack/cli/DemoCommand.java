package io.ketstream.stack.cli;

import io.ketstream.stack.LocalStack;
import io.ketstream.stack.PortPlan;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.demo.Demo;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.service.ServiceKind;
import java.nio.file.Path;

/// A stack on data of its own, the three problems, and the data's end. When something goes wrong the logs are kept.
final class DemoCommand {
    private final Path parent;
    private final StackDirectory directory;
    private final Path home;
    private final Arguments arguments;
    private final Terminal terminal;

    DemoCommand(Path home, Arguments arguments, Terminal terminal) {
        Path parent = arguments.data() == null
                ? home.resolve(".ketstream")
                : arguments.data().toAbsolutePath();
        this.parent = parent;
        this.directory = new StackDirectory(
                parent.resolve("demo-" + ProcessHandle.current().pid()));
        this.home = home;
        this.arguments = arguments;
        this.terminal = terminal;
    }

    int run() {
        AbandonedDemos.delete(parent);
        boolean right = false;
        terminal.progress("Starting Kafka, PostgreSQL and five services; logs in " + directory.logs());
        try (LocalStack stack = LocalStack.builder()
                .home(home)
                .data(directory.root())
                .ports(arguments.portsOr(PortPlan.defaultsIfFree()))
                .progress(terminal::progress)
                .start()) {
            StopOnExit.arm(stack);
            RunClient client = new RunClient(
                    stack.url(ServiceKind.INGESTION.serviceName()), stack.url(ServiceKind.RESULTS.serviceName()));
            right = new Demo(client, terminal::progress).run();
            stack.requireAlive();
        } catch (StackFailure failed) {
            terminal.line("The logs are kept in " + directory.logs());
            throw failed;
        }
        terminal.progress("Everything is stopped.");
        if (!right) {
            terminal.line("The logs are kept in " + directory.logs());
            return 1;
        }
        directory.delete();
        return 0;
    }
}
