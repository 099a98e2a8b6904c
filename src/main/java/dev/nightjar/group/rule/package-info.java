/// Grouping rules as data: own code and libraries, generated names, rewritten messages.
@NullMarked
package dev.nightjar.group.rule;

import org.jspecify.annotations.NullMarked;
