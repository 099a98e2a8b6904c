package dev.nightjar.format.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Formats;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What loggers write as objects is put into the words that the language prints.
class ThrownTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private static LogRecord one(String members) {
        String text = "{\"time\":\"2026-03-04T09:12:44Z\",\"level\":\"error\",\"message\":\"drawer stuck\","
                + members.replace('\'', '"').replace("\n", "") + "}\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = FormatsTest.records(FORMATS.detect(bytes, bytes.length, "auto"), text);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    @Test
    void phpWithFramesAsObjectsAndWhatCameBefore() {
        LogRecord record = one("""
                'exception':{'Exception':'Acme\\\\Stuck','Message':'no key','Code':4,'File':'/srv/till/Drawer.php','Line':52,
                'Trace':[{'file':'/srv/till/Till.php','line':31,'function':'open','class':'Acme\\\\Drawer','type':'->','args':['a']},
                {'function':'array_map'},{'file':'/srv/till/index.php','line':9,'function':'main'}],
                'Previous':{'Exception':'LogicException','Message':'lost','File':'/srv/till/Key.php','Line':8,
                'Trace':[{'file':'/srv/till/Key.php','line':7,'function':'find','class':'Acme\\\\Key','type':'::'}]}}""");
        assertThat(record.text()).isEqualTo("""
                drawer stuck
                LogicException: lost in /srv/till/Key.php:8
                Stack trace:
                #0 /srv/till/Key.php(7): Acme\\Key::find()

                Next Acme\\Stuck: no key in /srv/till/Drawer.php:52
                Stack trace:
                #0 /srv/till/Till.php(31): Acme\\Drawer->open()
                #2 /srv/till/index.php(9): main()""");
        assertThat(record.fields()).containsEntry("exception.Code", "4");
    }

    @Test
    void phpPlacesWithoutFunctions() {
        LogRecord record =
                one("'context':{'exception':{'class':'RuntimeException','message':'stuck','file':'/srv/a.php:12',"
                        + "'trace':['/srv/b.php:7','/srv/c.php:3']}}");
        assertThat(record.text()).isEqualTo("""
                drawer stuck
                RuntimeException: stuck in /srv/a.php:12
                Stack trace:
                #0 /srv/b.php(7)
                #1 /srv/c.php(3)""");
    }

    @Test
    void dotnetWithWhatCausedIt() {
        LogRecord record = one("""
                'ExceptionDetail':{'Type':'Acme.StuckException','Message':'no key','StackTrace':'   at Acme.Till.Open() in /src/Till.cs:line 9',
                'InnerException':{'Type':'System.IO.IOException','Message':'lost','StackTrace':'   at Acme.Key.Find() in /src/Key.cs:line 4'}}""");
        assertThat(record.text()).isEqualTo("""
                drawer stuck
                Acme.StuckException: no key
                 ---> System.IO.IOException: lost
                   at Acme.Key.Find() in /src/Key.cs:line 4
                   --- End of inner exception stack trace ---
                   at Acme.Till.Open() in /src/Till.cs:line 9""");
    }

    @Test
    void javaWithFramesAsObjectsAndACause() {
        LogRecord record = one("""
                'thrown':{'name':'acme.Stuck','message':'no key','extendedStackTrace':[{'class':'acme.Till','method':'open','file':'Till.java','line':9}],
                'cause':{'name':'java.io.IOException','message':'lost','extendedStackTrace':[{'class':'acme.Key','method':'find','file':'Key.java','line':4}]}}""");
        assertThat(record.text()).isEqualTo("""
                drawer stuck
                acme.Stuck: no key
                \tat acme.Till.open(Till.java:9)
                Caused by: java.io.IOException: lost
                \tat acme.Key.find(Key.java:4)""");
    }

    @Test
    void pythonFramesGetTheirHeadBehindThem() {
        LogRecord record = one("""
                'exception':[{'exc_type':'StuckError','exc_value':'no key','frames':[{'filename':'/srv/till.py','lineno':9,'name':'open','line':'find()'}]},
                {'exc_type':'OSError','exc_value':'lost','frames':[{'filename':'/srv/key.py','lineno':4,'name':'find'}]}]""");
        assertThat(record.text()).isEqualTo("""
                drawer stuck
                Traceback (most recent call last):
                  File "/srv/key.py", line 4, in find
                OSError: lost

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/srv/till.py", line 9, in open
                StuckError: no key""");
        assertThat(
                        one("'error_detail':{'type':'KeyError','message':'k','traceback':['  File \\\"/srv/till.py\\\", line 9, in open']}")
                                .text())
                .endsWith("  File \"/srv/till.py\", line 9, in open\nKeyError: k");
    }

    @Test
    void aStackThatNamesItselfStaysAsItIs() {
        assertThat(
                        one("'error':{'name':'TypeError','message':'no key','stack':['TypeError: no key','    at open (/srv/till.js:9:4)']}")
                                .text())
                .isEqualTo("drawer stuck\nTypeError: no key\n    at open (/srv/till.js:9:4)");
        LogRecord caused = one(
                "'err':{'type':'Error','message':'stuck','stack':'Error: stuck\\n    at open (/srv/till.js:9:4)',"
                        + "'cause':{'type':'TypeError','message':'lost','stack':'TypeError: lost\\n    at find (/srv/key.js:4:1)'}}");
        assertThat(caused.text())
                .isEqualTo("drawer stuck\nError: stuck\n    at open (/srv/till.js:9:4)\n"
                        + "Caused by: TypeError: lost\n    at find (/srv/key.js:4:1)");
    }

    @Test
    void nestedContextBecomesDottedFields() {
        assertThat(one("'mdc':{'user':{'id':'u7','roles':['a','b']}}").fields())
                .containsEntry("mdc.user.id", "u7")
                .containsEntry("mdc.user.roles", "a\nb");
    }

    @Test
    void coloursInTextsAreNoText() {
        assertThat(one("'x':1,'error':'\\u001b[31mjammed\\u001b[0m'").text()).isEqualTo("drawer stuck: jammed");
    }
}
