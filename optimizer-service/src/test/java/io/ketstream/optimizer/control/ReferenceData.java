package io.ketstream.optimizer.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.IsingHamiltonian.Coupling;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the reference instances that stand outside the project; tests skip where they are not there.
final class ReferenceData {

    private ReferenceData() {}

    static Path data() {
        Path data = Path.of(System.getProperty("ketstream.shared.dir", "../shared"), "data");
        Assumptions.assumeTrue(Files.isDirectory(data), "no reference data");
        return data;
    }

    static JsonNode json(String name) {
        Path file = data().resolve(name);
        try (InputStream raw = Files.newInputStream(file);
                InputStream stream = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// −cut as an Ising energy: Σ w (z z − 1)/2. Rudy files are "n m" and 1-based, QED-C's "n", 0-based and unweighted.
    static IsingHamiltonian maxcut(String name, boolean rudy) {
        try (Scanner scanner = new Scanner(data().resolve(name), UTF_8)) {
            int n = scanner.nextInt();
            if (rudy) {
                scanner.nextInt();
            }
            List<Coupling> couplings = new ArrayList<>();
            double offset = 0;
            while (scanner.hasNextInt()) {
                int i = scanner.nextInt() - (rudy ? 1 : 0);
                int j = scanner.nextInt() - (rudy ? 1 : 0);
                double w = rudy ? scanner.nextInt() : 1;
                couplings.add(new Coupling(Math.min(i, j), Math.max(i, j), w / 2));
                offset -= w / 2;
            }
            return new IsingHamiltonian(RealVector.zeros(n), couplings, offset);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// E(x) = Σ qᵢᵢ xᵢ + 2 Σ qᵢⱼ xᵢ xⱼ from a sparse, 1-based file.
    static IsingHamiltonian qubo(String name) {
        try (Scanner scanner = new Scanner(data().resolve(name), UTF_8)) {
            int n = scanner.nextInt();
            scanner.nextInt();
            double[][] q = new double[n][n];
            while (scanner.hasNextInt()) {
                int i = scanner.nextInt() - 1;
                int j = scanner.nextInt() - 1;
                q[i][j] += (i == j ? 1 : 2) * scanner.nextDouble();
            }
            return ising(q);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// Σ_{i ≤ j} qᵢⱼ xᵢ xⱼ with x = (1 − z)/2; entries below the diagonal are added to their mirror images.
    static IsingHamiltonian ising(double[][] q) {
        int n = q.length;
        double[] h = new double[n];
        double offset = 0;
        List<Coupling> couplings = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            offset += q[i][i] / 2;
            h[i] -= q[i][i] / 2;
            for (int j = i + 1; j < n; j++) {
                double pair = q[i][j] + q[j][i];
                if (pair != 0) {
                    couplings.add(new Coupling(i, j, pair / 4));
                    h[i] -= pair / 4;
                    h[j] -= pair / 4;
                    offset += pair / 4;
                }
            }
        }
        return new IsingHamiltonian(RealVector.of(h), couplings, offset);
    }

    /// Terms whose string has qubit 0 leftmost, as in the reference files.
    static PauliSum paulis(int qubits, JsonNode hamiltonian) {
        List<PauliSum.Term> terms = new ArrayList<>();
        hamiltonian
                .properties()
                .forEach(entry -> terms.add(new PauliSum.Term(
                        new PauliString(
                                new StringBuilder(entry.getKey()).reverse().toString()),
                        entry.getValue().asDouble())));
        return new PauliSum(qubits, terms);
    }
}
