/// Files that a glob means, and what tells them apart: inode, head, hash of the content.
@NullMarked
package dev.nightjar.source.find;

import org.jspecify.annotations.NullMarked;
