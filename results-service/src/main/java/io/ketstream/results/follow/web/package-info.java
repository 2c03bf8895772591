/// A run as server-sent events.
@NullMarked
package io.ketstream.results.follow.web;

import org.jspecify.annotations.NullMarked;
