/// A laptop's stack as an object: real Kafka and PostgreSQL and the five services unchanged, every one a child
/// process that a test may kill, freeze, restart or double.
@NullMarked
package io.ketstream.stack;

import org.jspecify.annotations.NullMarked;
