package io.ketstream.model.testing;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Means and covariances (divisor T − 1) of returns.
///
/// @param symbols empty where the returns are of nothing in particular
public record SampleMoments(List<String> symbols, RealVector means, RealMatrix covariance, int observations) {

    /// @param returns a row an observation
    public static SampleMoments of(List<double[]> returns) {
        return of(List.of(), returns);
    }

    /// Of the simple returns in a wide file of closes whose column has a price in every row.
    public static SampleMoments ofComplete(String file) {
        List<String[]> lines = lines(file);
        int[] complete = IntStream.range(1, lines.getFirst().length)
                .filter(column -> lines.stream().noneMatch(line -> line[column].isEmpty()))
                .toArray();
        List<double[]> closes = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(complete)
                        .mapToDouble(column -> Double.parseDouble(line[column]))
                        .toArray())
                .toList();
        List<double[]> returns = new ArrayList<>();
        for (int t = 1; t < closes.size(); t++) {
            double[] before = closes.get(t - 1);
            double[] row = closes.get(t).clone();
            Arrays.setAll(row, i -> row[i] / before[i] - 1);
            returns.add(row);
        }
        return of(
                Arrays.stream(complete)
                        .mapToObj(column -> lines.getFirst()[column])
                        .toList(),
                returns);
    }

    private static SampleMoments of(List<String> symbols, List<double[]> returns) {
        int assets = returns.getFirst().length;
        double[] means = new double[assets];
        for (double[] row : returns) {
            Arrays.setAll(means, i -> means[i] + row[i] / returns.size());
        }
        double[][] covariance = new double[assets][assets];
        for (double[] row : returns) {
            for (int i = 0; i < assets; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (row[i] - means[i]) * (row[j] - means[j]) / (returns.size() - 1);
                }
            }
        }
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return new SampleMoments(symbols, RealVector.of(means), RealMatrix.of(covariance), returns.size());
    }

    private static List<String[]> lines(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(ReferenceData.open(file), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
