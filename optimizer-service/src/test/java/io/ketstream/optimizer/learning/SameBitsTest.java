package io.ketstream.optimizer.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.learning.Interval;
import io.ketstream.optimizer.learning.control.ClassicalModels;
import io.ketstream.optimizer.learning.control.ControlBudget;
import io.ketstream.optimizer.learning.control.ControlModel;
import io.ketstream.optimizer.learning.control.Frequencies;
import io.ketstream.optimizer.learning.gram.Diagnostics;
import io.ketstream.optimizer.learning.gram.TargetKernel;
import io.ketstream.optimizer.learning.kernel.GaussianProcesses;
import io.ketstream.optimizer.learning.kernel.KernelPca;
import io.ketstream.optimizer.learning.kernel.KernelRidge;
import io.ketstream.optimizer.learning.kernel.SmallTable;
import io.ketstream.optimizer.learning.kernel.SupportVectorMachines;
import io.ketstream.optimizer.learning.metric.ExactMcNemar;
import io.ketstream.optimizer.learning.metric.Intervals;
import io.ketstream.optimizer.learning.split.Splits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Results, in JSON, whose doubles read back to the same bits, by their digests: another machine,
/// another virtual machine and another day have the same. A run is restored by asking again, so a
/// change of these is one of what runs that are under way have computed.
class SameBitsTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");

    private static final String DIGESTS = """
            classes of Gaussian support vectors = acedce9bf5fc8e9f
            classes of boosted trees = abd46054c9c17f81
            classes of constant = 79b346af5a138c8d
            classes of linear = 6e653338ae618e87
            classes of neural network = b06b53e4e9f9ccda
            classes of random Fourier features = e96636239a7e5e7b
            components = 1e759d1322bc48ad
            diagnostics = 094bd098171bc2e4
            intervals = d488fb37ac1dd03d
            machine = cb90cf8f3301c629
            numbers of Gaussian support vectors = 2fa0fe8e299bc2c0
            numbers of boosted trees = 67afb21bfce9fabd
            numbers of constant = 1d14a1d1154be1db
            numbers of linear = 91faaf758a118cf4
            numbers of neural network = baec4b2ec7ecefd1
            numbers of random Fourier features = 16c565aaaf5e2100
            one-class = d82cad2119325a5a
            process = 88c0a0fbff5b29ae
            processes = 175d6a31f1861104
            regressor = 7a0b672e9d3578af
            ridge = 3bc328293f75e125
            splits = dc8eac038684162e
            """;

    private static Map<String, Object> results() {
        double[][] gram = SmallTable.gram();
        int[] two = SmallTable.twoClasses();
        int[] three = SmallTable.threeClasses();
        double[] numbers = SmallTable.numbers();
        var results = new TreeMap<String, Object>();
        results.put("splits", Splits.stratifiedFolds(three, 4, 7));
        results.put("machine", SupportVectorMachines.classifierWithProbabilities(gram, three, THREE, 5, 7));
        results.put("regressor", SupportVectorMachines.regressor(gram, numbers, 2, 0.1));
        results.put("one-class", SupportVectorMachines.oneClass(gram, 0.3));
        results.put("ridge", KernelRidge.classifier(gram, three, THREE, 0.1));
        results.put("process", GaussianProcesses.regressor(gram, 1, numbers, 0.05));
        results.put("processes", GaussianProcesses.classifier(gram, 1, two, TWO));
        results.put("components", KernelPca.fit(gram, 3));
        results.put("diagnostics", Diagnostics.of(gram, TargetKernel.ofClasses(two, 2), 1000, false));
        List<Interval> intervals = List.of(
                Intervals.wilson(45, 60, 0.95),
                Intervals.corrected(new double[] {0.5, 0.25, 0.75}, 0.5, 0.95),
                Intervals.bootstrapRmse(numbers, new double[SmallTable.ROWS], 0.95, 3),
                new ExactMcNemar(12, 3, 60).interval(0.95));
        results.put("intervals", intervals);
        for (ControlModel control : ControlModel.values()) {
            int configurations = control == ControlModel.NEURAL_NETWORK ? 1 : 2;
            var budget = new ControlBudget(configurations, new Frequencies.Gaussian(0.5));
            results.put(
                    "classes of " + control.words(),
                    ClassicalModels.classify(
                            control, SmallTable.features(), three, 3, SmallTable.testFeatures(), budget, 11));
            results.put(
                    "numbers of " + control.words(),
                    ClassicalModels.regress(
                            control, SmallTable.features(), numbers, SmallTable.testFeatures(), budget, 11));
        }
        return results;
    }

    /// Of the numbers only, so that a name may change.
    private static String digest(Object result) {
        String json = JsonMapper.shared().writeValueAsString(result).replaceAll("\"[^\"]*\"", "");
        return Digest.of(json).value().substring(0, 16);
    }

    @Test
    void resultsHaveTheBitsTheyHad() {
        String digests = results().entrySet().stream()
                .map(result -> result.getKey() + " = " + digest(result.getValue()) + "\n")
                .collect(Collectors.joining());

        assertThat(digests).isEqualTo(DIGESTS);
    }
}
