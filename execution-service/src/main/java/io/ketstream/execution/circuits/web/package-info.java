/// Circuits from their owner over HTTP.
@NullMarked
package io.ketstream.execution.circuits.web;

import org.jspecify.annotations.NullMarked;
