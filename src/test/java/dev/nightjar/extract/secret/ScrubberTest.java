package dev.nightjar.extract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    private static final Secrets SECRETS = Secrets.load(Optional.empty(), new Problems());

    private final Scrubber scrubber = new Scrubber(SECRETS);

    /// `S3cr3tValue` stands for the secret wherever it has no form of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=S3cr3tValue",
                "password = S3cr3tValue",
                "Password: S3cr3tValue",
                "db.password=S3cr3tValue;user=shop",
                "-Dspring.datasource.password=S3cr3tValue -Xmx1g",
                "{\"user\":\"ann\",\"password\":\"S3cr3tValue\",\"n\":1}",
                "{\"password\" : \"S3cr3t\\\"Value S3cr3tValue\"}",
                "body={\\\"password\\\":\\\"S3cr3tValue\\\"}",
                "GET /login?user=ann&password=S3cr3tValue&x=1 HTTP/1.1",
                "GET /cb?access_token=S3cr3tValue",
                "{'password': 'S3cr3tValue', 'user': 'ann'}",
                "{u'api_key': u'S3cr3tValue'}",
                "{b'apiKey': b'S3cr3tValue'}",
                "Array ( [password] => S3cr3tValue [user] => ann )",
                "array(1) { [\"secret\"]=> string(11) \"S3cr3tValue\" }",
                "array ( 'passwd' => 'S3cr3tValue', )",
                "LoginRequest[user=ann, password=S3cr3tValue]",
                "LoginRequest(user=ann, passphrase=S3cr3tValue)",
                "mysql_pwd: S3cr3tValue",
                "client_secret=S3cr3tValue",
                "X-Api-Key: S3cr3tValue",
                "Authorization: Bearer S3cr3tValue",
                "Authorization: Basic S3cr3tValue==",
                "headers={Authorization=[Bearer S3cr3tValue], Accept=[*/*]}",
                "\"authorization\":\"Bearer S3cr3tValue\"",
                "sending bearer S3cr3tValue to the gateway",
                "Cookie: theme=dark; JSESSIONID=S3cr3tValue; lang=de",
                "Set-Cookie: sid=S3cr3tValue; HttpOnly",
                "/shop/cart;jsessionid=S3cr3tValue?x=1",
                "jdbc:postgresql://shop:S3cr3tValue@db:5432/shop",
                "redis://:S3cr3tValue@cache:6379",
                "curl --password S3cr3tValue https://example.org",
                "token: S3cr3tValue99",
                "credentials: S3cr3tValue",
                "private_key=S3cr3tValue",
                "aws_secret_access_key = S3cr3tValue",
                "PGPASSWORD=S3cr3tValue psql",
                "API key: S3cr3tValue",
                "<ns:password>S3cr3tValue</ns:password>",
                "Authorization: Digest username=\"ann\", response=\"S3cr3tValue\"",
                "token=hello-S3cr3tValue",
                "Server=db;User Id=sa;Password=S3cr3tValue;Encrypt=yes",
                "Driver={ODBC};Uid=sa;Pwd=S3cr3tValue;",
                "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=S3cr3tValue==;EndpointSuffix=x",
                "Endpoint=sb://shop.example/;SharedAccessKeyName=Root;SharedAccessKey=S3cr3tValue=",
                "https://shop.blob.example/a?sv=2024-01-01&sig=S3cr3tValue%3D&se=2026",
                "https://ann:S3cr3tValue@host/path",
                "postgres://ann:a@S3cr3tValue@db/shop",
                "amqp://ann:p%40S3cr3tValue@mq:5672/%2f",
                "mongodb+srv://ann:S3cr3tValue@cluster0.example/?retryWrites=true",
                "Proxy-Authorization: Basic S3cr3tValue",
                "X-Auth-Token: S3cr3tValue",
                "x-api-key=S3cr3tValue",
                "X-Amz-Security-Token=S3cr3tValue&X-Amz-Date=20260801T000000Z",
                "&X-Amz-Signature=S3cr3tValue12345",
                "Authorization: AWS4-HMAC-SHA256 Credential=AKIA/20260801, SignedHeaders=host, Signature=S3cr3tValue",
                "password=\"two words S3cr3tValue\" user=ann",
                "level=info pw=S3cr3tValue",
                ":password=>\"S3cr3tValue\", :user=>\"ann\"",
                "{\"password\"=>\"S3cr3tValue\"}",
                "password: \"S3cr3tValue\"",
                "$password = 'S3cr3tValue';",
                "connect(user='ann', password='S3cr3tValue')",
                "User(name='ann', api_key=SecretStr('S3cr3tValue'))",
                "<user name=\"ann\" password=\"S3cr3tValue\"/>",
                "<add key=\"ApiKey\" value=\"S3cr3tValue\"/>",
                "{\"name\": \"password\", \"value\": \"S3cr3tValue\"}",
                "headers [[\"Authorization\", \"Bearer S3cr3tValue\"], [\"Accept\", \"*/*\"]]",
                "('password', 'S3cr3tValue')",
                "CREATE USER ann IDENTIFIED BY 'S3cr3tValue'",
                "ALTER ROLE ann WITH PASSWORD 'S3cr3tValue'",
                "curl -u ann:S3cr3tValue https://example.org",
                "mysql -u root -pS3cr3tValue shop",
                "DB_PASS=S3cr3tValue",
                "spring.mail.password: S3cr3tValue",
                "PASSWORD=S3cr3tValue",
                "userPassword: S3cr3tValue",
                "refreshToken=S3cr3tValue",
                "id_token=S3cr3tValue",
                "otpauth://totp/shop?secret=S3cr3tValue&issuer=x",
                "new_password=S3cr3tValue&confirm_password=S3cr3tValue",
                "SECRET_KEY_BASE=S3cr3tValue",
                "encryption_key: S3cr3tValue",
                "Cookie: a=S3cr3tValue; b=S3cr3tValue",
                "set-cookie: [\"sid=S3cr3tValue; Path=/\"]",
                "\"Cookie\":[\"sid=S3cr3tValue\"]",
                "https://hooks.slack.com/services/T00000000/B00000000/S3cr3tValue12345678901",
                "\"token\": \"S3cr3tValue\"",
            })
    void removesWhatANameAnnounces(String text) {
        assertThat(scrubber.scrub(text)).doesNotContain("S3cr3tValue").contains(Scrubber.REDACTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "card 4111 1111 1111 1111 expires 12/29",
                "card 4111-1111-1111-1111",
                "paid with 3782 822463 10005.",
                "5555555555554444,",
                "SSN 123-45-6789",
                "DE89370400440532013000",
                "GB82 WEST 1234 5698 7654 32",
                "AKIAIOSFODNN7EXAMPLE",
                "ghp_0123456789abcdefghij0123456789abcdef",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ",
                "-----BEGIN EC PRIVATE KEY-----\nMHQCAQEEI\nabc=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE cut off",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nMIIE\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nMIIE\n-----END PGP PRIVATE KEY BLOCK-----",
                "sk_test_0123456789abcdefghijklmn",
                "whsec_0123456789abcdefghijklmnopqrst",
                "ghu_0123456789abcdefghij0123456789abcdef",
                "npm_0123456789abcdefghij0123456789abcdef",
                "xoxa-2-0123456789-0123456789-abcdef",
                "xapp-1-A0123456789-0123456789-abcdef0123456789",
                "sk-proj-0123456789abcdefghij0123456789abcdefghij01234567",
                "hf_abcdefghijklmnopqrstuvwxyz01234567",
                "dop_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "ya29.a0ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdef",
                "pypi-AgEIcHlwaS5vcmcCJDAxMjM0NTY3ODlhYmNkZWY",
                "shpat_0123456789abcdef0123456789abcdef",
                "6011111111111117",
                "3530111333300000",
                "2223003122003222",
                "FR1420041010050500013M02606",
            })
    void removesWhatIsSecretByItself(String text) {
        String[] parts = scrubber.scrub("x " + text).split("\\[redacted]", -1);
        assertThat(parts).hasSize(2);
        assertThat(parts[0] + parts[1]).doesNotContainPattern("[0-9]{4}|MII|MHQ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token expired",
                "token: expired",
                "Token: invalid",
                "auth service is down",
                "auth: failed",
                "authService=up",
                "author=Bob authority=none",
                "password=null passwordExpired=true passwordLength=12",
                "no password given",
                "Bad credentials",
                "org.springframework.security.authentication.BadCredentialsException: Bad credentials",
                "com.acme.auth.TokenService: refreshed 3 tokens",
                "max_tokens=4096 tokens: 12",
                "/etc/secret/key.txt:12 not found",
                "/run/secrets: no such file",
                "order 4929123412341234 is late",
                "orderId=4929123412341234",
                "1453843029218310",
                "2026-11-22 10:15:30,123 offset 1234567890123456",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "jdbc:postgresql://db:5432/shop?user=shop",
                "postgres:///path",
                "https://example.org/a:b@c",
                "mailto:ann@example.org",
                "Basic authentication failed",
                "phone 030-1234-5678",
                "foo=bar&password&baz=bar",
                "-----BEGIN PUBLIC KEY-----\nMIICIjANBgkqhkiG9w0BAQEFAAOC\n-----END PUBLIC KEY-----",
                "------------------------------",
                "Unexpected token: } in JSON at position 4",
                "SyntaxError: Unexpected token < in JSON",
                "pin=none key=value keys: a, b",
                "primaryKey=17 key: order-17 cacheKey=user:17",
                "java.security.InvalidKeyException: bad key",
                "{\"tokens\": 1234567, \"auth\": \"basic\"}",
                "List<Token> tokens = parse(input);",
                "session: started, 12 tests pass: 12",
                "Loaded class com.acme.SecretStore from file:/opt/app.jar",
                "cache key: order-17",
                "Received block blk_-4684475480143348818 of size 67108864",
                "partition -4111111111111111 of ring",
                "snowflake 4684475480143348818",
                "{\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}",
                "etag=\"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
                "at com.acme.auth.Tokenizer.next(Tokenizer.java:17)",
                "tokenizer=standard authors: 3 author: Kim",
                "File \"/srv/app/auth/passwords.py\", line 17, in check_password",
                "npm_config_cache is not writable",
                "sk-learn 1.2.3 loaded",
                "https://example.org/reset-password/confirm",
                "POST /oauth/token HTTP/1.1",
                "Password changed for ann",
                "password is required",
                "passwords do not match",
                "secretary: Kim",
                "session id missing",
                "key1=value1 key2=value2",
                "sort_key=price partition_key=order",
                "signal=15 sigma=0.5 design=blue",
                "http://[::1]:8080/a@b",
                "git@github.com:acme/shop.git",
                "scp ann@host:/srv/a b@c",
                "cp -p a b; mkdir -pv /srv/x; grep -u x:y",
                "pid=12 spin=3 pinned: yes",
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
                "v=4.5.6 build 20260801123456",
                "1234-5678-9012-3456",
                "tel 4111-1111",
                "ISBN 978-3-16-148410-0",
                "cookies enabled, cookie banner shown",
                "Authorization failed for ann",
                "could not parse header Authorization",
                "{\"level\":\"error\",\"name\":\"token\",\"count\":3}",
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(scrubber.scrub(text)).isSameAs(text);
    }

    @Test
    void keepsWhatStandsAroundASecret() {
        assertThat(scrubber.scrub("login user=ann password=x1y2z3 from 10.0.0.1"))
                .isEqualTo("login user=ann password=[redacted] from 10.0.0.1");
        assertThat(scrubber.scrub("pg://matt:pass@localhost/1")).isEqualTo("pg://matt:[redacted]@localhost/1");
        assertThat(scrubber.scrub("{\"password\":\"a\",\"n\":1}")).isEqualTo("{\"password\":\"[redacted]\",\"n\":1}");
    }

    @Test
    void findsNothingToRemoveInItsOwnOutput() {
        String once = scrubber.scrub("password=abc1 Cookie: a=b token='xyz123456789'");
        assertThat(scrubber.scrub(once)).isEqualTo(once);
    }

    @Test
    void scrubsFieldsByTheirNameAndByTheirValue() {
        Map<String, String> fields = Map.of("http.password", "x", "url", "ftp://a:b@c", "requestId", "r-1");
        assertThat(scrubber.scrub(fields))
                .containsEntry("http.password", "[redacted]")
                .containsEntry("url", "ftp://a:[redacted]@c")
                .containsEntry("requestId", "r-1");
    }

    @Test
    void countsWhatItRemoved() {
        scrubber.scrub("password=abc1 token=abc123456 fine=yes");
        assertThat(scrubber.count()).isEqualTo(2);
    }
}
