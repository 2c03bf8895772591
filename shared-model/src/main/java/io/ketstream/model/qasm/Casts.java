package io.ketstream.model.qasm;

/// Conversions to the scalar types.
final class Casts {

    private Casts() {}

    /// `value` as `type` of `width` bits; 0 stands for a type without a width.
    static Value cast(String type, long width, Value value) {
        if (width < 0 || width > 64) {
            throw new IllegalArgumentException("a width of " + width + " bits is not supported");
        }
        return switch (type) {
            case "bool" -> Arithmetic.toValue(Arithmetic.toCondition(value));
            case "float", "angle" -> new Value.Real(Arithmetic.toReal(value));
            case "int" -> new Value.Whole(fitting(whole(value), width == 0 ? 64 : width, true));
            case "uint", "bit" -> new Value.Whole(fitting(whole(value), width == 0 ? 64 : width, false));
            default -> throw new IllegalArgumentException("the type " + type + " is not supported");
        };
    }

    private static long whole(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value();
            case Value.Truth truth -> truth.value() ? 1 : 0;
            case Value.Real real -> {
                double number = Arithmetic.constant("a whole number made of an input", real.value());
                if (Math.abs(number) >= 0x1p63) {
                    throw new IllegalArgumentException(number + " is too large for a whole number");
                }
                yield (long) number;
            }
            case Value.BitText _, Value.Test _, Value.Bits _, Value.Qubits _ ->
                throw new IllegalArgumentException(value.described() + " cannot be used as a whole number");
        };
    }

    private static long fitting(long value, long width, boolean signed) {
        boolean fits = signed
                ? width == 64 || (value >= -(1L << (width - 1)) && value < (1L << (width - 1)))
                : value >= 0 && (width >= 63 || value < (1L << width));
        if (!fits) {
            throw new IllegalArgumentException(
                    value + " does not fit in " + width + (signed ? " signed" : " unsigned") + " bits");
        }
        return value;
    }
}
