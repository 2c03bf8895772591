package io.ketstream.circuit.catalog.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/// JSON under a digest, never changed; a kind of content has a table of its own.
@MappedSuperclass
abstract sealed class StoredContent permits StoredCircuit, StoredFormulation {

    @Id
    private String digest;

    @Column(nullable = false, updatable = false)
    private String content;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "used_at", nullable = false)
    private Instant usedAt;

    protected StoredContent() {}

    String content() {
        return content;
    }
}
