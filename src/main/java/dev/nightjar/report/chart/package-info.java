/// Counts and relations as geometry: bars, days, heat, graphs. Templates only draw it.
@NullMarked
package dev.nightjar.report.chart;

import org.jspecify.annotations.NullMarked;
