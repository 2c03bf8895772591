package io.ketstream.ingestion.market;

/// Log returns ln(close of day t+1 / close of day t), one row a day, of a table of closes without gaps.
final class Returns {

    private Returns() {}

    static double[][] logarithmic(double[][] closes) {
        double[][] returns = new double[closes.length - 1][];
        for (int t = 0; t < returns.length; t++) {
            double[] row = new double[closes[t].length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.log(closes[t + 1][i] / closes[t][i]);
            }
            returns[t] = row;
        }
        return returns;
    }

    static double[] mean(double[][] returns) {
        double[] mean = new double[returns[0].length];
        for (double[] row : returns) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= returns.length;
        }
        return mean;
    }
}
