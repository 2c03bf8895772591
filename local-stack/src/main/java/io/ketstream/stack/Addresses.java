package io.ketstream.stack;

import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// Where the five APIs answer.
public record Addresses(Map<ServiceKind, URI> byService) {
    public Addresses {
        byService = Map.copyOf(byService);
    }

    /// Those of the stack that runs in this directory, else the documented ones.
    public static Addresses read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new StackFailure("Cannot read " + file, unreadable);
            }
        }
        Map<ServiceKind, URI> byService = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            byService.put(
                    kind,
                    URI.create(properties.getProperty(kind.serviceName(), "http://127.0.0.1:" + kind.defaultPort())));
        }
        return new Addresses(byService);
    }

    void write(Path file) {
        Properties properties = new Properties();
        byService.forEach((kind, url) -> properties.setProperty(kind.serviceName(), url.toString()));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException failed) {
            throw new StackFailure("Cannot write " + file, failed);
        }
    }

    public URI of(ServiceKind kind) {
        URI url = byService.get(kind);
        if (url == null) {
            throw new IllegalArgumentException("No address of " + kind.serviceName());
        }
        return url;
    }
}
