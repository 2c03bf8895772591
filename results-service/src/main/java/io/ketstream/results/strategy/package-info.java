/// What strategies did, and how it is shown: pure functions of their facts.
@NullMarked
package io.ketstream.results.strategy;

import org.jspecify.annotations.NullMarked;
