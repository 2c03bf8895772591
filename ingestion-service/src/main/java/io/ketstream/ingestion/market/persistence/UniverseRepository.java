package io.ketstream.ingestion.market.persistence;

import org.springframework.data.jpa.repository.JpaRepository;

interface UniverseRepository extends JpaRepository<UniverseEntity, String> {}
