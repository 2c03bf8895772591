package io.ketstream.stack.system;

import io.ketstream.client.circuit.CircuitsApi;
import io.ketstream.client.execution.BackendsApi;
import io.ketstream.client.execution.JobsApi;
import io.ketstream.client.ingestion.DataSetsApi;
import io.ketstream.client.ingestion.MarketDataApi;

/// The generated client of a stack's services.
record Clients(Suite suite) {
    io.ketstream.client.ingestion.RunsApi intake() {
        return new io.ketstream.client.ingestion.RunsApi(ingestion());
    }

    MarketDataApi market() {
        return new MarketDataApi(ingestion());
    }

    DataSetsApi datasets() {
        return new DataSetsApi(ingestion());
    }

    CircuitsApi circuits() {
        var client = new io.ketstream.client.circuit.ApiClient();
        client.updateBaseUri(url(Suite.CIRCUIT));
        return new CircuitsApi(client);
    }

    BackendsApi backends() {
        return new BackendsApi(execution());
    }

    JobsApi jobs() {
        return new JobsApi(execution());
    }

    io.ketstream.client.optimizer.RunsApi control() {
        var client = new io.ketstream.client.optimizer.ApiClient();
        client.updateBaseUri(url(Suite.OPTIMIZER));
        return new io.ketstream.client.optimizer.RunsApi(client);
    }

    io.ketstream.client.results.RunsApi results() {
        var client = new io.ketstream.client.results.ApiClient();
        client.updateBaseUri(url(Suite.RESULTS));
        return new io.ketstream.client.results.RunsApi(client);
    }

    private io.ketstream.client.ingestion.ApiClient ingestion() {
        var client = new io.ketstream.client.ingestion.ApiClient();
        client.updateBaseUri(url(Suite.INGESTION));
        return client;
    }

    private io.ketstream.client.execution.ApiClient execution() {
        var client = new io.ketstream.client.execution.ApiClient();
        client.updateBaseUri(url(Suite.EXECUTION));
        return client;
    }

    private String url(String service) {
        return suite.stack().url(service).toString();
    }
}
