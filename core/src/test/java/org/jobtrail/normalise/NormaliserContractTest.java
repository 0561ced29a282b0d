package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every normaliser promises; an implementation's test extends this.
abstract class NormaliserContractTest {
  private static final List<String> PIECES =
      List.of(
          "sales",
          "Manager",
          "(m/w/d)",
          "ingénieur",
          "verpleeg",
          "kundige",
          "3",
          "-",
          "  ",
          "of",
          "Köchin",
          "RN",
          "/",
          "clerk",
          "漢字",
          "\u0000",
          "software",
          "chef",
          "\t",
          "zzzz");

  abstract Normaliser normaliser();

  static List<TitleQuery> queries(long seed, int n) {
    Random random = new Random(seed);
    List<Language> languages =
        List.of(Language.ENGLISH, Language.DUTCH, Language.FRENCH, Language.UNDETERMINED);
    List<TitleQuery> queries = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder title = new StringBuilder();
      for (int piece = random.nextInt(6); piece >= 0; piece--) {
        title.append(PIECES.get(random.nextInt(PIECES.size())));
        title.append(random.nextInt(3) == 0 ? "" : " ");
      }
      queries.add(TitleQuery.of(title.toString(), languages.get(random.nextInt(4))));
    }
    return queries;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersEveryQueryInOrderBestFirstEachConceptOnce(long seed) {
    List<TitleQuery> queries = queries(seed, 200);
    List<Coding> codings = normaliser().code(queries, 7);
    assertThat(codings).hasSameSizeAs(queries);
    for (Coding coding : codings) {
      List<Candidate> candidates = coding.candidates();
      assertThat(candidates).hasSizeLessThanOrEqualTo(7);
      assertThat(candidates.stream().map(c -> c.occupation().uri())).doesNotHaveDuplicates();
      for (int i = 1; i < candidates.size(); i++) {
        assertThat(candidates.get(i).score()).isLessThanOrEqualTo(candidates.get(i - 1).score());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scoresAreTheSumOfTheirReasons(long seed) {
    for (Coding coding : normaliser().code(queries(seed, 200), 5)) {
      for (Candidate candidate : coding.candidates()) {
        double sum = candidate.reasons().stream().mapToDouble(Candidate.Reason::amount).sum();
        assertThat(candidate.score()).isCloseTo(sum, within(1e-9));
        assertThat(candidate.occupation().taxonomy()).isEqualTo(normaliser().taxonomy());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void saysTheSameWhateverStandsBesideIt(long seed) throws Exception {
    List<TitleQuery> queries = queries(seed, 100);
    List<Coding> together = normaliser().code(queries, 5);
    List<Integer> shuffled = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      shuffled.add(i);
    }
    Collections.shuffle(shuffled, new Random(seed));
    Normaliser fresh = normaliser();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i : shuffled) {
      calls.add(() -> fresh.code(List.of(queries.get(i)), 5).getFirst().equals(together.get(i)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var result : threads.invokeAll(calls)) {
        assertThat(result.get()).isTrue();
      }
    }
  }

  @Test
  void fewerCandidatesAreAPrefixOfMore() {
    List<TitleQuery> queries = queries(4, 100);
    List<Coding> more = normaliser().code(queries, 10);
    List<Coding> fewer = normaliser().code(queries, 2);
    for (int i = 0; i < queries.size(); i++) {
      List<Candidate> all = more.get(i).candidates();
      assertThat(fewer.get(i).candidates()).isEqualTo(all.subList(0, Math.min(2, all.size())));
      assertThat(fewer.get(i).outcome()).isEqualTo(more.get(i).outcome());
    }
  }

  @Test
  void wantsAtLeastOneCandidate() {
    assertThatThrownBy(() -> normaliser().code(List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top must be at least 1, found 0");
  }

  @Test
  void saysWhetherItIsCalibrated() {
    boolean none = normaliser().calibration().startsWith("none");
    for (Coding coding : normaliser().code(queries(5, 50), 3)) {
      for (Candidate candidate : coding.candidates()) {
        if (none) {
          assertThat(candidate.probability())
              .isInstanceOf(Candidate.Probability.Uncalibrated.class);
        }
      }
    }
    assertThat(normaliser().taxonomy()).isEqualTo(Taxonomy.starter().name());
  }
}
