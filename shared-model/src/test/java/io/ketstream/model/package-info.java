@NullMarked
package io.ketstream.model;

import org.jspecify.annotations.NullMarked;
