/// The façade: joins the rooms, which see each other only as ARCHITECTURE.md says.
@NullMarked
package dev.nightjar;

import org.jspecify.annotations.NullMarked;
