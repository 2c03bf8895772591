/// The catalog over REST.
@NullMarked
package io.ketstream.circuit.catalog.web;

import org.jspecify.annotations.NullMarked;
