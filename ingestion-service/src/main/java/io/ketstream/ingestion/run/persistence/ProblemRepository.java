package io.ketstream.ingestion.run.persistence;

import org.springframework.data.jpa.repository.JpaRepository;

interface ProblemRepository extends JpaRepository<ProblemEntity, String> {}
