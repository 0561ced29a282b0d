package org.jobtrail.score;

/// A difference of two figures over the same résumés, with its paired bootstrap interval.
public record Difference(double value, Interval interval) {}
