package io.ketstream.ingestion.dataset;

import io.micrometer.core.instrument.MeterRegistry;

/// What became of uploads.
public final class DatasetMetrics {

    private final MeterRegistry meters;

    public DatasetMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void uploaded(String outcome) {
        meters.counter("ketstream.datasets.uploads", "outcome", outcome).increment();
    }
}
