package io.ketstream.circuit.catalog.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/// The rows of one kind of content, whose entity is named like its table.
@NoRepositoryBean
interface ContentRepository<T extends StoredContent> extends Repository<T, String> {

    Optional<T> findById(String digest);

    /// The use is noted once an hour: most runs of a loop are given the circuit of the one before.
    @Modifying
    @Query(
            nativeQuery = true,
            value = "insert into {h-schema}#{#entityName} as kept (digest, content, created_at, used_at)"
                    + " values (:digest, :content, :now, :now) on conflict (digest) do update"
                    + " set used_at = excluded.used_at where kept.used_at < excluded.used_at - interval '1 hour'")
    int keep(String digest, String content, Instant now);

    @Query("select kept.digest from #{#entityName} kept where kept.usedAt < :before order by kept.usedAt, kept.digest")
    List<String> unusedSince(Instant before, Limit limit);

    @Modifying
    @Query("delete from #{#entityName} kept where kept.digest in :digests and kept.usedAt < :before")
    int forget(List<String> digests, Instant before);
}
