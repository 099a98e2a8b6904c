package dev.nightjar.report.chart;

/// An arrow between two nodes, by their numbers.
public record Link(int from, int to) {}
