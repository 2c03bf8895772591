/// Which terms of an observable are measured together, and the Clifford circuit that takes them to Z strings. Pure.
@NullMarked
package io.ketstream.model.measurement;

import org.jspecify.annotations.NullMarked;
