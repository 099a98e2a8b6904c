/// YAML as a tree whose every part knows its file, line and column, and the folders of definitions, built-in or
/// beside a configuration. The build writes the built-in ones as trees (`Compiled`).
@NullMarked
package dev.nightjar.config.yaml;

import org.jspecify.annotations.NullMarked;
