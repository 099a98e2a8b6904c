/// News becomes what a chat or a pager takes: JSON made by templates, sent to addresses or given to programs.
///
/// Owns: which values a template sees, and that none of them can be more than text there.
@NullMarked
package dev.nightjar.notify.hook;

import org.jspecify.annotations.NullMarked;
