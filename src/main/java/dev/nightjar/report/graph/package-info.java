/// A directed graph as geometry: who stands where, and how arrows run. Knows nothing of issues.
@NullMarked
package dev.nightjar.report.graph;

import org.jspecify.annotations.NullMarked;
