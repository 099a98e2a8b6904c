package dev.nightjar.insight;

/// The binomial distribution's upper tail.
final class Odds {

    private Odds() {}

    /// The probability of at least `hits` successes in `trials` of probability `p` each. Where the
    /// probabilities differ and only their mean is known this is an upper bound, as long as `hits` exceeds
    /// the expected number by one (W. Hoeffding, On the distribution of the number of successes in
    /// independent trials, 1956).
    static double atLeast(int hits, int trials, double p) {
        if (hits <= 0 || p >= 1) {
            return 1;
        }
        if (p <= 0) {
            return 0;
        }
        double sum = 0;
        double logChoose = 0;
        for (int k = 0; k <= trials; k++) {
            if (k > 0) {
                logChoose += Math.log(trials - k + 1) - Math.log(k);
            }
            if (k >= hits) {
                sum += Math.exp(logChoose + k * Math.log(p) + (trials - k) * Math.log1p(-p));
            }
        }
        return Math.min(1, sum);
    }
}
