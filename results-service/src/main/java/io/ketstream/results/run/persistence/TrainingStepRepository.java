package io.ketstream.results.run.persistence;

import io.ketstream.model.event.TrainingProgressed.Phase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface TrainingStepRepository extends Repository<TrainingStepEntity, TrainingStepEntity.Key> {

    Optional<TrainingStepEntity> findFirstByRunIdOrderByStepDesc(UUID runId);

    List<TrainingStepEntity> findByRunIdAndStepGreaterThanOrderByStep(UUID runId, int step, Limit limit);

    Page<TrainingStepEntity> findByRunIdAndPhaseOrderByStep(UUID runId, Phase phase, Pageable page);

    List<TrainingStepEntity> findByRunIdAndPhaseAndStepGreaterThanOrderByStep(
            UUID runId, Phase phase, int step, Limit limit);

    @NativeQuery("""
            select * from (
              select *, row_number() over (partition by fold order by step) as place,
                count(*) over (partition by fold) as told
              from training_step where run_id = :runId and phase = 'TRAINING') epoch
            where (place - 1) % :stride = 0 or place = told order by step""")
    List<TrainingStepEntity> findEveryEpoch(UUID runId, int stride);

    int countByRunIdAndStepLessThanEqual(UUID runId, int last);

    int countByRunIdAndPhase(UUID runId, Phase phase);

    @NativeQuery("""
            select count(*) from training_step mine join training_step other
            on other.done = mine.done and other.fold is not distinct from mine.fold
            where mine.run_id = :runId and other.run_id = :otherId
            and mine.phase = 'TRAINING' and other.phase = 'TRAINING'""")
    int countCommonEpochs(UUID runId, UUID otherId);

    @NativeQuery("""
            select count(*) from training_step mine join training_step other
            on other.done = mine.done and other.fold is not distinct from mine.fold and other.digest = mine.digest
            where mine.run_id = :runId and other.run_id = :otherId
            and mine.phase = 'TRAINING' and other.phase = 'TRAINING'""")
    int countEqualEpochs(UUID runId, UUID otherId);
}
