package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.optimizer.learning.gram.CentredAlignment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds a kernel's weights by Adam on the centred alignment of batches of rows of training
/// ([KernelAlignment]). Weights begin as a network's do, a batch that has one class only is no
/// step, the last rows of an epoch are no batch where they are fewer than the least one, and the
/// last weights are kept.
final class KernelAligner {

    private final TrainingReady ready;
    private final Kernel kernel;
    private final KernelAlignment settings;
    private final KernelSource source;
    private final TrainingDialogue dialogue;

    /// What came of it.
    record Alignment(RealVector weights, KernelDiagnostics.Aligned told) {}

    /// @param source of the kernel of rows with given angles and weights
    KernelAligner(
            TrainingReady ready,
            Kernel kernel,
            KernelAlignment settings,
            KernelSource source,
            TrainingDialogue dialogue) {
        this.ready = ready;
        this.kernel = kernel;
        this.settings = settings;
        this.source = source;
        this.dialogue = dialogue;
    }

    /// @param angles of the rows of training
    /// @param target of them
    Alignment align(List<RealVector> angles, Target target, @Nullable Integer fold) {
        int number = fold == null ? 0 : fold;
        long run = ready.settings().seed();
        List<Integer> looked =
                places(new Batches(angles.size(), KernelAlignment.LOOKED_AT, false, SeedOf.LOOKED_AT.seed(run, number))
                        .next());
        var batches = new Batches(angles.size(), settings.batchSize(), false, SeedOf.BATCHES.seed(run, number));
        var adam = new Adam(NetworkLearner.start(ready, number).toArray(), settings.learningRate());
        Double before = alignment(angles, target, looked, RealVector.of(adam.at()), fold);
        var progress = new ProgressSteps(dialogue::report, Phase.KERNEL, settings.steps(), fold);
        for (int step = 0; step < settings.steps(); step++) {
            int[] drawn = batches.next();
            // what is left of an epoch may be too few rows to say anything
            step(angles, target, places(drawn.length < KernelAlignment.LEAST_BATCH ? batches.next() : drawn), adam);
            progress.partDone();
        }
        RealVector weights = RealVector.of(adam.at());
        Double after = alignment(angles, target, looked, weights, fold);
        return new Alignment(weights, new KernelDiagnostics.Aligned(looked.size(), before, after));
    }

    private static List<Integer> places(int[] drawn) {
        return Arrays.stream(drawn).sorted().boxed().toList();
    }

    private void step(List<RealVector> angles, Target target, List<Integer> batch, Adam adam) {
        List<RealVector> some = batch.stream().map(angles::get).toList();
        ShiftedKernel shifted = ShiftedKernel.ask(ready, kernel, dialogue, some, RealVector.of(adam.at()));
        CentredAlignment alignment =
                CentredAlignment.of(shifted.gram(), target.of(batch).kernel());
        if (alignment == null) {
            return;
        }
        double[] gradient = shifted.derivatives(alignment.slopes());
        for (int w = 0; w < gradient.length; w++) {
            gradient[w] = -gradient[w]; // Adam goes down
        }
        adam.step(gradient);
    }

    private @Nullable Double alignment(
            List<RealVector> angles, Target target, List<Integer> of, RealVector weights, @Nullable Integer fold) {
        List<RealVector> vectors =
                of.stream().map(row -> angles.get(row).followedBy(weights)).toList();
        double[][] gram = source.blocks(vectors, List.of(), fold).training();
        CentredAlignment alignment = CentredAlignment.of(gram, target.of(of).kernel());
        return alignment == null ? null : Double.valueOf(alignment.value());
    }
}
