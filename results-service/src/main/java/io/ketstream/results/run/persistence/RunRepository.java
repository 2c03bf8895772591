package io.ketstream.results.run.persistence;

import io.ketstream.model.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RunRepository extends Repository<RunEntity, UUID> {

    Optional<RunEntity> findByRunIdAndSubmittedAtIsNotNull(UUID runId);

    @Query("""
            select run from RunEntity run where run.submittedAt is not null
            and (:status is null or run.status = :status) and (:type is null or run.problemType = :type)
            order by run.submittedAt desc, run.runId""")
    Page<RunEntity> list(@Nullable RunStatus status, @Nullable String type, Pageable page);

    @Query("""
            select run from RunEntity run where (run.submittedAt < :at or run.submittedAt = :at and run.runId > :runId)
            and (:status is null or run.status = :status) and (:type is null or run.problemType = :type)
            order by run.submittedAt desc, run.runId""")
    List<RunEntity> listAfter(Instant at, UUID runId, @Nullable RunStatus status, @Nullable String type, Limit limit);
}
