/// The nouns: what a log is made of, from bytes to issues. Records without I/O; this package has those that all
/// others need.
///
/// Must not know: any other room, any library.
@NullMarked
package dev.nightjar.model;

import org.jspecify.annotations.NullMarked;
