package io.ketstream.stack.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Takes away parts that others need: nothing runs beside it but an [EnduringTest]. Being killed and started again
/// takes
/// minutes, so these tests have a run of their own, `./ketstream chaos`.
@Tag(StackExtension.CHAOS)
@ExtendWith(StackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = StackExtension.PARTS, mode = ResourceAccessMode.READ_WRITE)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface DisturbingTest {}
