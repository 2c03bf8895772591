package io.ketstream.optimizer.portfolio;

import java.util.BitSet;
import org.apache.commons.math3.random.MersenneTwister;

/// Uniform random subsets.
public final class RandomSelections {

    private RandomSelections() {}

    /// `count` of `size`, every subset equally likely (Knuth, TAOCP 2, section 3.4.2, algorithm S).
    public static BitSet draw(int size, int count, MersenneTwister random) {
        var assets = new BitSet();
        int missing = count;
        for (int i = 0; missing > 0; i++) {
            if (random.nextInt(size - i) < missing) {
                assets.set(i);
                missing--;
            }
        }
        return assets;
    }
}
