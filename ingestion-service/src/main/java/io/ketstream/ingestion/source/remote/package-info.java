/// The services outside, over HTTP and WebSocket.
@NullMarked
package io.ketstream.ingestion.source.remote;

import org.jspecify.annotations.NullMarked;
