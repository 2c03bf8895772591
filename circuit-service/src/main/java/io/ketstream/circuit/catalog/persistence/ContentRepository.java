package io.ketstream.circuit.catalog.persistence;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/// The rows of one kind of content, whose entity is named like its table.
@NoRepositoryBean
interface ContentRepository<T extends StoredContent> extends Repository<T, String> {

    Optional<T> findById(String digest);

    @Modifying
    @Query(
            nativeQuery = true,
            value = "insert into {h-schema}#{#entityName} (digest, content, created_at)"
                    + " values (:digest, :content, :createdAt) on conflict (digest) do nothing")
    int insertIfAbsent(String digest, String content, Instant createdAt);
}
