package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.jobtrail.extract.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COOK =
      "{\"title\":\"Cook\",\"employer\":null,\"place\":\" \",\"start\":\"2014\",\"end\":\"now\"}";
  private static final String WHOLE = "{\"experiences\":[" + COOK + "],\"education\":[]}";

  private final ReplyReader reader = new ReplyReader();

  /// A server's whole body around the words of a model.
  static String body(String content, String finish) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("choices")
        .addObject()
        .put("finish_reason", finish)
        .putObject("message")
        .put("role", "assistant")
        .put("content", content);
    return root.toString();
  }

  private ReplyReader.Read read(String content) {
    return reader.read(body(content, "stop"));
  }

  private Claims claims(String content) {
    return ((ReplyReader.Valid) read(content)).claims();
  }

  private void refuses(String content, String complaint, String reason) {
    assertThat(read(content)).isEqualTo(new ReplyReader.Invalid(complaint, reason));
  }

  @Test
  void readsClaimsAndTakesBlanksForNothing() {
    assertThat(claims(WHOLE).experiences())
        .containsExactly(new Claims.Experience("Cook", null, null, "2014", "now"));
    assertThat(claims(WHOLE).education()).isEmpty();
    assertThat(
            claims(
                    "{\"experiences\":[],\"education\":[{\"programme\":\"BSc\","
                        + "\"institution\":null,\"start\":null,\"end\":\"2009\"}]}")
                .education())
        .containsExactly(new Claims.Education("BSc", null, null, "2009"));
  }

  @Test
  void looksPastFencesAndChatter() {
    Claims plain = claims(WHOLE);
    assertThat(claims("```json\n" + WHOLE + "\n```")).isEqualTo(plain);
    assertThat(claims("Here is the JSON:\n" + WHOLE + "\nAnything else?")).isEqualTo(plain);
    assertThat(claims("<think>\nlet me see\n</think>\n" + WHOLE)).isEqualTo(plain);
  }

  @Test
  void takesAnObjectSaidTwiceForOne() {
    assertThat(claims(WHOLE + WHOLE)).isEqualTo(claims(WHOLE));
    assertThat(claims(WHOLE + "\n \n" + WHOLE + "\n" + WHOLE)).isEqualTo(claims(WHOLE));
    refuses(
        WHOLE + "{\"experiences\":[],\"education\":[]}",
        "It was no well-formed JSON.",
        "malformed");
    refuses(WHOLE + "{\"exp", "It was no well-formed JSON.", "malformed");
  }

  @Test
  void tellsCutOffFromMalformed() {
    String half = WHOLE.substring(0, WHOLE.length() / 2);
    assertThat(reader.read(body(half, "length")))
        .isEqualTo(
            new ReplyReader.Invalid(
                "It was cut off: too long. Leave out what was not asked for.", "cut-off"));
    refuses(half, "It was no well-formed JSON.", "malformed");
    refuses(WHOLE.replace('"', '\''), "It was no well-formed JSON.", "malformed");
    assertThat(reader.read(body(WHOLE, "length"))).isInstanceOf(ReplyReader.Valid.class);
  }

  @Test
  void knowsARefusal() {
    refuses("I'm sorry, but I can't help with that.", "It held no JSON object.", "refusal");
    assertThat(
            reader.read(
                "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I can't.\"}}]}"))
        .isEqualTo(
            new ReplyReader.Invalid(
                "It refused. Reading a resume that its owner handed in is allowed.", "refusal"));
  }

  @Test
  void saysWhatIsEmptyOrNoReplyAtAll() {
    refuses("", "It was empty.", "empty");
    refuses(" \n", "It was empty.", "empty");
    for (String odd : List.of("{}", "[]", "null", "7", "{\"choices\":[]}", "{\"choices\":{}}")) {
      assertThat(reader.read(odd)).isEqualTo(new ReplyReader.Invalid("It was empty.", "empty"));
    }
    assertThat(reader.read("no JSON"))
        .isEqualTo(new ReplyReader.Invalid("It was no JSON.", "malformed"));
  }

  @Test
  void namesThePlaceOfASchemaErrorAndNothingElse() {
    refuses(
        "{\"experiences\":["
            + COOK
            + ","
            + COOK.replace("\"2014\"", "2014")
            + "],\"education\":[]}",
        "It does not meet the schema:\n- /experiences/1/start: type",
        "schema");
    refuses(
        "{\"experiences\":[" + COOK.replace("\"employer\":null,", "") + "],\"education\":[]}",
        "It does not meet the schema:\n- /experiences/0: required",
        "schema");
    refuses(
        "{\"experiences\":[" + COOK.replace("}", ",\"Jane Doe\":1}") + "],\"education\":[]}",
        "It does not meet the schema:\n- /experiences/0: additionalProperties",
        "schema");
    refuses("{\"experiences\":[]}", "It does not meet the schema:\n- : required", "schema");
  }

  @Test
  void namesAFewErrorsOnly() {
    String many = String.join(",", java.util.Collections.nCopies(500, "7"));
    ReplyReader.Invalid invalid =
        (ReplyReader.Invalid) read("{\"experiences\":[" + many + "],\"education\":[]}");
    assertThat(invalid.complaint().lines()).hasSize(9);
  }

  @Test
  void bearsAbsurdDepth() {
    for (int depth : new int[] {10, 900, 5000, 200_000}) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      assertThat(read("{\"experiences\":" + deep + ",\"education\":[]}"))
          .isInstanceOf(ReplyReader.Invalid.class);
      assertThat(read("{\"experiences\":".repeat(depth))).isInstanceOf(ReplyReader.Invalid.class);
      assertThat(reader.read("{\"choices\":" + deep + "}")).isInstanceOf(ReplyReader.Invalid.class);
    }
  }

  @Test
  void takesThreeHundredEntriesAndNoMore() {
    String most = String.join(",", java.util.Collections.nCopies(300, COOK));
    assertThat(claims("{\"experiences\":[" + most + "],\"education\":[]}").experiences())
        .hasSize(300);
    refuses(
        "{\"experiences\":[" + most + "," + COOK + "],\"education\":[]}",
        "It has more than 300 entries in a list.",
        "schema");
  }

  @Test
  void changesEveryStringAndNoNull() {
    Claims claims =
        new Claims(
            List.of(new Claims.Experience("a", null, "b", null, "c")),
            List.of(new Claims.Education(null, "d", "e", null)));
    assertThat(ReplyReader.mapped(claims, s -> s + s))
        .isEqualTo(
            new Claims(
                List.of(new Claims.Experience("aa", null, "bb", null, "cc")),
                List.of(new Claims.Education(null, "dd", "ee", null))));
  }

  /// Whatever a server sends is valid or has a complaint; nothing is thrown.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void throwsAtNothing(long seed) {
    Random random = new Random(seed);
    String whole = body(WHOLE, "stop");
    String marks = "{}[]\",:\\ntrue0e9-'\u0000\uD800";
    for (int round = 0; round < 2000; round++) {
      boolean inside = random.nextBoolean();
      StringBuilder text = new StringBuilder(inside ? WHOLE : whole);
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, marks.charAt(random.nextInt(marks.length())));
          default -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
        }
      }
      String reply = inside ? body(text.toString(), "stop") : text.toString();
      assertThatCode(
              () -> {
                reader.read(reply);
                ReplyReader.content(reply);
              })
          .doesNotThrowAnyException();
    }
  }
}
