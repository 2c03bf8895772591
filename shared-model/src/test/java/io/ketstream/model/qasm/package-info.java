@NullMarked
package io.ketstream.model.qasm;

import org.jspecify.annotations.NullMarked;
