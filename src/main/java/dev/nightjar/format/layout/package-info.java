/// Lines that follow a layout, as logging libraries are told them (`%d %-5level …`), and what wraps such lines.
@NullMarked
package dev.nightjar.format.layout;

import org.jspecify.annotations.NullMarked;
