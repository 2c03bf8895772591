@NullMarked
package io.ketstream.support.event;

import org.jspecify.annotations.NullMarked;
