package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodingScoreTest {
  @Test
  void countsTheFoundTheCodedAndTheRight(@TempDir Path folder) throws IOException {
    Path gold = folder.resolve("gold.jsonl");
    Files.writeString(
        gold,
        """
        {"id":"a","experiences":[{"title":"Cook","start":"2010","code":"5120"},\
        {"title":"Cook","start":"2012","code":"5120"},{"title":"Clerk","start":null,"code":"4110"}]}
        {"id":"b","experiences":[{"title":"Baker","start":"2001","code":"7512"},\
        {"title":"Boss","start":"2003"}]}
        """);
    Path predicted = folder.resolve("experiences.jsonl");
    Files.writeString(
        predicted,
        """
        {"id":"a","experiences":[{"title":"COOK","start":"2010","code":"5120.1"},\
        {"title":"Cook","start":"2012","code":"unknown"},{"title":"Clerk","start":null,"code":"4120"}]}
        {"id":"b","experiences":[{"title":"Baker","start":"2002","code":"7512"}]}
        """);
    // Four jobs carry a code; Baker starts in another year; Cook of 2012 is uncoded; Clerk is
    // wrong.
    CodingScore score = CodingScore.of(List.of(gold), predicted);
    assertThat(score).isEqualTo(new CodingScore(4, 3, 2, 1));
    assertThat(score.codedShare()).isEqualTo(2 / 3.0);
    assertThat(score.rightShare()).isEqualTo(0.5);
  }
}
