package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

class RankerNormaliserTest {
  private final RankerNormaliser normaliser =
      new RankerNormaliser(Rankers.named("char-tfidf"), Taxonomy.starter());

  @Test
  void scoresAConceptByItsBestLabel() {
    List<Candidate> found =
        normaliser
            .code(List.of(TitleQuery.of("bakker", Language.DUTCH)), 5)
            .getFirst()
            .candidates();
    assertThat(found).hasSize(5);
    assertThat(found.getFirst().occupation().code()).isEqualTo("7512");
    assertThat(found.getFirst().reasons().getFirst().amount()).isEqualTo(found.getFirst().score());
    assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    assertThat(found.stream().map(c -> c.occupation().uri())).doesNotHaveDuplicates();
  }
}
