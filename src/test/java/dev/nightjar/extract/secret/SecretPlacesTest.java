package dev.nightjar.extract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where secrets stand: in options of commands, in YAML, in lists; and what stands in such places and is none. `§`
/// stands for what goes, `~` for a line's end.
class SecretPlacesTest {

    private static final String[] SECRETS = {"wR3n!tail", "two W0rds", "kEstrel88aZ"};

    private static final Scrubber SCRUBBER = new Scrubber(Secrets.load(Optional.empty(), new Problems()));

    private void goes(String text) {
        String lines = text.replace('~', '\n');
        for (String secret : SECRETS) {
            String given = lines.replace("§", secret);
            boolean quoted =
                    lines.contains("'§'") || lines.contains("\"§\"") || lines.contains(":§\"") || lines.contains(":§'");
            if (quoted || !secret.contains(" ")) {
                assertThat(SCRUBBER.scrub(given)).isEqualTo(lines.replace("§", Scrubber.REDACTED));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -u \"ann:§\" https://nest.example",
                "curl -s -u ':§' https://nest.example",
                "curl --user ann:'§' -X PUT https://nest.example",
                "curl --user=ann:§ https://nest.example",
                "/usr/bin/curl -uann:§ https://nest.example",
                "curl \\~  -u ann:§ https://nest.example",
                "['curl', '-u', 'ann:§', 'https://nest.example']",
                "Command '['mysql', '-uroot', '-p§', 'nest']' returned non-zero exit status 1",
                "mysqldump -uroot -p'§' nest",
                "mariadb.exe -uroot -p§ nest",
                "SSHPASS: sshpass -p '§' ssh ann@host",
                "docker login -u robot -p § registry.example",
                "helm registry login -p \"§\" registry.example",
                "redis-cli -h cache -a § ping",
                "ldapsearch -D cn=ann -w '§' -b dc=example",
                "smbclient //nas/share -U ann%§ -c dir",
                "openssl rsa -passin pass:§ -in a.key",
                "keytool -list -storepass § -keystore a.jks",
                "New-Session -UserName 'ann' -Password '§' -Port 22",
                "Connect-It -ClientSecret \"§\" -TenantId 7",
                "tool --password \"§\" --verbose",
                "tool --api-key='§' --verbose",
            })
    void aCommandsOptionSaysIt(String text) {
        goes(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: !!str §",
                "db_password: !!binary '§'",
                "api-key: !secret \"§\"",
                "nest:~  password:~    §~  host: db",
                "nest:~  - password:~      '§'~    host: db",
                "api_key: >-~  §~host: db",
                "private_key: |~  §~next: 1",
            })
    void yamlSaysIt(String text) {
        goes(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "KEYS_SECRET = 'a1b2c3', 'd4e5f6' # KEYS_SECRET = '[redacted]'",
                "OLD_PASSWORDS: \"a1b2c3\", \"d4e5f6\"; next # OLD_PASSWORDS: \"[redacted]\"; next",
                "API_KEYS=a1b2c3,d4e5f6,g7h8i9 next # API_KEYS=[redacted] next",
                "{'password': 'a1b2', 'user': 'ann'} # {'password': '[redacted]', 'user': 'ann'}",
                "login(password='a1b2', user='ann') # login(password='[redacted]', user='ann')",
                "password='a1b2', 'user' => 'ann' # password='[redacted]', 'user' => 'ann'",
                "('password', 'a1b2', 'ann') # ('password', '[redacted]', 'ann')",
                "password=a1b2,user=ann # password=[redacted],user=ann",
            })
    void furtherValuesOfOneNameGoToo(String text, String clean) {
        assertThat(SCRUBBER.scrub(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "api_tokens:~  - a1b2c3d4e5~  - f6g7h8i9j0~tries: 3 # api_tokens:~  - [redacted]~tries: 3",
                "secrets:~- 'one two'~- x9y8z7~tries: 3 # secrets:~- '[redacted]~tries: 3",
                "private_key: |~  MIIEaaaa~  bbbb9c~~  cc==~next: 1 # private_key: |~  [redacted]~next: 1",
            })
    void valuesOfSeveralLinesGoAsOne(String text, String clean) {
        assertThat(SCRUBBER.scrub(text.replace('~', '\n'))).isEqualTo(clean.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "login: user=shop password=kEst&3x done # login: user=shop password=[redacted] done",
                "password=abc;DEF9 x pwd=\"a b&c\" # password=[redacted] x pwd=\"[redacted]\"",
                "token=aaa&bbb # token=[redacted]",
                "secret: p@ss,word1! # secret: [redacted]",
                "password=a&b;c,d\"e'f9 # password=[redacted]",
                "password=abc&&d9;;e # password=[redacted]",
                "password=it's&me next # password=[redacted] next",
                "password='it''s&me' next # password='[redacted]' next",
                "password=\"say \"\"no\"\" 9\", user=\"ann\" # password=\"[redacted]\", user=\"ann\"",
                "{\"password\":\"Hund&Katze9\"} # {\"password\":\"[redacted]\"}",
                "\"a\",\"password=\"\"abc\"\" went\" # \"a\",\"password=\"\"[redacted]\"\" went\"",
                "the password is hunter2hunter # the password is [redacted]",
                "Password changed to 'hunter2hunter'. # Password changed to '[redacted]'.",
            })
    void aValueGoesWhole(String text, String clean) {
        assertThat(SCRUBBER.scrub(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /in?password=§&user=ann&x=1 HTTP/1.1",
                "GET /in?password=§&a.b-c=ann",
                "password=§; next=1",
                "a=b, password=§, d=e",
                "password=§,user:ann,n:1",
                "password=§;user = ann",
                "Server=db;Password=§;User Id=sa;Initial Catalog=shop",
                "password=§,",
                "'password=§' went",
                "log 'password='§'' went",
                "[\"password=§\",\"user=ann\"]",
                "password=§, and so on",
                "password=§,https://nest.example/x",
                "password='§' 'user'='ann'",
            })
    void theFieldBehindStays(String text) {
        assertThat(SCRUBBER.scrub(text.replace("§", "kEstrel88aZ"))).isEqualTo(text.replace("§", Scrubber.REDACTED));
    }

    /// Each 20,000 times over, as one line.
    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "password=a&",
                "a;",
                "a''",
                "token=a(",
                "password=a\"b",
                "password='a''b",
                "password=\"\"a",
                "password is ",
                "token=,",
                "secret: secrets is ",
            })
    void muchOfItIsReadInLinearTime(String part) {
        String secret = SCRUBBER.scrub("password=x9" + part.repeat(20_000));
        assertThat(secret).startsWith("password=[redacted]");
        assertThat(SCRUBBER.scrub("password='x9" + part.repeat(20_000))).startsWith("password='[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no credentialsId: 'nest-deployer' in this folder",
                "bind(usernameVariable: 'WHO', passwordVariable: 'WORD')",
                "could not resolve org.nest.jsonwebtoken:nest-core:2.1.0 of root",
                "port nest-master-keying:arm64=fail",
                "{\"PasswordChecker\": 0.25, \"SecretScanner\": 17.5}",
                "sudo: ann : PWD=/srv/nest ; USER=root ; COMMAND=/bin/true",
                "{\"pwd\":\"/srv/nest\",\"cmd\":\"make\"}",
                "PWD=C:\\nest\\build is not there",
                "secretKeyRef: name of nest is missing",
                "Token https://nest.example/v2/Abc123 could not be fetched",
                "token: https://nest.example/v2/Abc123",
                "Authorization: denied for ann by rule seven",
                "sig=11 (SIGSEGV)",
                "loaded 4 secrets: 3 old ones, passwordDays: 30",
                "curl -u \"$WHO:$WORD\" https://nest.example",
                "curl -u ann:${WORD} https://nest.example",
                "docker run -p 8080:80 -u 1000:1000 nginx",
                "ssh -p 2222 ann@host; mysql -P 3306 -p nest",
                "tool --password-file /run/nest --token-url https://nest.example",
                "invalid credentials:\n    at nest.Door.open(Door.java:7)",
                "missing secrets:\n  DOOR_PASSWORD\n  door-token",
                "password:\n  min_length: 12\n  rotate: never",
                "secrets:\n  - name: door\n    mode: 1",
                "failed to watch *v1.Secret: secrets is forbidden",
                "secret: Authentication for user ann failed",
                "the password is required, the password is case-sensitive, password was rejected",
                "Passwordless login, secretary and tokenizer: all fine",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(SCRUBBER.scrub(text)).isSameAs(text);
    }
}
