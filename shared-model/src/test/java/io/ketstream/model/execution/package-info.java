@NullMarked
package io.ketstream.model.execution;

import org.jspecify.annotations.NullMarked;
