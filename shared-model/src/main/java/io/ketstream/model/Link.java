package io.ketstream.model;

import java.net.URI;

/// A claim check: where content over the size limit of a message is read, and the digest it must have.
public record Link(URI href, Digest sha256) {}
