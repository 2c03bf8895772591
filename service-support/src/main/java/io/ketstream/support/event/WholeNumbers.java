package io.ketstream.support.event;

import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Reads `3.0` as the whole number 3, as JSON Schema does: who writes an array of mixed numbers often knows only
/// floating
/// point. Whatever has a fraction is left to Jackson, to be refused.
public final class WholeNumbers extends SimpleModule {

    private static final long serialVersionUID = 1;

    public WholeNumbers() {
        setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1;
        private static final Set<Class<?>> INTEGERS = Set.of(int.class, Integer.class);
        private static final Set<Class<?>> LONGS = Set.of(long.class, Long.class);

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
            Class<?> type = bean.getBeanClass();
            return INTEGERS.contains(type) || LONGS.contains(type)
                    ? new Deserializer(deserializer, INTEGERS.contains(type))
                    : deserializer;
        }
    }

    private static final class Deserializer extends DelegatingDeserializer {

        /// Up to here every whole number is a double, and the only one that its text can mean.
        private static final double LARGEST_EXACT = 0x1p53;

        private final boolean integer;

        Deserializer(ValueDeserializer<?> otherwise, boolean integer) {
            super(otherwise);
            this.integer = integer;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> otherwise) {
            return new Deserializer(otherwise, integer);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                double value = parser.getDoubleValue();
                double largest = integer ? Integer.MAX_VALUE : LARGEST_EXACT;
                if (value == Math.rint(value) && Math.abs(value) <= largest) {
                    return integer ? (Object) (int) value : (Object) (long) value;
                }
            }
            return super.deserialize(parser, context);
        }
    }
}
