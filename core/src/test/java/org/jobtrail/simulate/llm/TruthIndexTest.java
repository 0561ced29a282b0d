package org.jobtrail.simulate.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.ToldResume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthIndexTest {
  @TempDir static Path folder;
  private static List<ToldResume> told = List.of();
  private static Map<String, String> texts = Map.of();

  @BeforeAll
  static void simulate() throws IOException {
    new Simulation(200, 21).write(folder);
    told = ToldResume.read(folder.resolve("truth/told.jsonl"));
    texts = Ask.texts(folder.resolve("documents"));
  }

  private static ToldResume kok() {
    return new ToldResume(
        "cv-1",
        "nl",
        "txt",
        List.of(
            new ToldResume.Job("Kok", "Hotel Ter Linde", "Gent", "2014", "2016"),
            new ToldResume.Job("Kok", "Brasserie Zoet", "Aalst", "2010", "2014"),
            new ToldResume.Job("Afwasser", "Brasserie Zoet", "Aalst", "2008", null)),
        List.of(new ToldResume.Study("Hotelschool", "Ter Duinen", null, "2008")));
  }

  @Test
  void aPartTellsItsOwnJobsInItsOwnOrder() {
    TruthIndex index = new TruthIndex(List.of(kok()));
    String part =
        "Afwasser, sinds 2008\nBrasserie Zoet, Aalst\n2010 - 2014: Kok, Brasserie\n Zoet, Aalst";
    TruthIndex.Match match = index.find(new FoldedText(part)).orElseThrow();
    assertThat(match.document().id()).isEqualTo("cv-1");
    assertThat(match.answer().experiences())
        .containsExactly(
            new ToldResume.Job("Afwasser", "Brasserie Zoet", "Aalst", "2008", null),
            new ToldResume.Job("Kok", "Brasserie Zoet", "Aalst", "2010", "2014"));
    assertThat(match.answer().education()).isEmpty();
  }

  @Test
  void anEmployerBehindAPlaceholderIsToldAsTheTextHasIt() {
    TruthIndex index = new TruthIndex(List.of(kok()));
    TruthIndex.Match match =
        index.find(new FoldedText("2014-2016 Kok, Hotel [NAME_1], [ADDRESS_2]")).orElseThrow();
    assertThat(match.answer().experiences())
        .containsExactly(new ToldResume.Job("Kok", "Hotel [NAME_1]", null, "2014", "2016"));
  }

  @Test
  void anotherTextIsNobodys() {
    assertThat(new TruthIndex(List.of(kok())).find(new FoldedText("Koken is leuk"))).isEmpty();
  }

  @Test
  void everySimulatedDocumentIsFoundAndToldWhole() {
    TruthIndex index = new TruthIndex(told);
    List<String> wrong = new ArrayList<>();
    for (ToldResume document : told) {
      String text = Objects.requireNonNull(texts.get(document.id()));
      TruthIndex.Match match = index.find(new FoldedText(text)).orElseThrow();
      if (!match.document().id().equals(document.id())
          || !sorted(match.answer().experiences()).equals(sorted(document.experiences()))
          || match.answer().education().size() != document.education().size()) {
        wrong.add(document.id() + " as " + match.document().id());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aHalfIsFoundAndTellsNothingThatIsNotInIt() {
    TruthIndex index = new TruthIndex(told);
    int found = 0;
    int jobs = 0;
    for (ToldResume document : told) {
      String text = Objects.requireNonNull(texts.get(document.id()));
      int middle = text.indexOf('\n', text.length() / 2);
      if (middle < 0) {
        continue;
      }
      for (String half : List.of(text.substring(0, middle), text.substring(middle))) {
        FoldedText folded = new FoldedText(half);
        TruthIndex.Match match = index.find(folded).orElse(null);
        if (match != null && match.document().id().equals(document.id())) {
          found++;
          jobs += match.answer().experiences().size();
          for (ToldResume.Job job : match.answer().experiences()) {
            assertThat(folded.holds(Objects.requireNonNull(job.title()))).isTrue();
          }
        }
      }
    }
    assertThat(found).isGreaterThan(350);
    int all = told.stream().mapToInt(t -> t.experiences().size()).sum();
    assertThat(jobs).isBetween(all * 9 / 10, all);
  }

  @Test
  void nothingThatIsInventedStandsInTheTextOrIsTold() throws Exception {
    Scenario scenario = Scenario.of(told);
    for (Fault fault : Fault.values()) {
      boolean says = fault.kind() == Fault.Kind.VALUE;
      scenario = says ? scenario.withFault(fault, 1) : scenario;
    }
    Script script = new Script(scenario);
    int inventions = 0;
    for (ToldResume document : told) {
      String text = Objects.requireNonNull(texts.get(document.id()));
      byte[] request = Ask.request(text).toString().getBytes(StandardCharsets.UTF_8);
      Reply reply = script.reply(ChatRequest.read(request), 1);
      String folded = text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      for (Invention invention : reply.inventions()) {
        String value = invention.value().toLowerCase(Locale.ROOT);
        assertThat(folded).as(document.id()).doesNotContain(value);
        assertThat(TruthIndex.values(document).map(v -> v.toLowerCase(Locale.ROOT)))
            .as(document.id())
            .noneMatch(v -> v.contains(value));
        inventions++;
      }
    }
    // Four of a job, one title, one date at least.
    assertThat(inventions).isGreaterThanOrEqualTo(6 * told.size());
  }

  private static List<String> sorted(List<ToldResume.Job> jobs) {
    return jobs.stream().map(Object::toString).sorted().toList();
  }
}
