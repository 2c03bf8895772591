package io.ketstream.benchmarks.ticks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the benchmark asks ingestion-service over HTTP.
final class IngestionClient {
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    IngestionClient(URI base) {
        this.base = base;
    }

    void follow(String universe, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + "/api/v1/universes/" + universe + "/ticks"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// The counts of the service's metrics.
    Counts counts() throws IOException, InterruptedException {
        return new Counts(send(HttpRequest.newBuilder(URI.create(base + "/actuator/prometheus"))
                .build()));
    }

    /// A page of metrics.
    record Counts(String page) {

        long ticks(String outcome) {
            return value("ketstream_market_ticks_total\\{[^}]*outcome=\"" + outcome + "\"[^}]*\\}");
        }

        long bars() {
            return value("ketstream_market_bars_total\\{[^}]*\\}");
        }

        private long value(String series) {
            Matcher line = Pattern.compile("(?m)^" + series + " (\\S+)$").matcher(page);
            return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
        }
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IllegalStateException(
                    request.uri() + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
