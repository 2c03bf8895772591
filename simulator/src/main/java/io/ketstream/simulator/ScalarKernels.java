package io.ketstream.simulator;

import java.util.Arrays;

/// Plain loops, for any JVM.
final class ScalarKernels implements Kernels {

    @Override
    public String description() {
        return "scalar loops";
    }

    @Override
    public void rotateX(double[] re, double[] im, int offset, int length, int[] qubits, double[] tangents, int count) {
        for (int k = 0; k < count; k++) {
            int stride = 1 << qubits[k];
            for (int i = offset; i < offset + length; i += 2 * stride) {
                rotateX(re, im, i, stride, tangents[k]);
            }
        }
    }

    private static void rotateX(double[] re, double[] im, int offset, int stride, double tangent) {
        for (int i = offset; i < offset + stride; i++) {
            double real0 = re[i];
            double imaginary0 = im[i];
            double real1 = re[i + stride];
            double imaginary1 = im[i + stride];
            re[i] = Math.fma(tangent, imaginary1, real0);
            im[i] = Math.fma(-tangent, real1, imaginary0);
            re[i + stride] = Math.fma(tangent, imaginary0, real1);
            im[i + stride] = Math.fma(-tangent, real0, imaginary1);
        }
    }

    @Override
    public void applyPair(PairKernel kernel, double[] re, double[] im, int offset, int length, Pairs pairs) {
        kernel.apply(pairs, re, im, offset, 0, pairs.count(length));
    }

    @Override
    public void multiply(double[] re, double[] im, int offset, int begin, int length, Table factors) {
        double[] tableRe = factors.table().re;
        double[] tableIm = factors.table().im;
        for (int x = 0; x < length; x++) {
            double real = re[offset + x];
            double imaginary = im[offset + x];
            re[offset + x] = Math.fma(-imaginary, tableIm[begin + x], real * tableRe[begin + x]);
            im[offset + x] = Math.fma(imaginary, tableRe[begin + x], real * tableIm[begin + x]);
        }
    }

    @Override
    public void multiply(double[] re, double[] im, int offset, int begin, int length, Factors factors) {
        int columns = factors.columns();
        for (int x = begin; x < begin + length; x += columns) {
            int row = x / columns;
            multiplyRow(re, im, offset - begin, x, factors, factors.row().re[row], factors.row().im[row]);
        }
    }

    private static void multiplyRow(
            double[] re, double[] im, int offset, int begin, Factors factors, double rowRe, double rowIm) {
        double[] tableRe = factors.table().re;
        double[] tableIm = factors.table().im;
        double[] columnRe = factors.column().re;
        double[] columnIm = factors.column().im;
        for (int c = 0; c < factors.columns(); c++) {
            int x = begin + c;
            double onceRe = Math.fma(-tableIm[x], columnIm[c], tableRe[x] * columnRe[c]);
            double onceIm = Math.fma(tableIm[x], columnRe[c], tableRe[x] * columnIm[c]);
            double phaseRe = Math.fma(-onceIm, rowIm, onceRe * rowRe);
            double phaseIm = Math.fma(onceIm, rowRe, onceRe * rowIm);
            double real = re[offset + x];
            double imaginary = im[offset + x];
            re[offset + x] = Math.fma(-imaginary, phaseIm, real * phaseRe);
            im[offset + x] = Math.fma(imaginary, phaseRe, real * phaseIm);
        }
    }

    @Override
    public void multiply(double[] re, double[] im, int offset, int begin, int length, Outer factors) {
        double[] columnRe = factors.column().re;
        double[] columnIm = factors.column().im;
        for (int x = 0; x < length; x++) {
            int c = x & (factors.columns() - 1);
            double rowRe = factors.rowRe((begin + x) / factors.columns());
            double rowIm = factors.rowIm((begin + x) / factors.columns());
            double phaseRe = Math.fma(-columnIm[c], rowIm, columnRe[c] * rowRe);
            double phaseIm = Math.fma(columnIm[c], rowRe, columnRe[c] * rowIm);
            double real = re[offset + x];
            double imaginary = im[offset + x];
            re[offset + x] = Math.fma(-imaginary, phaseIm, real * phaseRe);
            im[offset + x] = Math.fma(imaginary, phaseRe, real * phaseIm);
        }
    }

    @Override
    public void scale(double[] re, double[] im, int offset, int length, double factor) {
        for (int i = offset; i < offset + length; i++) {
            re[i] *= factor;
            im[i] *= factor;
        }
    }

    @Override
    public void addFlipped(double factor, double[] source, int from, int flipped, double[] target, int to, int length) {
        for (int x = 0; x < length; x++) {
            target[to + x] = Math.fma(factor, source[from + (x ^ flipped)], target[to + x]);
        }
    }

    @Override
    public void spread(double[] re, double[] im, int length, double factorRe, double factorIm) {
        for (int x = 0; x < length; x++) {
            spread(re, im, length, x, factorRe, factorIm);
        }
    }

    @Override
    public void spread(double[] re, double[] im, int length, double[] factorRe, double[] factorIm) {
        for (int x = 0; x < length; x++) {
            spread(re, im, length, x, factorRe[x], factorIm[x]);
        }
    }

    private static void spread(double[] re, double[] im, int length, int x, double factorRe, double factorIm) {
        double realReal = re[x] * factorRe;
        double imaginaryImaginary = im[x] * factorIm;
        double realImaginary = re[x] * factorIm;
        double imaginaryReal = im[x] * factorRe;
        re[x] = realReal - imaginaryImaginary;
        im[x] = imaginaryReal + realImaginary;
        re[length + x] = realReal + imaginaryImaginary;
        im[length + x] = imaginaryReal - realImaginary;
    }

    @Override
    public /* wide */ double weightedProbability(
            double[] re, double[] im, /* wide */ double[] weights, int offset, int length, /* wide */ double[] sums) {
        Arrays.fill(sums, 0, SUM_LANES, 0);
        for (int i = offset; i < offset + length; i++) {
            int lane = (i - offset) & (SUM_LANES - 1);
            /* wide */ double real = re[i];
            /* wide */ double imaginary = im[i];
            sums[lane] = Math.fma(Math.fma(real, real, imaginary * imaginary), weights[i], sums[lane]);
        }
        return Kernels.pairwise(sums);
    }

    @Override
    public void copy(double[] source, int from, double[] target, int to, int count) {
        System.arraycopy(source, from, target, to, count);
    }
}
