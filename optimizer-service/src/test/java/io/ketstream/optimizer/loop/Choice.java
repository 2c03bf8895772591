package io.ketstream.optimizer.loop;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.Selection;
import java.util.List;
import java.util.Locale;

/// Selections from two groups of assets that versions of [RunAlgorithm] treat differently.
enum Choice {

    /// One of three, and one of two.
    TWO_BLOCKS(1, 1),

    /// All of three, and none of two.
    ONE_SELECTION(3, 0);

    private static final List<String> SYMBOLS = List.of("A", "B", "C", "D", "E");
    private static final List<Integer> FIRST = List.of(0, 1, 2);
    private static final List<Integer> SECOND = List.of(3, 4);
    private static final IsingHamiltonian ISING = new IsingHamiltonian(
            RealVector.of(-0.5, 0.25, 0, 0.75, -0.25), List.of(new IsingHamiltonian.Coupling(0, 3, 1)), 0);
    private static final RealMatrix COVARIANCE = RealMatrix.of(new double[][] {
        {0.04, 0.01, 0, 0, 0},
        {0.01, 0.05, 0, 0, 0},
        {0, 0, 0.06, 0, 0},
        {0, 0, 0, 0.07, 0.01},
        {0, 0, 0, 0.01, 0.08}
    });

    private final int ofFirst;
    private final int ofSecond;

    Choice(int ofFirst, int ofSecond) {
        this.ofFirst = ofFirst;
        this.ofSecond = ofSecond;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Formulation formulation() {
        int selected = ofFirst + ofSecond;
        var problem = new PortfolioProblem(
                SYMBOLS, RealVector.of(0.05, 0.07, 0.06, 0.09, 0.11), COVARIANCE, null, null, 0.5, selected);
        var groups = List.of(
                new SelectionRules.Group("first", FIRST, ofFirst, ofFirst),
                new SelectionRules.Group("second", SECOND, ofSecond, ofSecond));
        var selection = new Selection(
                SYMBOLS,
                List.of(),
                new SelectionRules(SYMBOLS.size(), selected, selected, groups),
                List.of(new Selection.KeptOnes(FIRST, ofFirst), new Selection.KeptOnes(SECOND, ofSecond)),
                null,
                ISING,
                problem);
        return new Formulation(Sense.MINIMIZE, ISING.toPauliSum(), ISING, null, selection);
    }

    RunCircuitReady circuit(RunId run) {
        RunSettings sample = Samples.settings(Samples.optimizer(OptimizerType.SPSA, 30), 64);
        var settings = new RunSettings(
                sample.name(),
                new Ansatz.Qaoa(2, Mixer.XY_COMPLETE),
                sample.optimizer(),
                sample.execution(),
                sample.seed());
        return Samples.circuit(run, formulation(), settings);
    }
}
