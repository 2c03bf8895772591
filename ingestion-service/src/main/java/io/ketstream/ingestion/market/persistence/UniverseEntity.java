package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.UniverseSummary;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

@Entity
@Table(name = "universe")
class UniverseEntity {

    @Id
    private String name;

    private int symbols;
    private int days;
    private LocalDate firstDay;
    private LocalDate lastDay;
    private Instant loadedAt;
    private long duplicates;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected UniverseEntity() {}

    long duplicates() {
        return duplicates;
    }

    UniverseSummary summary() {
        return new UniverseSummary(name, symbols, days, firstDay, lastDay, loadedAt);
    }
}
