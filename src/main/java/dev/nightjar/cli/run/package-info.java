/// Commands that do something now: scan, run a job, report, mail, alert, prune, regroup, and checks of rules.
@NullMarked
package dev.nightjar.cli.run;

import org.jspecify.annotations.NullMarked;
