package dev.nightjar.format;

import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.LogRecord.Inferred;
import dev.nightjar.model.log.LogRecord.Written;
import dev.nightjar.model.log.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the two passes of an hour that a clock shows twice when it is set back, by the order of a file's records: once
/// they go back by more than two minutes in that hour, they are of the second pass. What is known at the end of a scan
/// is a part of the file's position.
public final class SetBack {

    /// Threads that log at the same time are not in order.
    private static final Duration DISORDER = Duration.ofMinutes(2);

    private static final Duration NEAR = Duration.ofHours(3);

    private final ZoneId zone;
    private @Nullable LocalDateTime last;
    private boolean second;

    /// A record whose wall clock is near such an hour.
    ///
    /// @param start its offset in the block's file
    public record Shown(long start, LocalDateTime local) {}

    /// @param zone of the file
    /// @param before as it was at the end of the last scan
    public SetBack(ZoneId zone, Position.@Nullable Passed before) {
        this.zone = zone;
        if (before != null) {
            last = LocalDateTime.ofInstant(before.clock(), ZoneOffset.UTC);
            second = before.again();
        }
    }

    /// Whether there is an hour that comes twice in a zone near such times.
    public static boolean isNear(ZoneId zone, Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        if (rules.isFixedOffset()) {
            return false;
        }
        ZoneOffsetTransition next = rules.nextTransition(from.minus(NEAR));
        return next != null && next.isOverlap() && next.getInstant().isBefore(to.plus(NEAR));
    }

    /// The records of a block that are near such an hour and name no zone, in their order. Reads all of the block.
    public static List<Shown> shown(Format format, Block block, boolean closed) {
        List<Shown> shown = new ArrayList<>();
        format.scanAll(block, closed, record -> {
            Instant time = record.time();
            Written written = record.written();
            LocalDateTime local = written == null ? null : written.local();
            if (time != null
                    && local != null
                    && isOpen(record)
                    && isNear(block.file().zone(), time, time)) {
                shown.add(new Shown(record.start(), local));
            }
        });
        return shown;
    }

    private static boolean isOpen(LogRecord record) {
        return record.inferred().contains(Inferred.ZONE);
    }

    /// Where those of the second pass start, of the next records of the file.
    public Set<Long> ofSecondPass(List<Shown> shown) {
        Set<Long> starts = new HashSet<>();
        for (Shown one : shown) {
            if (isSecond(one.local())) {
                starts.add(one.start());
            }
        }
        return starts;
    }

    private boolean isSecond(LocalDateTime local) {
        LocalDateTime before = last;
        if (before == null || Duration.between(before, local).abs().compareTo(NEAR) > 0) {
            second = false;
            last = local;
            return false;
        }
        boolean twice = isTwice(local);
        boolean back = local.isBefore(before.minus(DISORDER)) && isTwice(before);
        boolean behind = local.isBefore(before) && !isTwice(before);
        boolean turns = twice && !second && (back || behind);
        second = twice && (second || turns);
        last = turns || local.isAfter(before) ? local : before;
        return second;
    }

    private boolean isTwice(LocalDateTime local) {
        return zone.getRules().getValidOffsets(local).size() > 1;
    }

    /// The same with the later of its two times, if it is one of those.
    public static Occurrence told(Occurrence occurrence, Set<Long> starts) {
        Event event = occurrence.event();
        LogRecord record = event.record();
        Written written = record.written();
        LocalDateTime local = written == null ? null : written.local();
        return local == null || !isOpen(record) || !starts.contains(record.start())
                ? occurrence
                : occurrence.with(event.at(local.atZone(record.file().zone())
                        .withLaterOffsetAtOverlap()
                        .toInstant()));
    }

    /// What the next scan has to know; null if nothing.
    public Position.@Nullable Passed passed() {
        LocalDateTime clock = last;
        return clock == null ? null : new Position.Passed(clock.toInstant(ZoneOffset.UTC), second);
    }
}
