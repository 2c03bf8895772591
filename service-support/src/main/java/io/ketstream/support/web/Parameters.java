package io.ketstream.support.web;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;

/// Parts of an address that are more than text.
public final class Parameters {

    private Parameters() {}

    /// The parameter `digest`.
    public static Digest digest(String text) {
        try {
            return new Digest(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("digest", "must be 64 lowercase hexadecimal digits");
        }
    }
}
