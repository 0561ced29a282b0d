package org.jobtrail.analyse.chart;

/// What a chart says of itself to those who can't see it.
///
/// @param title a few words
/// @param description what is on the axes, how many observations, and the main point
public record Caption(String title, String description) {}
