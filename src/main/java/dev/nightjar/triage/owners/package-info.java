/// Who answers for an issue: what a person assigned, else the project's rules, else its CODEOWNERS files.
///
/// Owns: the matching of rules, the syntax of CODEOWNERS, what no rule covers and which rules cover nothing.
@NullMarked
package dev.nightjar.triage.owners;

import org.jspecify.annotations.NullMarked;
