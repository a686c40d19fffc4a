package io.throughline.azure.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {

    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{3,}");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/=]{48,}");

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            Order 900000301 does not exist                             ¦ Order <*> does not exist
            Orders [1, 2, 3] stored in 12.5ms                          ¦ Orders [<*>] stored in <*>
            mail for jane.doe+x@example.com bounced                    ¦ mail for <*> bounced
            User 'jane' not found                                      ¦ User <*> not found
            can't connect to the user's basket                         ¦ can't connect to the user's basket
            read "a b" and “c d”                                       ¦ read <*> and <*>
            GET /orders/42/items failed                                ¦ GET /orders/<*>/items failed
            see https://shop.example/o/1?sig=abc for more              ¦ see <*> for more
            at 2026-11-22T10:00:00.123Z and 10:22:33,5 done            ¦ at <*> and <*> done
            peer fe80::dead:beef gone                                  ¦ peer <*> gone
            id 0f9e8d7c-aaaa-4000-8000-0000000000bb                    ¦ id <*>
            tenant=acme, region=west failed                            ¦ tenant=<*>, region=<*> failed
            Password: correct horse; battery                           ¦ Password:<*>
            "api_key" : "x"                                            ¦ <*>
            auth Bearer abc.def failed                                 ¦ auth Bearer <*> failed
            user: jane logged in                                       ¦ user: <*> logged in
            C:\\Users\\Jane\\x.log is locked                            ¦ <*> is locked
            file /home/jane/x.log                                      ¦ file /home/<*>/x.log
            Grüße aus Köln                                             ¦ Grüße aus Köln
            std::string in java.lang.NullPointerException              ¦ std::string in java.lang.NullPointerException
            """)
    void keepsTheShapeAndDropsWhatVaries(String line, String shape) {
        assertThat(Masks.shapeOf(line)).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void namesTheShapeOfNothing(String line) {
        assertThat(Masks.shapeOf(line)).isEqualTo(Masks.EMPTY);
    }

    @Test
    void letsNoAddressNumberOrTokenThrough() {
        long seed = 20261122;
        HostileLines lines = new HostileLines(seed);
        for (int i = 0; i < 20_000; i++) {
            HostileLines.Line line = lines.next();
            String shape = Masks.shapeOf(line.text());
            assertThat(line.hidden())
                    .as("seed %s, line %s: %s", seed, i, line.text())
                    .noneMatch(shape::contains);
            assertThat(shape)
                    .doesNotContain("@")
                    .doesNotContainPattern(LONG_NUMBER)
                    .doesNotContainPattern(LONG_WORD);
            assertThat(shape.codePointCount(0, shape.length())).isLessThanOrEqualTo(Masks.LONGEST_SHAPE);
        }
    }

    @Test
    void leavesAShapeAsItIs() {
        HostileLines lines = new HostileLines(7);
        for (int i = 0; i < 5000; i++) {
            String shape = Masks.shapeOf(lines.next().text());
            if (shape.length() < Masks.LONGEST_SHAPE - 10) {
                assertThat(Masks.shapeOf(shape)).isEqualTo(shape);
            }
        }
    }

    @Test
    void cutsBetweenCharactersAndNeverWithinAWord() {
        String faces = "\uD83D\uDE00 ".repeat(2000);
        assertThat(Masks.shapeOf(faces).codePointCount(0, Masks.shapeOf(faces).length()))
                .isLessThanOrEqualTo(Masks.LONGEST_SHAPE);
        String cutInTheMiddle = "a ".repeat(495) + "jane.doe@example.com";
        assertThat(Masks.shapeOf("x".repeat(31) + " " + cutInTheMiddle)).doesNotContain("jane");
    }

    @Test
    void takesLittleTimeForWhatIsMadeToTakeLong() {
        for (String evil :
                new String[] {"A".repeat(1000), "a=".repeat(500), "aB".repeat(500), "'".repeat(1000), "<*>:".repeat(250)
                }) {
            long before = System.nanoTime();
            Masks.shapeOf(evil);
            assertThat(System.nanoTime() - before).as(evil.substring(0, 8)).isLessThan(2_000_000_000L);
        }
    }
}
