package dev.nightjar.extract.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts of several lines that look a little like traces and are none.
class TraceFreeTest {

    private final Traces traces = Traces.load(Optional.empty(), new Problems(), text -> text);

    @ParameterizedTest
    @ValueSource(strings = {"""
                slow query took 1200 ms
                SELECT o.id, o.total
                  FROM orders o
                  -- #1 newest first (hint)
                 WHERE o.state = 'open' AND o.at > '2026-03-04'
                   in (SELECT id FROM archive)
                """, """
                loaded configuration
                server:
                  port: 8080
                  at: 12:30:00
                  handlers:
                    - Error: 0
                    - name: a.b.C
                  "#0": first
                  #1 comment (see a:b)
                """, """
                generated class
                package com.acme;
                public class Foo {
                    // at Foo.bar(baz)
                    int f(int a) throws java.io.IOException {
                        return foo.bar(a);
                    }
                }
                """, """
                Meeting notes
                  at home (kitchen)
                  at 12:30 (UTC)
                  at startup (once)
                  Exception: the first of May
                  in general (see below)
                  from here on
                  1: one
                  2: two (second)
                  ... 3 more
                """, """
                Full thread dump of a virtual machine:

                "main" #1 prio=5 os_prio=0 cpu=31.25ms elapsed=10.01s tid=0x00007f nid=0x1 waiting on condition
                   java.lang.Thread.State: TIMED_WAITING (sleeping)
                	at java.lang.Thread.sleep0(java.base@21/Native Method)
                	at com.acme.Main.main(Main.java:12)
                """, """
                worker is busy
                "worker-1" #14 prio=5 os_prio=0 tid=0x00007f nid=0x1 runnable
                   java.lang.Thread.State: RUNNABLE
                	at com.acme.Main.main(Main.java:12)
                	- locked <0x000000071ab> (a java.lang.Object)
                """, """
                response body
                {
                  "error": 0,
                  "errors": [
                    {"code": 17, "at": "2026-03-04T09:12:44Z"}
                  ],
                  "url": "http://shop.example/a.js:10:5",
                  "mail": "kim@shop.example"
                }
                """, """
                crawled
                kim@shop.example http://shop.example:80
                ftp://kim@shop.example:21
                postgres://kim@db:5432/shop
                http://shop.example/a
                """, """
                building
                  * a -> b
                  (shop 1.0) ready: ok
                  #1 build (3 s)
                  #0 12.3 MB
                  #2 [internal] load build definition
                  #5 0.312 Get:1 http://deb.shop.example/debian stable InRelease [151 kB]
                """, """
                statistics
                  a       1: 5
                  0   total   0x12 12
                  1. first
                  2. second at a.b:12:3
                  3   lib   4 + 5
                [1] a footnote (see 2)
                Calls: 5
                """, """
                packet received
                0000  45 00 00 3c 1c 46 40 00 40 06  E..<.F@.@.
                0010  b1 e6 ac 10 0a 63 ac 10 0a 0c  .....c....
                """, """
                Effective settings:
                  spring.mail: user@host:25
                  a.b.c.Exception: ignore
                  retry.on: java.io.IOException
                """, """
                Interrupted by the user.
                KeyboardInterrupt
                """, """
                merged
                commit 5d2c (HEAD)
                Author: Kim <kim@shop.example>
                    Merge pull request #12 from kim/fix
                    #13 from kim/other
                """})
    void holdsNoTrace(String text) {
        assertThat(traces.read(text)).isNull();
    }
}
