package io.ketstream.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/// Vectorised classes at a given width.
final class Widths {

    static final int[] BITS = {128, 256, 512};

    private Widths() {}

    /// A new instance of `vectorised` for registers of `bits`. The width is a constant of the class, so each width
    /// is a class of its own: a hidden one from the same bytes.
    static Object instance(Class<?> vectorised, int bits, Object... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int k = 0; k < types.length; k++) {
            types[k] = arguments[k].getClass();
        }
        String before = System.setProperty(VectorWidth.PROPERTY, Integer.toString(bits));
        try (InputStream bytes = vectorised.getResourceAsStream(vectorised.getSimpleName() + ".class")) {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), true);
            return hidden.lookupClass().getDeclaredConstructor(types).newInstance(arguments);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                System.clearProperty(VectorWidth.PROPERTY);
            } else {
                System.setProperty(VectorWidth.PROPERTY, before);
            }
        }
    }
}
