package io.ketstream.ingestion.run.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "problem")
class ProblemEntity {

    @Id
    private String digest;

    @Column(columnDefinition = "text")
    private String content;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ProblemEntity() {}

    String content() {
        return content;
    }
}
