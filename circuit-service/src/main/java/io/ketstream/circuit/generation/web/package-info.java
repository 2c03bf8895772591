/// Previews over REST.
@NullMarked
package io.ketstream.circuit.generation.web;

import org.jspecify.annotations.NullMarked;
