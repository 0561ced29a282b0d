package org.jobtrail.score;

/// The 2.5 % and 97.5 % quantiles of a figure over bootstrap samples of résumés (or queries).
public record Interval(double low, double high) {}
