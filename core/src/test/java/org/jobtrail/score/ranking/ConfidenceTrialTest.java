package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.LexicalNormaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.KnownTitle;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

class ConfidenceTrialTest {
  private static final Taxonomy STARTER = Taxonomy.starter();

  /// The starter's own labels without their last word: some still found, some not.
  private static List<LabelledTitle> titles() {
    List<LabelledTitle> titles = new ArrayList<>();
    for (Concept concept : STARTER.coded()) {
      concept.labels().stream()
          .filter(l -> l.text().contains(" "))
          .limit(3)
          .forEach(
              l ->
                  titles.add(
                      new LabelledTitle(
                          "t" + titles.size(),
                          TitleQuery.of(
                              l.text().substring(0, l.text().lastIndexOf(' ')), l.language()),
                          List.of(concept))));
    }
    return titles;
  }

  @Test
  void judgesEveryTitleOnceBySetsThatCover() {
    List<LabelledTitle> titles = titles();
    assertThat(titles).hasSizeGreaterThan(400);
    List<KnownTitle> known = ConfidenceTrial.code(titles, LexicalNormaliser.of(STARTER), 50);
    ConceptTree tree = ConceptTree.of(STARTER);
    ConfidenceTrial.Result result = new ConfidenceTrial(0.9, 50, 7).of(titles, known, tree);
    assertThat(result.sets().titles()).isEqualTo(titles.size());
    // Four standard errors of a share of 400 titles by the levels of 100.
    assertThat(result.sets().covered()).isBetween(0.9 - 0.13, 0.99);
    long coded = known.stream().filter(k -> !k.title().candidates().isEmpty()).count();
    assertThat(result.errors().get("all").size()).isEqualTo((int) coded);
    assertThat(result.fitted()).hasSize(2);
    assertThat(new ConfidenceTrial(0.9, 50, 7).of(titles, known, tree).sets())
        .as("the same seed, the same figures")
        .isEqualTo(result.sets());
  }

  @Test
  void putsEqualFoldedTitlesTogether() {
    List<OccupationCode> truth = List.of(STARTER.coded().getFirst().occupation());
    List<LabelledTitle> twice = new ArrayList<>();
    for (String title : List.of("Bäcker/in", "BACKER in")) {
      twice.add(
          new LabelledTitle(
              title, TitleQuery.of(title, Language.GERMAN), List.of(STARTER.coded().getFirst())));
    }
    List<KnownTitle> known = ConfidenceTrial.code(twice, LexicalNormaliser.of(STARTER), 5);
    assertThat(known.get(0).key()).isEqualTo(known.get(1).key()).isEqualTo("backer in\tde");
    assertThat(known.get(0).truth()).isEqualTo(truth);
  }

  @Test
  void aNodeStandsForWhatIsBelowIt() {
    OccupationCode wide = new OccupationCode("http://x/occupation/1", "2431.10", "2431", "ESCO 1");
    OccupationCode narrow =
        new OccupationCode("http://x/occupation/2", "2431.10.3", "2431", "ESCO 1");
    OccupationCode other = new OccupationCode("http://x/occupation/3", "2431.1", "2431", "ESCO 1");
    assertThat(covered(narrow, wide)).isEqualTo(1);
    assertThat(covered(narrow, other)).as("2431.1 is not 2431.10").isZero();
    assertThat(covered(wide, narrow)).isZero();
  }

  private static double covered(OccupationCode truth, OccupationCode node) {
    Concept right = new Concept(truth, Concept.Kind.OCCUPATION, List.of());
    LabelledTitle title =
        new LabelledTitle("a", TitleQuery.of("a", Language.ENGLISH), List.of(right));
    return SetFigures.of(0.9, List.of(title), List.of(List.of(node))).covered();
  }
}
