/// Rules for records of any level: audit rules, and patterns that say which release runs.
///
/// Owns: how a rule is read, which texts it cannot match without, and what it finds. Must not know: events.
@NullMarked
package dev.nightjar.extract.rule;

import org.jspecify.annotations.NullMarked;
