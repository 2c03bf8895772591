package io.ketstream.stack;

import io.ketstream.stack.process.Processor;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.service.ServiceKind;
import io.ketstream.stack.service.ServiceProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The service instances of one stack.
final class ServiceFleet {
    private final Factory factory;
    private final Consumer<String> progress;
    private final List<ServiceProcess> instances = new ArrayList<>();
    private long launched;

    /// What an instance has that others of its service have not.
    ///
    /// @param environment beside the service's
    /// @param processor that it is kept on; absent: any
    record Own(Map<String, String> environment, @Nullable Processor processor) {
        static final Own NOTHING = new Own(Map.of(), null);

        Own {
            environment = Map.copyOf(environment);
        }
    }

    /// Makes the n-th instance (from 1) of a service, not yet started.
    @FunctionalInterface
    interface Factory {
        ServiceProcess create(ServiceKind kind, int number, Own own);
    }

    ServiceFleet(Factory factory, Consumer<String> progress) {
        this.factory = factory;
        this.progress = progress;
    }

    /// Starts the processes, all at once.
    ///
    /// @param first what the first instance of a service has of its own
    void launch(List<ServiceKind> kinds, Function<ServiceKind, Own> first) {
        launched = System.nanoTime();
        for (ServiceKind kind : kinds) {
            ServiceProcess instance = factory.create(kind, 1, first.apply(kind));
            add(instance);
            instance.launch();
        }
    }

    /// Returns when all are ready.
    void awaitReady() {
        onEach(instances(), instance -> {
            instance.awaitReady();
            progress.accept("%s is ready after %.1f s: %s"
                    .formatted(instance.instance(), (System.nanoTime() - launched) / 1e9, instance.url()));
        });
    }

    ServiceProcess startAnother(ServiceKind kind, Own own) {
        int number = 1
                + (int) instances().stream()
                        .filter(instance -> instance.kind() == kind)
                        .count();
        ServiceProcess instance = factory.create(kind, number, own);
        add(instance);
        instance.launch();
        instance.awaitReady();
        return instance;
    }

    private synchronized void add(ServiceProcess instance) {
        instances.add(instance);
    }

    synchronized List<ServiceProcess> instances() {
        return List.copyOf(instances);
    }

    ServiceProcess first(ServiceKind kind) {
        return instances().stream()
                .filter(instance -> instance.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The stack was started without " + kind.serviceName()));
    }

    Addresses addresses() {
        Map<ServiceKind, URI> byService = new EnumMap<>(ServiceKind.class);
        for (ServiceProcess instance : instances()) {
            byService.putIfAbsent(instance.kind(), instance.url());
        }
        return new Addresses(byService);
    }

    /// All at once, each draining.
    void stop() {
        onEach(instances(), ServiceProcess::stop);
    }

    /// On all at once; the first that fails ends the waiting for the others.
    private static void onEach(List<ServiceProcess> instances, Consumer<ServiceProcess> action) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
        for (ServiceProcess instance : instances) {
            ended.submit(() -> action.accept(instance), null);
        }
        try {
            for (int count = 0; count < instances.size(); count++) {
                ended.take().get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StackFailure failure) {
                throw failure;
            }
            throw new StackFailure("A service could not be handled", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while handling the services", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }
}
