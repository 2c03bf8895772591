package io.ketstream.simulator;

import io.ketstream.model.circuit.ClassicalRegister;
import java.util.BitSet;
import java.util.List;

/// How classical bits are written: registers in order of declaration, separated by a space, highest index first
/// in each.
record ClassicalLayout(List<ClassicalRegister> registers) {

    ClassicalLayout {
        registers = List.copyOf(registers);
    }

    String key(BitSet bits) {
        var key = new StringBuilder();
        int first = 0;
        for (ClassicalRegister register : registers) {
            if (!key.isEmpty()) {
                key.append(' ');
            }
            for (int bit = register.size() - 1; bit >= 0; bit--) {
                key.append(bits.get(first + bit) ? '1' : '0');
            }
            first += register.size();
        }
        return key.toString();
    }
}
