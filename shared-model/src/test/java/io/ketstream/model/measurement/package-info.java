@NullMarked
package io.ketstream.model.measurement;

import org.jspecify.annotations.NullMarked;
