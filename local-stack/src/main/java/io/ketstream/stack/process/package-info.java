/// Child processes of the stack: started in a session of their own, written into a ledger, and
/// never left behind.
@NullMarked
package io.ketstream.stack.process;

import org.jspecify.annotations.NullMarked;
