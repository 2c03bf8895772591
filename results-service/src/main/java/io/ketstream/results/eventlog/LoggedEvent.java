package io.ketstream.results.eventlog;

import io.ketstream.model.event.Event;

/// An event with where it was read.
///
/// @param payload the JSON exactly as it was received
public record LoggedEvent(Position position, Event event, String payload) {}
