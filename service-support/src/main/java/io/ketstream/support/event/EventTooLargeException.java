package io.ketstream.support.event;

import io.ketstream.model.event.Topics;

/// An event over the size limit of a message.
public final class EventTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EventTooLargeException(String type, int bytes) {
        super(type + " has " + bytes + " bytes; a message may have " + Topics.MAX_MESSAGE_BYTES);
    }
}
