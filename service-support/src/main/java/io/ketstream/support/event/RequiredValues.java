package io.ketstream.support.event;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/// Whatever a value of the model is made of has to be in the JSON, and not as `null`, unless it is declared
/// `@Nullable`.
final class RequiredValues extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;
    private static final String MODEL = "io.ketstream.";

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return (member instanceof AnnotatedParameter parameter && mustBeThere(parameter)) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        return (annotated instanceof AnnotatedParameter parameter && mustBeThere(parameter))
                ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                : JsonSetter.Value.empty();
    }

    private static boolean mustBeThere(AnnotatedParameter parameter) {
        var creator = (Executable) parameter.getOwner().getMember();
        return creator.getDeclaringClass().getName().startsWith(MODEL)
                && !declared(creator, parameter.getIndex()).isAnnotationPresent(Nullable.class);
    }

    /// The type as it was written. A compact constructor does not repeat the annotations of its record's components.
    private static AnnotatedType declared(Executable creator, int index) {
        RecordComponent[] components = creator.getDeclaringClass().getRecordComponents();
        boolean canonical = components != null
                && creator instanceof Constructor<?>
                && Arrays.equals(
                        creator.getParameterTypes(),
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return canonical ? components[index].getAnnotatedType() : creator.getAnnotatedParameterTypes()[index];
    }
}
