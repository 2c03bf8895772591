package io.ketstream.circuit.drawing;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Puts instructions into columns, each as far left as the wires that it crosses are free.
record ColumnLayout(List<Placed> placed, int width, int omitted) {

    private static final int GAP = 14;
    private static final int NARROW = 36;
    private static final int LETTER = 7;

    /// One instruction in its column.
    record Placed(Instruction instruction, int top, int bottom, int centre, int width) {}

    private record Cell(Instruction instruction, int top, int bottom, int column, int width) {}

    boolean isTruncated() {
        return omitted > 0;
    }

    static ColumnLayout of(ParameterizedCircuit circuit, int maxColumns) {
        var cells = new ArrayList<Cell>();
        int[] free = new int[circuit.qubits()];
        var widths = new ArrayList<Integer>();
        int omitted = 0;
        for (Instruction instruction : circuit.instructions()) {
            List<Integer> qubits = qubits(instruction, circuit.qubits());
            int top = qubits.stream().min(Integer::compare).orElse(0);
            int bottom = qubits.stream().max(Integer::compare).orElse(0);
            int column = IntStream.rangeClosed(top, bottom)
                    .map(qubit -> free[qubit])
                    .max()
                    .orElse(0);
            Arrays.fill(free, top, bottom + 1, column + 1);
            if (column >= maxColumns) {
                omitted++;
                continue;
            }
            int width = boxWidth(instruction, circuit.parameters());
            while (widths.size() <= column) {
                widths.add(NARROW);
            }
            widths.set(column, Math.max(widths.get(column), width));
            cells.add(new Cell(instruction, top, bottom, column, width));
        }
        return place(cells, widths, omitted);
    }

    private static ColumnLayout place(List<Cell> cells, List<Integer> widths, int omitted) {
        int[] centres = new int[widths.size()];
        int right = GAP;
        for (int column = 0; column < centres.length; column++) {
            centres[column] = right + widths.get(column) / 2;
            right += widths.get(column) + GAP;
        }
        List<Placed> placed = cells.stream()
                .map(cell ->
                        new Placed(cell.instruction(), cell.top(), cell.bottom(), centres[cell.column()], cell.width()))
                .toList();
        return new ColumnLayout(placed, right, omitted);
    }

    private static int boxWidth(Instruction instruction, List<String> parameters) {
        if (instruction instanceof Instruction.Apply apply && apply.gate() != Gate.CX) {
            return Math.max(
                    NARROW, 12 + LETTER * GateLabels.angles(apply, parameters).length());
        }
        return NARROW;
    }

    private static List<Integer> qubits(Instruction instruction, int all) {
        return switch (instruction) {
            case Instruction.Apply apply -> apply.qubits();
            case Instruction.Measure measure -> List.of(measure.qubit());
            case Instruction.Reset reset -> List.of(reset.qubit());
            case Instruction.Barrier barrier -> barrier.qubits();
            case Instruction.Conditional conditional ->
                IntStream.range(0, all).boxed().toList();
        };
    }
}
