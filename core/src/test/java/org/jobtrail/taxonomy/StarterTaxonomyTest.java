package org.jobtrail.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;

class StarterTaxonomyTest {
  private final Taxonomy starter = Taxonomy.starter();

  @Test
  void hasIscosGroupsAndNothingElse() {
    Map<Concept.Kind, Long> count =
        starter.concepts().stream()
            .collect(Collectors.groupingBy(Concept::kind, Collectors.counting()));
    assertThat(count)
        .isEqualTo(
            Map.of(
                Concept.Kind.MAJOR_GROUP, 10L,
                Concept.Kind.SUB_MAJOR_GROUP, 43L,
                Concept.Kind.MINOR_GROUP, 130L,
                Concept.Kind.UNIT_GROUP, 436L));
    assertThat(starter.name()).isEqualTo("starter 1");
    assertThat(starter.byCode("2511").orElseThrow().occupation().uri())
        .isEqualTo("http://data.europa.eu/esco/isco/C2511");
  }

  @Test
  void everyGroupStandsBelowAGroup() {
    for (Concept concept : starter.concepts()) {
      String code = concept.occupation().code();
      for (int digits = 1; digits < code.length(); digits++) {
        assertThat(starter.byCode(code.substring(0, digits))).as(code).isPresent();
      }
    }
  }

  @Test
  void everyGroupIsNamedOnceInThreeLanguages() {
    for (Concept concept : starter.concepts()) {
      assertThat(
              concept.labels().stream()
                  .filter(label -> label.kind() == Label.Kind.PREFERRED)
                  .map(label -> label.language().code()))
          .as(concept.occupation().code())
          .containsExactly("en", "fr", "nl");
    }
  }

  @Test
  void everyUnitGroupHasEverydayTitlesEachOnce() {
    for (Concept concept : starter.concepts()) {
      if (concept.kind() == Concept.Kind.UNIT_GROUP) {
        Map<Language, List<String>> titles =
            concept.labels().stream()
                .filter(label -> label.kind() == Label.Kind.ALTERNATIVE)
                .collect(
                    Collectors.groupingBy(
                        Label::language, Collectors.mapping(Label::text, Collectors.toList())));
        String code = concept.occupation().code();
        assertThat(titles.getOrDefault(Language.ENGLISH, List.of())).as(code).hasSizeGreaterThan(5);
        assertThat(titles.getOrDefault(Language.DUTCH, List.of())).as(code).hasSizeGreaterThan(2);
        assertThat(titles.getOrDefault(Language.FRENCH, List.of())).as(code).hasSizeGreaterThan(2);
        titles.forEach(
            (language, own) -> {
              Set<String> once = new HashSet<>();
              for (String title : own) {
                assertThat(once.add(title.toLowerCase(Locale.ROOT)))
                    .as("%s %s \"%s\" stands twice", code, language.code(), title)
                    .isTrue();
              }
            });
      }
    }
  }
}
