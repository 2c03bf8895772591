package io.ketstream.stack.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Runs on the one stack beside other such classes: it looks only at what it has submitted itself, and what it does to
/// the stack may delay the others but not fail them.
@ExtendWith(StackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = StackExtension.PARTS, mode = ResourceAccessMode.READ)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SystemTest {}
