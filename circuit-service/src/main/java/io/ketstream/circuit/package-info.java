/// circuit-service: problem to operator to circuit, once per run.
@NullMarked
package io.ketstream.circuit;

import org.jspecify.annotations.NullMarked;
