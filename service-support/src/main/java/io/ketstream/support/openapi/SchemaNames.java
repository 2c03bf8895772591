package io.ketstream.support.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;

/// A nested type is named with what it is nested in, so that two records with one short name stay two schemas; except
/// in
/// a controller, where it is the body of one operation.
final class SchemaNames extends TypeNameResolver {

    private static final String CONTROLLER = "Controller";

    String of(Class<?> type) {
        return getNameOfClass(type);
    }

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null || outer.getSimpleName().endsWith(CONTROLLER)
                ? type.getSimpleName()
                : getNameOfClass(outer) + type.getSimpleName();
    }
}
