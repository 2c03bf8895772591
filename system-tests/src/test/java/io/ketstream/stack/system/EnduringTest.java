package io.ketstream.stack.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Hands in runs and waits for their ends, whatever else is killed meanwhile; it does not even notice a
/// [DisturbingTest], and runs when these do.
@Tag(StackExtension.CHAOS)
@ExtendWith(StackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface EnduringTest {}
