package io.ketstream.results.run.persistence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface IterationRepository extends Repository<IterationEntity, IterationEntity.Key> {

    Optional<IterationEntity> findFirstByRunIdOrderByIterationDesc(UUID runId);

    Page<IterationEntity> findByRunIdOrderByIteration(UUID runId, Pageable page);

    List<IterationEntity> findByRunIdAndIterationGreaterThanOrderByIteration(UUID runId, int iteration, Limit limit);

    int countByRunIdAndIterationLessThanEqual(UUID runId, int last);

    @NativeQuery("""
            select count(*) from iteration mine join iteration other using (iteration, digest)
            where mine.run_id = :runId and other.run_id = :otherId and iteration <= :last""")
    int countEqual(UUID runId, UUID otherId, int last);
}
