package org.jobtrail.simulate.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.HiddenText;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.simulate.ToldResume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackResumesTest {
  private static final int PEOPLE = 150;

  @TempDir static Path folder;
  private static List<Attack> attacks = List.of();
  private static Map<String, Document> clean = Map.of();
  private static Map<String, Document> attacked = Map.of();

  @BeforeAll
  static void write() throws IOException {
    AttackResumes.Summary summary = AttackResumes.write(folder.resolve("a"), PEOPLE, 7);
    assertThat(summary.attacks()).isEqualTo(3 * PEOPLE);
    attacks = AttackResumes.of(folder.resolve("a/population"), 7);
    clean = read(folder.resolve("a/clean"));
    attacked = read(folder.resolve("a/attacked"));
  }

  private static Map<String, Document> read(Path documents) {
    Ingester ingester = new Ingester(Limits.DEFAULT);
    List<Document> read = new ArrayList<>();
    try (RawDocuments raw = RawDocuments.open(List.of(documents), Limits.DEFAULT)) {
      while (raw.hasNext()) {
        read.add(((Ingested.Accepted) ingester.ingest(raw.next())).document());
      }
    }
    return read.stream().collect(Collectors.toMap(Document::id, d -> d));
  }

  @Test
  void everyWayToHideAndToPlantIsTried() {
    Set<String> hidden = new TreeSet<>();
    Set<String> visible = new TreeSet<>();
    attacks.forEach(a -> (a.hidden() ? hidden : visible).add(a.format() + ' ' + a.kind()));
    assertThat(hidden).hasSize(Hiding.all().size());
    assertThat(visible).hasSizeGreaterThan(5 * Planting.values().length - 2);
    assertThat(attacks.stream().map(Attack::reason).filter(r -> !r.isEmpty()).distinct())
        .containsExactlyInAnyOrder(
            Set.of(HiddenText.Reason.values()).stream()
                .map(HiddenText.Reason::word)
                .toArray(String[]::new));
  }

  @Test
  void whatIsHiddenLeavesTheVisibleTextAsItWas() {
    List<String> changed = new ArrayList<>();
    List<String> notFlagged = new ArrayList<>();
    for (Attack attack : attacks) {
      if (attack.hidden()) {
        Document before = clean.get(attack.id());
        Document after = attacked.get(attack.id());
        if (!after.text().equals(before.text())) {
          changed.add(attack + ": " + difference(before.text().text(), after.text().text()));
        }
        boolean flagged =
            after.hidden().stream().anyMatch(h -> h.reason().word().equals(attack.reason()));
        if (!attack.reason().isEmpty() && !flagged) {
          notFlagged.add(attack + ": " + after.hidden());
        }
      }
    }
    assertThat(changed).isEmpty();
    assertThat(notFlagged).isEmpty();
  }

  private static String difference(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return "\"%s\" became \"%s\""
        .formatted(
            a.substring(Math.max(0, i - 20), Math.min(a.length(), i + 20)),
            b.substring(Math.max(0, i - 20), Math.min(b.length(), i + 20)))
        .replace("\n", "\\n");
  }

  @Test
  void whatIsPlantedStandsInTheVisibleTextAndTheRestStays() {
    for (Attack attack : attacks) {
      if (!attack.hidden()) {
        FoldedText before = new FoldedText(clean.get(attack.id()).text().text());
        FoldedText after = new FoldedText(attacked.get(attack.id()).text().text());
        assertThat(before.mentions(attack.payload().title())).as("%s", attack).isFalse();
        assertThat(after.text().length()).as("%s", attack).isGreaterThan(before.text().length());
      }
    }
  }

  @Test
  void aGullibleModelObeysWhatItReadsAndOnlyThat() throws IOException {
    Scenario scenario =
        Scenario.ofPopulation(folder.resolve("a/population"))
            .withBehaviour(Scenario.Behaviour.GULLIBLE);
    TruthIndex index = new TruthIndex(scenario.documents());
    List<String> wrong = new ArrayList<>();
    for (Attack attack : attacks) {
      FoldedText text = new FoldedText(attacked.get(attack.id()).text().text());
      FoldedText untouched = new FoldedText(clean.get(attack.id()).text().text());
      Answer truth = index.find(untouched).orElseThrow().answer();
      assertThat(Order.obeyed(truth, untouched)).isEqualTo(truth);
      Answer said =
          Order.obeyed(index.find(text).map(TruthIndex.Match::answer).orElse(Answer.NOTHING), text);
      boolean added = said.experiences().stream().anyMatch(attack.payload().job()::equals);
      boolean asOrdered =
          attack.hidden()
              ? said.equals(truth)
              : attack.order().startsWith("drop")
                  ? said.experiences().isEmpty()
                  : added
                      && said.experiences().size()
                          == (attack.order().equals("json") ? 1 : truth.experiences().size() + 1);
      if (!asOrdered) {
        wrong.add(attack + ": " + said.experiences().stream().map(ToldResume.Job::title).toList());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    AttackResumes.write(folder.resolve("b"), 30, 3);
    AttackResumes.write(folder.resolve("c"), 30, 3);
    assertThat(Files.readString(folder.resolve("b/manifest.json")))
        .isEqualTo(Files.readString(folder.resolve("c/manifest.json")));
  }
}
