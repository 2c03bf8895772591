package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossGradientTest {

    private static final int FEATURES = 3;

    /// What features are multiplied by to be angles.
    private static final double SCALE = 0.7;

    /// Sums of at most 2^6 terms.
    private static final double ROUNDING = 1e-12;

    /// What the derivatives are promised to against the parameter-shift rule.
    private static final double SHIFT = 1e-9;

    private static final double QUARTER = Math.PI / 2;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 28);

    /// (Σ outputs − target)², with a cross term so that derivatives depend on all outputs.
    private static final OutputLoss SQUARED = (outputs, target, derivatives) -> {
        double sum = -target;
        for (double output : outputs) {
            sum += output;
        }
        for (int c = 0; c < derivatives.length; c++) {
            derivatives[c] = 2 * sum;
        }
        return sum * sum;
    };

    /// −log softmax(2·outputs)[target].
    private static final OutputLoss CROSS_ENTROPY = (outputs, target, derivatives) -> {
        double total = 0;
        for (double output : outputs) {
            total += Math.exp(2 * output);
        }
        for (int c = 0; c < outputs.length; c++) {
            derivatives[c] = 2 * (Math.exp(2 * outputs[c]) / total - (c == (int) target ? 1 : 0));
        }
        return Math.log(total) - 2 * outputs[(int) target];
    };

    /// Features on rotations at the front and again in the middle, one weight a rotation, entangled by CX or CZ.
    private static ParameterizedCircuit model(int qubits, int layers, Gate entangler) {
        var rotations = List.of(Gate.RX, Gate.RY, Gate.RZ);
        var instructions = new ArrayList<Instruction>();
        int weights = 0;
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < qubits && layer % 2 == 0; qubit++) {
                instructions.add(Circuits.gate(Gate.RY, ParameterExpression.parameter(qubit % FEATURES, SCALE), qubit));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate rotation : rotations) {
                    instructions.add(
                            Circuits.gate(rotation, ParameterExpression.parameter(FEATURES + weights++), qubit));
                }
            }
            for (int qubit = 0; qubit < qubits && qubits > 1; qubit++) {
                instructions.add(Circuits.gate(entangler, qubit, (qubit + 1) % qubits));
            }
        }
        List<String> names = IntStream.range(0, FEATURES + weights)
                .mapToObj(k -> k < FEATURES ? "x" + k : "w" + (k - FEATURES))
                .toList();
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    private static List<RealVector> inputs(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> Circuits.randomParameters(FEATURES, 40 + k))
                .toList();
    }

    /// Parameters are v times each sample's factors, some of them 0. Against central differences, whose
    /// error is of the order of their step squared.
    @ParameterizedTest
    @CsvSource({"1, 2, Z, 3", "3, 2, IIZ ZZI XIY, 300"})
    void derivativesByFactorsAreThoseOfTheMeanLoss(int qubits, int layers, String labels, int count) {
        CompiledCircuit circuit = CompiledCircuit.compile(model(qubits, layers, Gate.CZ));
        int parameters = circuit.numberOfParameters();
        CompiledReadout readout = CompiledReadout.compile(qubits, strings(labels));
        RealVector v = Circuits.randomParameters(parameters, 5);
        List<RealVector> factors = IntStream.range(0, count)
                .mapToObj(k -> {
                    double[] factor =
                            Circuits.randomParameters(parameters, 60 + k).toArray();
                    factor[k % parameters] = 0;
                    return RealVector.of(factor);
                })
                .toList();
        RealVector targets = targets(count, 2);
        LossGradient gradient = simulator.lossGradientByFactors(
                circuit, new Samples(scaled(v, factors), targets), factors, readout, SQUARED);
        double step = 1e-5;
        for (int i = 0; i < parameters; i += 5) {
            double[] above = v.toArray();
            double[] below = v.toArray();
            above[i] += step;
            below[i] -= step;
            double difference = (loss(circuit, scaled(RealVector.of(above), factors), targets, readout)
                            - loss(circuit, scaled(RealVector.of(below), factors), targets, readout))
                    / (2 * step);
            assertThat(gradient.derivatives().get(i)).isCloseTo(difference, within(1e-7));
        }
        assertThat(gradient.loss()).isCloseTo(loss(circuit, scaled(v, factors), targets, readout), within(ROUNDING));
    }

    private double loss(CompiledCircuit circuit, List<RealVector> inputs, RealVector targets, CompiledReadout readout) {
        return simulator.loss(circuit, new Samples(inputs, targets), RealVector.zeros(0), readout, SQUARED);
    }

    private static List<RealVector> scaled(RealVector v, List<RealVector> factors) {
        return factors.stream()
                .map(factor -> RealVector.of(IntStream.range(0, v.size())
                        .mapToDouble(i -> v.get(i) * factor.get(i))
                        .toArray()))
                .toList();
    }

    private static RealVector targets(int count, int classes) {
        return RealVector.of(
                new Random(1).ints(count, 0, classes).asDoubleStream().toArray());
    }

    private static RealVector joined(RealVector input, RealVector weights) {
        var all = new double[input.size() + weights.size()];
        System.arraycopy(input.toArray(), 0, all, 0, input.size());
        System.arraycopy(weights.toArray(), 0, all, input.size(), weights.size());
        return RealVector.of(all);
    }

    private static List<PauliString> strings(String labels) {
        return List.of(labels.split(" ")).stream().map(PauliString::new).toList();
    }

    /// What is kept of the sample, or of the weights, before: a batch has the bits of its samples alone, also
    /// where some features turn by 0, π and 2π, for which other parts are chosen.
    @ParameterizedTest
    @CsvSource({"4, CX", "4, CZ", "9, CX", "9, CZ", "10, CX"})
    void whatIsKeptFromBeforeChangesNothing(int qubits, Gate entangler) {
        ParameterizedCircuit circuit = model(qubits, 3, entangler);
        CompiledReadout readout = CompiledReadout.compile(qubits, List.of(PauliString.of(qubits, 'Z', 0)));
        int weights = circuit.parameters().size() - FEATURES;
        RealVector first = Circuits.randomParameters(weights, 5);
        double[] turned = first.toArray();
        turned[weights / 2] = Math.PI;
        RealVector second = RealVector.of(turned);
        double half = Math.PI / SCALE;
        List<RealVector> random = inputs(2);
        List<RealVector> inputs =
                List.of(random.get(0), RealVector.of(half, 0, 2 * half), random.get(1), RealVector.of(0, 2 * half, 0));
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        try (var one = new StatevectorSimulator(1 << 28, 1)) {
            for (RealVector at : List.of(first, second, first)) {
                assertThat(lossGradient(one, compiled, inputs, at, readout))
                        .isEqualTo(meanOfSamples(
                                inputs, (fresh, input) -> lossGradient(fresh, compiled, input, at, readout)));
                List<RealVector> all =
                        inputs.stream().map(input -> joined(input, at)).toList();
                assertThat(byFactors(one, compiled, all, readout))
                        .isEqualTo(meanOfSamples(all, (fresh, input) -> byFactors(fresh, compiled, input, readout)));
            }
        }
    }

    private static RealVector lossGradient(
            StatevectorSimulator simulator,
            CompiledCircuit compiled,
            List<RealVector> inputs,
            RealVector weights,
            CompiledReadout readout) {
        return simulator
                .lossGradient(compiled, halves(inputs), weights, readout, SQUARED)
                .derivatives();
    }

    private static RealVector byFactors(
            StatevectorSimulator simulator,
            CompiledCircuit compiled,
            List<RealVector> inputs,
            CompiledReadout readout) {
        var ones = new double[compiled.numberOfParameters()];
        Arrays.fill(ones, 1);
        List<RealVector> factors = Collections.nCopies(inputs.size(), RealVector.of(ones));
        return simulator
                .lossGradientByFactors(compiled, halves(inputs), factors, readout, SQUARED)
                .derivatives();
    }

    private static Samples halves(List<RealVector> inputs) {
        var targets = new double[inputs.size()];
        Arrays.fill(targets, 0.5);
        return new Samples(inputs, RealVector.of(targets));
    }

    /// Of four samples, each by a simulator that knows no other, added as a batch adds them.
    private static RealVector meanOfSamples(
            List<RealVector> inputs, BiFunction<StatevectorSimulator, List<RealVector>, RealVector> derivatives) {
        List<RealVector> alone = inputs.stream()
                .map(input -> {
                    try (var fresh = new StatevectorSimulator(1 << 28, 1)) {
                        return derivatives.apply(fresh, List.of(input));
                    }
                })
                .toList();
        return RealVector.of(IntStream.range(0, alone.getFirst().size())
                .mapToDouble(k -> ((alone.get(0).get(k) + alone.get(1).get(k))
                                + (alone.get(2).get(k) + alone.get(3).get(k)))
                        / 4)
                .toArray());
    }

    @ParameterizedTest
    @CsvSource({"1, Z", "1, X Y", "3, IIZ IZI ZZI III", "4, ZIII IXIY YYII", "6, IIIIIZ ZIIIII", "6, XXXXXX ZIZIZI"})
    void outputsAreThoseOfDenseStates(int qubits, String labels) {
        ParameterizedCircuit circuit = Circuits.random(qubits, 10 * qubits, 5, qubits);
        List<PauliString> strings = strings(labels);
        List<RealVector> inputs = inputs(4);
        RealVector weights = Circuits.randomParameters(2, 3);
        RealMatrix outputs = simulator.outputs(
                CompiledCircuit.compile(circuit), inputs, weights, CompiledReadout.compile(qubits, strings));
        assertThat(outputs.rows()).isEqualTo(4);
        assertThat(outputs.columns()).isEqualTo(strings.size());
        for (int k = 0; k < 4; k++) {
            DenseReference.Complex[] state = DenseReference.run(circuit, joined(inputs.get(k), weights));
            for (int c = 0; c < strings.size(); c++) {
                DenseReference.Complex[] applied = DenseReference.apply(PauliSum.of(strings.get(c)), state);
                assertThat(outputs.get(k, c))
                        .isCloseTo(DenseReference.inner(state, applied).re(), within(ROUNDING));
            }
        }
    }

    /// More Z strings than have tables, and states of more than one block, against expectations one by one.
    @ParameterizedTest
    @ValueSource(ints = {4, 14})
    void manyStringsAndLargeStatesGoByATransform(int qubits) {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(qubits, 60, FEATURES + 1, 3));
        var random = new Random(2);
        List<PauliString> strings = IntStream.range(0, 20)
                .mapToObj(_ -> PauliString.of(qubits, 'Z', random.nextInt(qubits), random.nextInt(qubits)))
                .toList();
        RealVector weights = RealVector.of(0.7);
        var samples = new Samples(inputs(1), RealVector.of(0));
        RealVector point = joined(samples.inputs().getFirst(), weights);
        CompiledReadout readout = CompiledReadout.compile(qubits, strings);
        RealVector outputs =
                simulator.outputs(compiled, samples.inputs(), weights, readout).row(0);
        var terms = new ArrayList<PauliSum.Term>();
        for (int c = 0; c < 20; c++) {
            CompiledObservable one = CompiledObservable.compile(PauliSum.of(strings.get(c)));
            assertThat(outputs.get(c)).isCloseTo(simulator.expectation(compiled, point, one), within(ROUNDING));
            terms.add(new PauliSum.Term(strings.get(c), 0.1 * c));
        }
        OutputLoss weighted = (values, _, derivatives) -> {
            double sum = 0;
            for (int c = 0; c < values.length; c++) {
                derivatives[c] = 0.1 * c;
                sum += 0.1 * c * values[c];
            }
            return sum;
        };
        LossGradient actual = simulator.lossGradient(compiled, samples, weights, readout, weighted);
        Gradient expected =
                simulator.gradient(compiled, point, CompiledObservable.compile(new PauliSum(qubits, terms)));
        // Twenty outputs with coefficients up to 2.
        assertThat(actual.loss()).isCloseTo(expected.expectation(), within(20 * ROUNDING));
        assertThat(actual.derivatives().get(0)).isCloseTo(expected.derivatives().get(FEATURES), within(100 * ROUNDING));
    }

    /// Readouts of Z strings go by a table, others by their terms; the circuit may end in phases, which then matter.
    @ParameterizedTest
    @CsvSource({
        "1, CX, Z",
        "2, CX, IZ ZI",
        "4, CX, IIIZ IIZI ZZII",
        "4, CZ, IIIZ IIZI ZZII",
        "4, CZ, XIII IYII IIZI",
        "5, CX, ZZIII XXXXX IIIII"
    })
    void derivativesAreThoseOfTheParameterShiftRule(int qubits, Gate entangler, String labels) {
        CompiledCircuit compiled = CompiledCircuit.compile(model(qubits, 3, entangler));
        CompiledReadout readout = CompiledReadout.compile(qubits, strings(labels));
        RealVector weights = Circuits.randomParameters(compiled.numberOfParameters() - FEATURES, 8);
        for (OutputLoss loss : List.of(SQUARED, CROSS_ENTROPY)) {
            var samples = new Samples(inputs(5), targets(5, readout.size()));
            LossGradient actual = simulator.lossGradient(compiled, samples, weights, readout, loss);
            assertThat(actual.loss())
                    .isCloseTo(simulator.loss(compiled, samples, weights, readout, loss), within(ROUNDING));
            assertThat(actual.loss()).isCloseTo(meanLoss(compiled, samples, weights, readout, loss), within(ROUNDING));
            for (int w = 0; w < weights.size(); w++) {
                assertThat(actual.derivatives().get(w))
                        .as("weight %d", w)
                        .isCloseTo(shifted(compiled, samples, weights, w, readout, loss), within(SHIFT));
            }
        }
    }

    private double meanLoss(
            CompiledCircuit compiled, Samples samples, RealVector weights, CompiledReadout readout, OutputLoss loss) {
        RealMatrix outputs = simulator.outputs(compiled, samples.inputs(), weights, readout);
        double sum = 0;
        for (int k = 0; k < samples.size(); k++) {
            sum += loss.evaluate(outputs.row(k).toArray(), samples.targets().get(k), new double[readout.size()]);
        }
        return sum / samples.size();
    }

    /// ∂loss/∂w = Σ_c ∂loss/∂f_c · (f_c(w + π/2) − f_c(w − π/2))/2, exact for a weight that is the angle of one
    /// rotation.
    private double shifted(
            CompiledCircuit compiled,
            Samples samples,
            RealVector weights,
            int weight,
            CompiledReadout readout,
            OutputLoss loss) {
        RealMatrix outputs = simulator.outputs(compiled, samples.inputs(), weights, readout);
        RealMatrix more = simulator.outputs(compiled, samples.inputs(), moved(weights, weight, QUARTER), readout);
        RealMatrix less = simulator.outputs(compiled, samples.inputs(), moved(weights, weight, -QUARTER), readout);
        double sum = 0;
        for (int k = 0; k < samples.size(); k++) {
            var derivatives = new double[readout.size()];
            loss.evaluate(outputs.row(k).toArray(), samples.targets().get(k), derivatives);
            for (int c = 0; c < derivatives.length; c++) {
                sum += derivatives[c] * (more.get(k, c) - less.get(k, c)) / 2;
            }
        }
        return sum / samples.size();
    }

    private static RealVector moved(RealVector weights, int weight, double shift) {
        double[] moved = weights.toArray();
        moved[weight] += shift;
        return RealVector.of(moved);
    }

    /// Gates that share parameters, with all kinds of gates between, against the gradient of the weighted observable.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sharedWeightsHaveTheGradientOfTheWeightedObservable(long seed) {
        ParameterizedCircuit circuit = Circuits.random(5, 80, 6, seed);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        RealVector weights = Circuits.randomParameters(6 - FEATURES, seed);
        OutputLoss weighted = (outputs, _, derivatives) -> {
            derivatives[0] = 0.5;
            derivatives[1] = -2;
            return 0.5 * outputs[0] - 2 * outputs[1];
        };
        for (String labels : List.of("IIZIZ ZIIII", "XIIII ZIZIZ")) {
            List<PauliString> strings = strings(labels);
            LossGradient actual = simulator.lossGradient(
                    compiled,
                    new Samples(inputs(1), RealVector.of(0)),
                    weights,
                    CompiledReadout.compile(5, strings),
                    weighted);
            Gradient expected = simulator.gradient(
                    compiled,
                    joined(inputs(1).getFirst(), weights),
                    CompiledObservable.compile(new PauliSum(
                            5,
                            List.of(
                                    new PauliSum.Term(strings.getFirst(), 0.5),
                                    new PauliSum.Term(strings.getLast(), -2)))));
            assertThat(actual.loss()).isCloseTo(expected.expectation(), within(ROUNDING));
            for (int w = 0; w < weights.size(); w++) {
                // Affine angles have coefficients up to 2 in as many as 80 gates.
                assertThat(actual.derivatives().get(w))
                        .isCloseTo(expected.derivatives().get(FEATURES + w), within(100 * ROUNDING));
            }
        }
    }

    /// More samples than are held at a time, and a state that threads share.
    @ParameterizedTest
    @CsvSource({"3, 300", "4, 257", "17, 2"})
    void theBitsDoNotDependOnThreads(int qubits, int count) {
        CompiledCircuit compiled = CompiledCircuit.compile(model(qubits, qubits > 10 ? 1 : 2, Gate.CX));
        List<PauliString> strings = List.of(PauliString.of(qubits, 'Z', 0), PauliString.of(qubits, 'Z', 1, qubits - 1));
        CompiledReadout readout = CompiledReadout.compile(qubits, strings);
        var samples = new Samples(inputs(count), targets(count, 2));
        RealVector weights = Circuits.randomParameters(compiled.numberOfParameters() - FEATURES, 2);
        LossGradient expected = simulator.lossGradient(compiled, samples, weights, readout, CROSS_ENTROPY);
        RealMatrix outputs = simulator.outputs(compiled, samples.inputs(), weights, readout);
        assertThat(expected.loss())
                .isEqualTo(simulator.loss(compiled, samples, weights, readout, CROSS_ENTROPY))
                .isCloseTo(meanLoss(compiled, samples, weights, readout, CROSS_ENTROPY), within(ROUNDING));
        for (int threads : new int[] {2, 4}) {
            try (var parallel = new StatevectorSimulator(1 << 28, threads, Precision.SINGLE)) {
                assertThat(parallel.lossGradient(compiled, samples, weights, readout, CROSS_ENTROPY))
                        .isEqualTo(expected);
                assertThat(parallel.outputs(compiled, samples.inputs(), weights, readout))
                        .isEqualTo(outputs);
            }
        }
    }

    /// The mean of a batch is that of its parts, whatever groups these make.
    @Test
    void aBatchIsTheMeanOfItsSamples() {
        CompiledCircuit compiled = CompiledCircuit.compile(model(2, 2, Gate.CZ));
        CompiledReadout readout = CompiledReadout.compile(2, strings("IZ ZI"));
        int count = 270;
        List<RealVector> inputs = inputs(count);
        RealVector targets = targets(count, 2);
        RealVector weights = Circuits.randomParameters(compiled.numberOfParameters() - FEATURES, 2);
        var sums = new double[weights.size()];
        double loss = 0;
        for (int k = 0; k < count; k++) {
            var one = new Samples(List.of(inputs.get(k)), RealVector.of(targets.get(k)));
            LossGradient each = simulator.lossGradient(compiled, one, weights, readout, SQUARED);
            loss += each.loss() / count;
            for (int w = 0; w < sums.length; w++) {
                sums[w] += each.derivatives().get(w) / count;
            }
        }
        LossGradient all = simulator.lossGradient(compiled, new Samples(inputs, targets), weights, readout, SQUARED);
        assertThat(all.loss()).isCloseTo(loss, within(ROUNDING));
        for (int w = 0; w < sums.length; w++) {
            assertThat(all.derivatives().get(w)).isCloseTo(sums[w], within(ROUNDING));
        }
    }

    /// Above 20 qubits there is no table of values of a Z string.
    @Test
    void largeStatesGoWithoutTables() {
        int qubits = DiagonalEnergies.TABLE_QUBITS + 1;
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < 2; qubit++) {
            instructions.add(Circuits.gate(Gate.RY, ParameterExpression.parameter(0), qubit));
            instructions.add(Circuits.gate(Gate.RY, ParameterExpression.parameter(1 + qubit), qubit));
        }
        CompiledCircuit compiled =
                CompiledCircuit.compile(ParameterizedCircuit.of(qubits, List.of("x", "v", "w"), instructions));
        CompiledReadout readout = CompiledReadout.compile(
                qubits, List.of(PauliString.of(qubits, 'Z', 0), PauliString.of(qubits, 'Z', 0, 1)));
        OutputLoss sum = (outputs, _, derivatives) -> {
            derivatives[0] = 1;
            derivatives[1] = 3;
            return outputs[0] + 3 * outputs[1];
        };
        LossGradient actual = simulator.lossGradient(
                compiled,
                new Samples(List.of(RealVector.of(0.4)), RealVector.of(0)),
                RealVector.of(0.3, -0.9),
                readout,
                sum);
        double first = Math.cos(0.7);
        double second = Math.cos(-0.5);
        assertThat(actual.loss()).isCloseTo(first + 3 * first * second, within(ROUNDING));
        assertThat(actual.derivatives().get(0)).isCloseTo(-Math.sin(0.7) * (1 + 3 * second), within(ROUNDING));
        assertThat(actual.derivatives().get(1)).isCloseTo(-3 * first * Math.sin(-0.5), within(ROUNDING));
    }

    /// No weights, none that a gate uses, a loss that is flat, terms that cancel: derivatives are none or 0.
    @Test
    void whatNothingDependsOnHasNoDerivative() {
        CompiledCircuit compiled = CompiledCircuit.compile(model(2, 1, Gate.CX));
        CompiledReadout readout = CompiledReadout.compile(2, strings("XI IZ XI"));
        OutputLoss cancelling = (outputs, _, derivatives) -> {
            derivatives[0] = 1;
            derivatives[1] = 0;
            derivatives[2] = -1;
            return outputs[0] - outputs[2];
        };
        OutputLoss flat = (_, _, derivatives) -> {
            Arrays.fill(derivatives, 0);
            return 7;
        };
        RealVector weights = Circuits.randomParameters(compiled.numberOfParameters() - FEATURES, 2);
        var samples = new Samples(inputs(2), targets(2, 2));
        RealVector zeros = RealVector.zeros(weights.size());
        assertThat(simulator.lossGradient(compiled, samples, weights, readout, flat))
                .isEqualTo(new LossGradient(7, zeros));
        assertThat(simulator
                        .lossGradient(compiled, samples, weights, readout, cancelling)
                        .derivatives()
                        .toArray())
                .containsOnly(new double[] {0}, within(0.0))
                .hasSize(weights.size());
        CompiledCircuit none = CompiledCircuit.compile(Circuits.random(3, 20, FEATURES, 5));
        CompiledReadout three = CompiledReadout.compile(3, strings("IIZ"));
        assertThat(simulator
                        .lossGradient(none, samples, RealVector.of(), three, SQUARED)
                        .derivatives())
                .isEqualTo(RealVector.of());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        CompiledCircuit compiled = CompiledCircuit.compile(model(2, 1, Gate.CX));
        CompiledReadout readout = CompiledReadout.compile(2, strings("IZ"));
        RealVector weights = Circuits.randomParameters(6, 2);
        List<RealVector> inputs = inputs(2);
        assertThatThrownBy(() -> simulator.outputs(compiled, inputs, RealVector.of(1, 2), readout))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("inputs[0] must have 7 numbers, the circuit's parameters that are no weights, not 3");
        assertThatThrownBy(() -> simulator.outputs(compiled, inputs, RealVector.zeros(10), readout))
                .hasMessage("weights must be at most the circuit's 9 parameters, not 10");
        CompiledReadout large = CompiledReadout.compile(3, strings("IIZ"));
        assertThatThrownBy(() -> simulator.outputs(compiled, inputs, weights, large))
                .hasMessage("readout must have 2 qubits, not 3");
        assertThatThrownBy(() -> CompiledReadout.compile(2, List.of()))
                .hasMessage("readout must have at least one Pauli string");
        assertThatThrownBy(() -> CompiledReadout.compile(2, strings("IZ IIZ")))
                .hasMessage("readout[1] must have 2 letters, not 3");
        assertThatThrownBy(() -> new Samples(List.of(), RealVector.of()))
                .hasMessage("inputs must have at least one sample");
        assertThatThrownBy(() -> new Samples(inputs, RealVector.of(1)))
                .hasMessage("targets must have 2 numbers, one a sample, not 1");
        OutputLoss undefined = (_, _, _) -> Double.NaN;
        var samples = new Samples(inputs, RealVector.of(0, 1));
        assertThatThrownBy(() -> simulator.loss(compiled, samples, weights, readout, undefined))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("loss must be a finite number, not NaN for sample 0");
        try (var small = new StatevectorSimulator(compiled.stateBytes())) {
            assertThat(small.outputs(compiled, inputs, weights, readout).rows()).isEqualTo(2);
            assertThatThrownBy(() -> small.lossGradient(compiled, samples, weights, readout, SQUARED))
                    .isInstanceOf(CircuitTooLargeException.class);
        }
        CompiledCircuit dynamic =
                CompiledCircuit.compile(Circuits.fixed(1, Circuits.gate(Gate.H, 0), new Instruction.Reset(0)));
        assertThatThrownBy(() -> simulator.outputs(
                        dynamic, List.of(RealVector.of()), RealVector.of(), CompiledReadout.compile(1, strings("Z"))))
                .hasMessageContaining("dynamic");
    }

    /// Also where the observable of the sweep back cannot be made, and whichever thread comes to a sample first.
    @ParameterizedTest
    @ValueSource(strings = {"ZI", "YI"})
    void whatIsNotFiniteIsRefusedByTheFirstSample(String label) {
        CompiledCircuit compiled = CompiledCircuit.compile(model(2, 1, Gate.CX));
        CompiledReadout readout = CompiledReadout.compile(2, strings(label));
        RealVector weights = Circuits.randomParameters(compiled.numberOfParameters() - FEATURES, 1);
        var samples = new Samples(
                inputs(600),
                RealVector.of(IntStream.range(0, 600).asDoubleStream().toArray()));
        OutputLoss infinite = (_, target, derivatives) -> {
            derivatives[0] = target;
            return target < 299 ? target : Double.POSITIVE_INFINITY;
        };
        OutputLoss steep = (outputs, target, derivatives) -> {
            derivatives[0] = target < 299 ? 1 : Double.NEGATIVE_INFINITY;
            return outputs[0];
        };
        for (int threads = 1; threads <= 3; threads++) {
            try (var some = new StatevectorSimulator(1 << 20, threads)) {
                assertThatThrownBy(() -> some.loss(compiled, samples, weights, readout, infinite))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessage("loss must be a finite number, not Infinity for sample 299");
                assertThatThrownBy(() -> some.lossGradient(compiled, samples, weights, readout, infinite))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessage("loss must be a finite number, not Infinity for sample 299");
                assertThatThrownBy(() -> some.lossGradient(compiled, samples, weights, readout, steep))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessage("loss must have finite derivatives, not NaN for sample 299");
            }
        }
    }
}
