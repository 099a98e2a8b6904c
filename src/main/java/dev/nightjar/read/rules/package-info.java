/// Rules held against what was stored: which never matched, which make scans slow, and what becomes of issues
/// when all is grouped anew.
@NullMarked
package dev.nightjar.read.rules;

import org.jspecify.annotations.NullMarked;
