package io.ketstream.ingestion.run.persistence;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface RunRepository extends JpaRepository<RunEntity, UUID> {

    Optional<RunEntity> findByIdempotencyKey(String idempotencyKey);
}
