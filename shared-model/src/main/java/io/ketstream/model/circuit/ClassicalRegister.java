package io.ketstream.model.circuit;

/// A named register of classical bits. Registers follow each other in order of declaration, lowest index first.
public record ClassicalRegister(String name, int size) {
    public ClassicalRegister {
        if (size < 1) {
            throw new IllegalArgumentException("register " + name + " needs at least one bit, not " + size);
        }
    }
}
