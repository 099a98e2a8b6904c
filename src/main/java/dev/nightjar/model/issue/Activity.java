package dev.nightjar.model.issue;

import dev.nightjar.model.Window;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What an issue did in a window, computed from tallies.
///
/// @param count events in the window
/// @param users distinct users in it, estimated
/// @param hosts in it
/// @param first when it was first seen in the window; equal to the issue's first seen if that lies in it
/// @param last when it was last seen in the window
/// @param hourly events in each hour that begins in the window, oldest first, silent hours as 0
public record Activity(
        Issue issue,
        Window window,
        long count,
        long users,
        Set<String> hosts,
        Instant first,
        Instant last,
        List<Long> hourly) {

    public Activity {
        hosts = Set.copyOf(hosts);
        hourly = Hours.copyOf(hourly);
    }
}
