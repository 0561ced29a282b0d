package org.jobtrail.analyse;

/// Indices of one transition matrix `P(i,j) = n(i,j) / n(i)` over k groups with a pair leaving
/// them.
///
/// `shorrocks = (k − Σ P(i,i)) / (k − 1)`: Shorrocks 1978, The measurement of mobility,
/// Econometrica 46. NaN for one group. `entropy = Σ n(i)/n H(i)` with `H(i) = −Σ P(i,j) ln P(i,j)`
/// in nats: Shannon 1948; `relativeEntropy` divides by ln k. `herfindahl = Σ n(i)/n Σ P(i,j)²`:
/// Herfindahl 1950. An entropy from counts is too low where the matrix is sparse; see
/// {@link BiasCorrected}.
///
/// @param groups k
record MobilityIndices(
    int groups, double shorrocks, double entropy, double relativeEntropy, double herfindahl) {

  /// @param stayShares the sum of P(i,i)
  static MobilityIndices of(
      int groups, double stayShares, double meanEntropy, double meanHerfindahl) {
    return new MobilityIndices(
        groups,
        groups < 2 ? Double.NaN : (groups - stayShares) / (groups - 1),
        meanEntropy,
        groups < 2 ? Double.NaN : meanEntropy / Math.log(groups),
        meanHerfindahl);
  }
}
