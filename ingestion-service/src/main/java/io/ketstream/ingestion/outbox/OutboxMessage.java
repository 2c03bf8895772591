package io.ketstream.ingestion.outbox;

import io.ketstream.model.event.Event;

/// An event and the topic that it goes to.
public record OutboxMessage(String topic, Event event) {}
