package io.ketstream.circuit.catalog.persistence;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StoredFormulations extends Repository<StoredFormulation, String> {

    Optional<StoredFormulation> findById(String digest);

    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    "insert into {h-schema}formulation (digest, content, created_at) values (:digest, :content, :createdAt)"
                            + " on conflict (digest) do nothing")
    int insertIfAbsent(String digest, String content, Instant createdAt);
}
