package dev.nightjar.group.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages that differ in one word and mean different things.
class NeverJoinedTest {

    private static final String FAMILIES = """
            order 17 is {}|open paid packed shipped lost returned refunded held closed split merged late
            payment status {} reported by bank|open pending captured voided refunded settled disputed failed expired held reversed queued
            session state={} after login|fresh active idle stale closed locked expired revoked merged parked dead reborn
            worker became {} of its group|leader follower observer candidate witness learner master slave primary backup spare arbiter
            {} request to cart refused|GET PUT POST PATCH DELETE HEAD OPTIONS TRACE CONNECT PROPFIND
            call failed with {} in cart|NullPointerException IOException TimeoutException SQLException AssertionError OutOfMemoryError LinkageError ParseException FormatException StateException RangeError TypeError
            write to disk ended with {} again|EACCES ENOSPC EPERM EROFS ENOENT EEXIST EBUSY EAGAIN EINTR EFAULT EPIPE EMFILE
            process of shop got signal {}|SIGTERM SIGKILL SIGSEGV SIGHUP SIGINT SIGQUIT SIGABRT SIGBUS SIGFPE SIGPIPE SIGALRM SIGCHLD
            log level {} set by admin|DEBUG INFO WARN ERROR FATAL TRACE NOTICE FINE FINER FINEST SEVERE CRITICAL
            user role {} granted for shop|admin editor reader writer owner auditor guest partner buyer seller cashier manager
            event type {} in feed of shop|created renamed moved copied deleted restored tagged untagged shared hidden shown frozen
            print job result: {} at desk|done jammed cancelled held queued skipped torn lost merged parked rejected rerouted
            last action {} in till of shop|sale refund void recount open close lend count lock unlock park resume
            shipment phase {} of parcel begins|picking packing labelling weighing sorting loading driving handing storing scanning sealing routing
            exit reason {} for import job|timeout crash quota cancel deploy upgrade reboot shutdown eviction conflict hangup drain
            severity {} raised for freezer|minor major severe low high urgent normal mild grave light extreme moderate
            health of node {}=bad in cluster|disk memory network processor swap clock fan power board link sensor lock
            fault cause {} at belt of shop|jam heat dust fuse motor sensor cable switch belt roller brake drift
            order_status: {} in backlog of shop|new seen taken packed sent lost back held split void late done
            billing.mode {} chosen at start|live test dry shadow replay canary manual batch nightly hourly local remote
            door was {} by guard of shop|opened closed locked forced painted moved blocked propped sealed broken fixed tested
            backup of shop now {} on disk|running waiting failed paused complete verified stale missing broken locked moved empty
            reply of bank has {} in it|errors blanks digits nothing text umlauts tabs quotes brackets zeros gaps dots
            payment method {} offered to buyer|card cash invoice voucher wallet transfer cheque debit credit points coupon crypto
            alarm {} cleared by operator|fire flood smoke burglar freezer power door heat gas noise motion panic
            command {} refused by printer|print eject feed cut reset align clean test scan copy staple fold
            shop found CART_{} in answer|EMPTY FULL LOCKED GONE STALE SPLIT MERGED HELD VOID LATE NEW OLD
            the till does {} drawers in shop|not never all any every some both no none only
            permission {} missing for buyer|read write list delete share print export import audit grant revoke move
            change {} of price is kept|up down none double half zero big small tiny huge odd even
            pump operation {} took long in cellar|fill drain flush heat cool rinse dose stir vent prime seal test
            """;

    static Stream<List<String>> families() {
        return FAMILIES.lines().map(line -> {
            String[] parts = line.split("\\|");
            return Arrays.stream(parts[1].split(" "))
                    .map(word -> parts[0].replace("{}", word))
                    .toList();
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void alone(List<String> family) {
        assertThat(new Lesson().shows(family).issuesOf())
                .allSatisfy(issue -> assertThat(issue).hasSize(1));
    }

    /// Other messages that a rule masked at the same place, and names of a series, say nothing about plain words.
    @ParameterizedTest
    @MethodSource("families")
    void besideNumbersAndSeriesAtTheSamePlace(List<String> family) {
        String pattern = FAMILIES.lines()
                .map(line -> line.split("\\|"))
                .filter(parts -> family.getFirst().equals(parts[0].replace("{}", parts[1].split(" ")[0])))
                .findFirst()
                .orElseThrow()[0];
        List<String> all = new ArrayList<>();
        for (String other : List.of("4711", "till-a7", "till-b9", "till-c3", "desk-pi-4", "x7", "shelf_12", "ab-c4d")) {
            all.add(pattern.replace("{}", other));
        }
        all.addAll(family);
        Lesson lesson = new Lesson().shows(all).shows(all);
        assertThat(lesson.issuesOf())
                .allSatisfy(issue -> assertThat(issue.stream()
                                .filter(message -> family.stream().anyMatch(message::endsWith))
                                .count())
                        .isLessThan(2));
    }
}
