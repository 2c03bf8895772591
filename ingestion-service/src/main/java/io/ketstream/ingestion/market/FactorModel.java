package io.ketstream.ingestion.market;

import io.ketstream.model.Rules;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Prices for demonstrations: a market factor, sector factors and each asset's own noise, seeded.
///
/// Log return of asset i on a day = drift + βᵢ·market + γᵢ·sector + own noise, all normal; about 20–35 % volatility a
/// year and drifts between −5 % and +20 % a year, so that selections differ. Not a model to trade on.
public record FactorModel(int assets, int days, long seed) {

    private static final int SECTORS = 3;
    private static final double DAY = 1.0 / 252;
    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    public FactorModel {
        Rules.within("assets", assets, 2, PriceReader.MAX_SYMBOLS);
        PriceReader.checkRows("days", days, 4, "assets", assets);
    }

    /// Day by day, in each day asset by asset: `A000`, `A001`, …
    public PriceFeed prices() {
        return new Feed(this);
    }

    private static LocalDate nextTradingDay(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
            next = next.plusDays(1);
        }
        return next;
    }

    private record Asset(String symbol, int sector, double drift, double beta, double gamma, double noise) {
        static Asset draw(Random random, int index) {
            return new Asset(
                    String.format(Locale.ROOT, "A%03d", index),
                    index % SECTORS,
                    -0.05 + 0.25 * random.nextDouble(),
                    0.7 + 0.6 * random.nextDouble(),
                    0.5 + random.nextDouble(),
                    0.12 + 0.16 * random.nextDouble());
        }
    }

    private static final class Feed implements PriceFeed {
        private final FactorModel model;
        private final Random random;
        private final List<Asset> all = new ArrayList<>();
        private final double[] logarithm;
        private final ArrayDeque<ClosePrice> ready = new ArrayDeque<>();
        private LocalDate date = START;
        private int day;

        Feed(FactorModel model) {
            this.model = model;
            this.random = new Random(model.seed);
            for (int i = 0; i < model.assets; i++) {
                all.add(Asset.draw(random, i));
            }
            logarithm = new double[model.assets];
            for (int i = 0; i < model.assets; i++) {
                logarithm[i] = Math.log(20 + 180 * random.nextDouble());
            }
        }

        @Override
        public @Nullable ClosePrice next() {
            if (ready.isEmpty() && day < model.days) {
                trade();
            }
            return ready.poll();
        }

        private void trade() {
            day++;
            date = nextTradingDay(date);
            double market = 0.15 * random.nextGaussian();
            double[] sectors = new double[SECTORS];
            for (int s = 0; s < SECTORS; s++) {
                sectors[s] = 0.12 * random.nextGaussian();
            }
            for (int i = 0; i < all.size(); i++) {
                Asset asset = all.get(i);
                double shock =
                        asset.beta * market + asset.gamma * sectors[asset.sector] + asset.noise * random.nextGaussian();
                logarithm[i] += asset.drift * DAY + Math.sqrt(DAY) * shock;
                ready.add(new ClosePrice(date, asset.symbol, Math.exp(logarithm[i])));
            }
        }
    }
}
