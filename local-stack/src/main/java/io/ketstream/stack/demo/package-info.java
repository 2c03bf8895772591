/// Three problems with known answers, solved by the running stack, and the judgement whether all is right.
@NullMarked
package io.ketstream.stack.demo;

import org.jspecify.annotations.NullMarked;
