package io.ketstream.support;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the services are reached, without a slash at the end: `ketstream.services.*`.
@ConfigurationProperties("ketstream.services")
public record ServiceAddresses(
        @DefaultValue("http://localhost:8081") URI ingestion,
        @DefaultValue("http://localhost:8082") URI circuit,
        @DefaultValue("http://localhost:8083") URI execution,
        @DefaultValue("http://localhost:8084") URI optimizer,
        @DefaultValue("http://localhost:8085") URI results) {

    /// `base` followed by `path`, which starts with a slash.
    public static URI at(URI base, String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }
}
