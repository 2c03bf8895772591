package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Multiplies gates without parameters on the same two qubits, and takes their product for one step where that costs
/// less: circuits that a compiler has translated into a few basis gates have dozens of them on one pair of qubits.
///
/// Gates on one qubit alone stay what they are: a rotation is done with others in one loop, and a phase with all
/// others.
///
/// Costs are relative, as measured on a tile in the second-level cache; they depend on the circuit alone, so that the
/// same circuit is compiled in the same way everywhere.
final class GateFusion {

    private static final double ROTATION = 4;
    private static final double EXCHANGE = 3;

    /// A rotation after one about the same axis, or an exchange after another: several are one loop.
    private static final double FURTHER = 2;

    private static final double PHASE = 12;
    private static final double MATRIX = 6;
    private static final double PRODUCT = 18;

    private final int qubits;
    private final @Nullable Block[] open;
    private final UnitaryCompiler compiler;
    private int products;

    private GateFusion(int qubits) {
        this.qubits = qubits;
        this.open = new Block[qubits];
        this.compiler = new UnitaryCompiler(qubits);
    }

    /// The steps of `program`, in order.
    static List<Step> steps(int qubits, List<Instruction.Apply> program) {
        List<Instruction.Apply> gates = GateOrder.layers(qubits, program);
        var plain = new UnitaryCompiler(qubits);
        gates.forEach(plain::add);
        List<Step> steps = plain.drain();
        var fusion = new GateFusion(qubits);
        gates.forEach(fusion::add);
        fusion.closeAll();
        if (fusion.products == 0) {
            return steps;
        }
        List<Step> fused = fusion.compiler.drain();
        return cost(fused) < cost(steps) ? fused : steps;
    }

    /// Gates on two qubits at most, as far as nothing else on these came between.
    private static final class Block {
        private final List<Instruction.Apply> gates = new ArrayList<>();
        private int touched;

        private void take(Block other) {
            gates.addAll(other.gates);
            touched |= other.touched;
        }
    }

    private void add(Instruction.Apply gate) {
        int on = mask(gate);
        var before = new ArrayList<Block>(2);
        for (int qubit : gate.qubits()) {
            Block there = open[qubit];
            if (there != null && !before.contains(there)) {
                before.add(there);
            }
        }
        boolean constant = gate.angles().stream().allMatch(ParameterExpression::isConstant);
        if (!constant || Integer.bitCount(on) > 2) {
            before.forEach(this::close);
            compiler.add(gate);
            return;
        }
        for (Block each : List.copyOf(before)) {
            if (Integer.bitCount(each.touched | on) > 2) {
                close(each);
                before.remove(each);
            }
        }
        Block block = before.isEmpty() ? new Block() : before.removeFirst();
        before.forEach(block::take);
        block.gates.add(gate);
        block.touched |= on;
        for (int qubit : Bits.positions(block.touched)) {
            open[qubit] = block;
        }
    }

    private void closeAll() {
        for (Block block : open) {
            if (block != null) {
                close(block);
            }
        }
    }

    private void close(Block block) {
        int[] on = Bits.positions(block.touched);
        for (int qubit : on) {
            open[qubit] = null;
        }
        if (on.length == 2 && cost(alone(block)) > PRODUCT) {
            compiler.add(on[0], on[1], product(block, List.of(on[0], on[1])));
            products++;
        } else {
            block.gates.forEach(compiler::add);
        }
    }

    private List<Step> alone(Block block) {
        var steps = new UnitaryCompiler(qubits);
        block.gates.forEach(steps::add);
        return steps.drain();
    }

    private static ComplexMatrix product(Block block, List<Integer> on) {
        ComplexMatrix product = ComplexMatrix.identity(4);
        for (Instruction.Apply gate : block.gates) {
            product = GateUnitary.of(gate, RealVector.of())
                    .embedded(gate.qubits(), on)
                    .times(product);
        }
        return product;
    }

    private static double cost(List<Step> steps) {
        double cost = 0;
        Kind before = Kind.OTHER;
        for (Step step : steps) {
            Kind kind = Kind.of(step);
            cost += kind == before && kind != Kind.OTHER ? FURTHER : cost(step, kind);
            before = kind;
        }
        return cost;
    }

    private static double cost(Step step, Kind kind) {
        return switch (kind) {
            case ABOUT_X, ABOUT_Y -> ROTATION;
            case EXCHANGE -> EXCHANGE;
            case OTHER ->
                switch (step) {
                    case DiagonalStep _ -> PHASE;
                    case TwoQubitStep _ -> PRODUCT;
                    // A control leaves half of the amplitudes alone.
                    case PairStep pair -> pair.pairs().isOneQubit() ? MATRIX : MATRIX / 2;
                };
        };
    }

    /// Of steps that are done several in one loop.
    private enum Kind {
        ABOUT_X,
        ABOUT_Y,
        EXCHANGE,
        OTHER;

        static Kind of(Step step) {
            if (!(step instanceof PairStep pair)) {
                return OTHER;
            }
            boolean oneQubit = pair.pairs().isOneQubit();
            return switch (pair.operation()) {
                case PairStep.Operation.RotationX _ -> oneQubit ? ABOUT_X : OTHER;
                case PairStep.Operation.RotationY _ -> oneQubit ? ABOUT_Y : OTHER;
                case PairStep.Operation.Fixed(PairKernel kernel) ->
                    kernel instanceof PairKernel.Exchange ? EXCHANGE : OTHER;
            };
        }
    }

    private static int mask(Instruction.Apply gate) {
        int mask = 0;
        for (int qubit : gate.qubits()) {
            mask |= 1 << qubit;
        }
        return mask;
    }
}
