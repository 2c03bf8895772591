package io.ketstream.ingestion.run.persistence;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProblemRepository extends Repository<ProblemEntity, String> {

    Optional<ProblemEntity> findById(String digest);

    @Modifying
    @Query(
            nativeQuery = true,
            value = "insert into {h-schema}problem (digest, content, used_at) values (:digest, :content, :now)"
                    + " on conflict (digest) do update set used_at = excluded.used_at")
    int keep(String digest, String content, Instant now);
}
