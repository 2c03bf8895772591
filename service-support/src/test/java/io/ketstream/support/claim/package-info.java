/// Content that is behind a link in a message.
@NullMarked
package io.ketstream.support.claim;

import org.jspecify.annotations.NullMarked;
