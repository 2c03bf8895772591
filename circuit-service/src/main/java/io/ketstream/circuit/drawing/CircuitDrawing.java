package io.ketstream.circuit.drawing;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.List;

/// A circuit as SVG: one wire per qubit, qubit 0 on top, gates as early as their qubits allow.
///
/// Dots are controls, ⊕ is a controlled X, boxes name the gate and its angles. Circuits with more than
/// [#MAX_COLUMNS] columns are drawn up to there and say so.
public final class CircuitDrawing {

    static final int MAX_COLUMNS = 400;

    private static final int ROW = 56;
    private static final int LEFT = 64;

    private CircuitDrawing() {}

    public static String svg(ParameterizedCircuit circuit) {
        ColumnLayout layout = ColumnLayout.of(circuit, MAX_COLUMNS);
        int width = LEFT + layout.width() + 40;
        int height = ROW * circuit.qubits() + 24;
        var page = new SvgPage(width, height);
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            page.line(LEFT - 8, wire(qubit), width - 16, wire(qubit), "wire");
            page.text(LEFT - 16, wire(qubit), "label", "q" + qubit);
        }
        for (ColumnLayout.Placed placed : layout.placed()) {
            draw(page, placed, LEFT + placed.centre(), circuit.parameters());
        }
        if (layout.isTruncated()) {
            page.text(width - 16, height - 8, "label", "… " + layout.omitted() + " more gates");
        }
        return page.toString();
    }

    private static void draw(SvgPage page, ColumnLayout.Placed placed, int x, List<String> parameters) {
        switch (placed.instruction()) {
            case Instruction.Apply apply -> drawGate(page, apply, placed.width(), x, parameters);
            case Instruction.Measure measure -> page.box(x, wire(measure.qubit()), 36, "M", "");
            case Instruction.Reset reset -> page.box(x, wire(reset.qubit()), 36, "|0⟩", "");
            case Instruction.Barrier barrier ->
                barrier.qubits()
                        .forEach(qubit -> page.line(x, wire(qubit) - ROW / 2, x, wire(qubit) + ROW / 2, "barrier"));
            case Instruction.Conditional conditional -> drawConditional(page, placed, x);
        }
    }

    private static void drawConditional(SvgPage page, ColumnLayout.Placed placed, int x) {
        page.line(x, wire(placed.top()), x, wire(placed.bottom()), "link");
        for (int qubit = placed.top(); qubit <= placed.bottom(); qubit++) {
            page.box(x, wire(qubit), 36, "if", "");
        }
    }

    private static void drawGate(SvgPage page, Instruction.Apply apply, int width, int x, List<String> parameters) {
        List<Integer> qubits = apply.qubits();
        Gate gate = apply.gate();
        int controls = GateLabels.controls(gate);
        int top = qubits.stream().min(Integer::compare).orElseThrow();
        int bottom = qubits.stream().max(Integer::compare).orElseThrow();
        if (top != bottom) {
            page.line(x, wire(top), x, wire(bottom), "link");
        }
        for (int k = 0; k < controls; k++) {
            page.dot(x, wire(qubits.get(k)));
        }
        String angles = GateLabels.angles(apply, parameters);
        for (int k = controls; k < qubits.size(); k++) {
            int y = wire(qubits.get(k));
            switch (gate) {
                case CX, CCX -> page.plus(x, y);
                case SWAP, CSWAP -> page.cross(x, y);
                case CZ -> page.dot(x, y);
                default -> page.box(x, y, width, GateLabels.name(gate), k == controls ? angles : "");
            }
        }
    }

    private static int wire(int qubit) {
        return 12 + ROW / 2 + qubit * ROW;
    }
}
