package io.ketstream.circuit.generation;

import io.ketstream.model.event.Event;

/// Where events leave the service.
public interface EventOutlet {

    /// Returns once the broker has the event.
    ///
    /// @throws io.ketstream.support.event.EventTooLargeException when it does not fit into a message
    void send(String topic, Event event);
}
