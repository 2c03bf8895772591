@NullMarked
package io.ketstream.model.event;

import org.jspecify.annotations.NullMarked;
