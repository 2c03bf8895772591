package io.ketstream.results.run.persistence;

import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.Children;
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
            select run from RunEntity run where run.submittedAt is not null and run.parentRunId is null
            and (:status is null or run.status = :status) and (:type is null or run.problemType = :type)
            order by run.submittedAt desc, run.runId""")
    Page<RunEntity> list(@Nullable RunStatus status, @Nullable String type, Pageable page);

    @Query("""
            select run from RunEntity run where run.parentRunId is null
            and (run.submittedAt < :at or run.submittedAt = :at and run.runId > :runId)
            and (:status is null or run.status = :status) and (:type is null or run.problemType = :type)
            order by run.submittedAt desc, run.runId""")
    List<RunEntity> listAfter(Instant at, UUID runId, @Nullable RunStatus status, @Nullable String type, Limit limit);

    @Query("""
            select run from RunEntity run where run.parentRunId = :parent
            and (:status is null or run.status = :status) and (:type is null or run.problemType = :type)
            order by run.sequence, run.runId""")
    Page<RunEntity> listChildren(UUID parent, @Nullable RunStatus status, @Nullable String type, Pageable page);

    @Query("""
            select run from RunEntity run where run.parentRunId = :parent
            and (run.sequence > :sequence or run.sequence = :sequence and run.runId > :runId)
            and (:status is null or run.status = :status) and (:type is null or run.problemType = :type)
            order by run.sequence, run.runId""")
    List<RunEntity> listChildrenAfter(
            UUID parent, int sequence, UUID runId, @Nullable RunStatus status, @Nullable String type, Limit limit);

    @Query("""
            select new io.ketstream.results.run.Children(
                count(*), count(run.endedAt), count(*) filter (where run.status = FAILED))
            from RunEntity run where run.parentRunId = :parent""")
    Children countChildren(UUID parent);
}
