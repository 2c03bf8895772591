/// Errors over HTTP as problem details (RFC 9457).
@NullMarked
package io.ketstream.support.web;

import org.jspecify.annotations.NullMarked;
