/// Values shared by every service: identifiers, digests and immutable vectors of numbers.
@NullMarked
package io.ketstream.model;

import org.jspecify.annotations.NullMarked;
