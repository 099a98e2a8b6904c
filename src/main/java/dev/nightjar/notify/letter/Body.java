package dev.nightjar.notify.letter;

import java.util.List;

/// What the template of a digest sees. Texts are visible characters without addresses, cut to length, not escaped.
///
/// @param missed nights without a report, a sentence each: they lead
/// @param preheader what a list of mails shows beside the subject
/// @param sums errors, warnings and users, against the usual
/// @param coverage what was read
/// @param incomplete something was not
/// @param numbered `Report #318, previous #317 sent Tue 3 Mar 06:00`; may be empty
/// @param bars of the last seven days; may be empty
/// @param days each on its own, if there are several
/// @param sections of issues
/// @param notes of what is no issue
/// @param others how many issues are others', as a sentence; may be empty
/// @param link of the overview, empty if pages have no address
/// @param id of the issue that the closing command shows, empty without issues
/// @param change what to edit to stop it
public record Body(
        List<String> missed,
        String preheader,
        String from,
        String window,
        String verdict,
        String sums,
        String coverage,
        boolean incomplete,
        String numbered,
        List<Bar> bars,
        List<Day> days,
        List<Section> sections,
        List<Note> notes,
        String others,
        String link,
        String id,
        String change) {

    /// Events of a day.
    ///
    /// @param height in pixels
    /// @param last the day that ends with the window
    public record Bar(String day, String count, long height, boolean last) {}

    /// One of several days.
    ///
    /// @param fresh issues first seen on it, a name each
    public record Day(String day, String errors, String warnings, List<String> fresh) {}

    /// Issues of one state.
    ///
    /// @param of all there are, if some are left out; else empty
    public record Section(String state, String of, List<Item> items) {}

    /// An issue; link is empty if pages have no address.
    ///
    /// @param frames the calls to look at first, if it needs a look and has any
    public record Item(
            String id,
            String link,
            String name,
            String message,
            String project,
            String counts,
            String since,
            List<String> frames,
            String reason,
            String owner) {}

    /// What is told besides issues.
    ///
    /// @param alarming it deserves the colour of something wrong
    public record Note(String title, boolean alarming, List<String> lines) {}
}
