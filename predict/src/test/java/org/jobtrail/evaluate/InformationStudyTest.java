package org.jobtrail.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.blend.BlendTrainer;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InformationStudyTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /// Everybody has two records; half of those who judge stay, half move.
  private static final Panel PANEL = panel();

  private static final Panel POOL = pool(Toys.SCHEMA, true);

  /// How probable a stay is to the models that are trained.
  private static final Map<String, Double> STAY =
      Map.of("full", 0.75, "share-0.5", 0.6, "codes", 0.75, "pooled", 0.5, "pre-trained", 0.52);

  private static Panel panel() {
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < 60; p++) {
      people.add(Toys.person("p" + (1000 + p), 0, p % 2));
      splits.add(p < 40 ? Split.TRAIN : p < 44 ? Split.VALID : Split.TEST);
    }
    return new Panel("toys", Toys.SCHEMA, people, splits);
  }

  /// The panel's people and ten of another.
  private static Panel pool(PanelSchema schema, boolean asDivided) {
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < 10; p++) {
      people.add(Toys.person("more:" + p, 0, 0));
      splits.add(Split.TRAIN);
    }
    for (int p = 0; p < 60; p++) {
      people.add(PANEL.people().get(p).withId("toys:" + PANEL.people().get(p).id()));
      splits.add(asDivided ? PANEL.splits().get(p) : p < 50 ? Split.TRAIN : Split.VALID);
    }
    return new Panel("more+toys", schema, people, splits);
  }

  private static Evaluator evaluator(int replicates) {
    return new Evaluator(PANEL, Split.TEST, replicates, 1, Progress.NONE);
  }

  /// Makes the toys above, remembering what they would be trained on.
  private final class Remembered implements Trainings {
    final List<Variant> variants = new ArrayList<>();

    @Override
    public NextOccupationModel train(Variant variant) {
      variants.add(variant);
      return Toys.stayer("toy", STAY.get(variant.name()));
    }

    @Override
    public Path folder() {
      return folder;
    }
  }

  /// Can do everything that a study asks for; never trained itself.
  private static final class Able implements NextOccupationTrainer {
    @Override
    public NextOccupationModel train(Panel panel, TrainingRun run) {
      throw new AssertionError("the study trains through its trainings");
    }

    @Override
    public boolean startsFromModels() {
      return true;
    }

    @Override
    public Optional<NextOccupationTrainer> withoutTitleWords(Path work) {
      return Optional.of(new Able());
    }
  }

  private static NextOccupationTrainer plain() {
    return (_, _) -> Toys.stayer("toy", 0.75);
  }

  private static InformationPlan plan(NextOccupationTrainer trainer, Optional<Panel> pooled) {
    return new InformationPlan("toy", trainer, Optional.empty(), pooled, List.of(1.0, 0.5));
  }

  private static InformationRow row(InformationStudy study, String setting) {
    return study.rows().stream()
        .filter(r -> r.setting().equals(setting))
        .findFirst()
        .orElseThrow(() -> new AssertionError(setting + " is not among " + study.rows()));
  }

  /// Of 16 people with one stay or one move each, after a first record of probability 1/3:
  /// `√3 · (1/s)^¼ · (2/(1 − s))^¼`.
  private static double perplexity(double stay) {
    return Math.sqrt(3) * Math.pow(2 / (stay * (1 - stay)), 0.25);
  }

  @Test
  void everyVariantIsSetBesideTheFullModel() throws IOException {
    Remembered trainings = new Remembered();
    InformationStudy study =
        InformationStudy.of(evaluator(200), plan(new Able(), Optional.of(POOL)), trainings);
    assertThat(study.rows())
        .extracting(r -> r.what() + ": " + r.setting())
        .containsExactly(
            "everything: as it is",
            "history: no record",
            "covariates: random sex",
            "covariates: random birth_year",
            "covariates: random education",
            "training people: 50 %",
            "titles: codes without meaning",
            "pooling: pre-trained on more+toys",
            "pooling: more+toys alone");
    assertThat(study.leftOut()).containsExactly("training people, 100 %: that is the full model");
    // √3 · (32/3)^¼ = 3.1302; without a record everything has probability 1/3.
    assertThat(perplexity(0.75)).isCloseTo(3.1302, within(1e-4));
    check(row(study, "as it is"), perplexity(0.75), 1);
    check(row(study, "no record"), 3, 3 / 3.13017);
    check(row(study, "random sex"), perplexity(0.75), 1);
    // (25/32)^¼
    check(row(study, "50 %"), perplexity(0.6), 0.940151);
    check(row(study, "codes without meaning"), perplexity(0.75), 1);
    check(row(study, "more+toys alone"), perplexity(0.5), Math.pow(0.75, 0.25));
    check(
        row(study, "pre-trained on more+toys"), perplexity(0.52), Math.pow(0.1875 / 0.2496, 0.25));
    assertThat(row(study, "as it is").people()).hasValue(40);
    assertThat(row(study, "more+toys alone").people()).hasValue(50);
    assertThat(row(study, "no record").records()).hasValue(0);
    assertThat(row(study, "no record").anew()).isFalse();
    assertThat(row(study, "50 %").anew()).isTrue();
  }

  private static void check(InformationRow row, double perplexity, double ratio) {
    assertThat(row.perplexity().value()).as(row.setting()).isCloseTo(perplexity, within(1e-5));
    assertThat(row.ratio().value()).as(row.setting()).isCloseTo(ratio, within(1e-5));
  }

  /// Two models with the same answers have the same perplexity in every resample.
  @Test
  void ratiosArePairedOverPeople() throws IOException {
    InformationStudy study =
        InformationStudy.of(evaluator(200), plan(new Able(), Optional.of(POOL)), new Remembered());
    InformationRow same = row(study, "codes without meaning");
    assertThat(same.perplexity().high() - same.perplexity().low()).isGreaterThan(0.1);
    assertThat(same.ratio().low()).isCloseTo(1, within(1e-12));
    assertThat(same.ratio().high()).isCloseTo(1, within(1e-12));
    InformationRow fewer = row(study, "50 %");
    assertThat(fewer.ratio().low()).isLessThan(fewer.ratio().value());
    assertThat(fewer.ratio().high()).isGreaterThan(fewer.ratio().value());
  }

  @Test
  void variantsAreTrainedOnWhatTheySay() throws IOException {
    Remembered trainings = new Remembered();
    InformationStudy study =
        InformationStudy.of(evaluator(0), plan(new Able(), Optional.of(POOL)), trainings);
    assertThat(trainings.variants)
        .extracting(Trainings.Variant::name)
        .containsExactly("full", "share-0.5", "codes", "pooled", "pre-trained");
    Trainings.Variant half = trainings.variants.get(1);
    assertThat((long) half.panel().people(Split.TRAIN).size())
        .isBetween(5L, 35L)
        .isEqualTo(row(study, "50 %").people().getAsLong());
    assertThat(half.panel().people(Split.VALID)).isEqualTo(PANEL.people(Split.VALID));
    assertThat(trainings.variants.get(3).panel()).isSameAs(POOL);
    assertThat(trainings.variants.get(4).panel()).isSameAs(PANEL);
    assertThat(trainings.variants.get(4).from()).isPresent();
    assertThat(trainings.variants)
        .extracting(Trainings.Variant::pooled)
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void saysWhatAKindCanNotDo() throws IOException {
    InformationStudy study =
        InformationStudy.of(evaluator(0), plan(plain(), Optional.of(POOL)), new Remembered());
    assertThat(study.leftOut())
        .contains(
            "titles: toy as it is set reads no words of titles",
            "pooling, pre-trained: toy as it is set can't start from a trained model");
    assertThat(study.rows())
        .extracting(InformationRow::what)
        .doesNotContain(InformationRow.TITLES)
        .contains(InformationRow.POOLING);
  }

  @Test
  void aTrainedModelIsTakenAsItIs() throws IOException {
    Remembered trainings = new Remembered();
    InformationStudy study =
        InformationStudy.of(
            evaluator(0),
            new InformationPlan(
                "toy",
                plain(),
                Optional.of(Toys.stayer("toy", 0.5)),
                Optional.empty(),
                List.of(0.5)),
            trainings);
    check(row(study, "as it is"), perplexity(0.5), 1);
    check(row(study, "50 %"), perplexity(0.6), Math.pow(0.25 / 0.24, 0.25));
    assertThat(trainings.variants).extracting(Trainings.Variant::name).containsExactly("share-0.5");
    assertThat(study.leftOut())
        .contains("pooling: no panel of several surveys was named (--pooled)");
  }

  @Test
  void refusesInOneLine() {
    refuses(() -> shares(0), "--shares must be above 0 and at most 1, found 0.0");
    refuses(() -> shares(1.5), "found 1.5; write 0.25 for 25 %");
    refuses(() -> shares(Double.NaN), "found NaN");
    refuses(
        () ->
            new InformationPlan(
                "counts",
                plain(),
                Optional.of(Toys.stayer("career", 0.5)),
                Optional.empty(),
                List.of()),
        "--trained: is a model of the kind career, --model says counts");
    refuses(
        () ->
            new InformationPlan(
                "blend",
                BlendTrainer.KIND.defaults(),
                Optional.empty(),
                Optional.empty(),
                List.of()),
        "--model blend: is made of trained models");
    PanelSchema toys = Toys.SCHEMA;
    PanelSchema quarters =
        new PanelSchema(
            PeriodUnit.QUARTER, toys.outcomes(), toys.fixed(), toys.varying(), toys.measures());
    PanelSchema fewer =
        new PanelSchema(
            toys.unit(),
            new Outcomes(List.of(toys.outcomes().get(0), toys.outcomes().get(1))),
            toys.fixed(),
            toys.varying(),
            toys.measures());
    fits(pool(quarters, true), "has a record for each quarter, toys for each year; pool panels of");
    fits(pool(fewer, true), "doesn't know outcomes of toys, such as U; make it with `panel pool`");
    fits(pool(toys, false), "has 16 people of toys's part test in another part");
    fits(
        new Panel("never", toys, POOL.people(), List.of()),
        "--pooled: never has nobody in train or in valid");
  }

  private static InformationPlan shares(double share) {
    return new InformationPlan(
        "toy", plain(), Optional.empty(), Optional.empty(), List.of(0.5, share));
  }

  private void fits(Panel pool, String message) {
    refuses(
        () -> InformationStudy.of(evaluator(0), plan(plain(), Optional.of(pool)), new Remembered()),
        message);
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String message) {
    assertThatThrownBy(what)
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(message);
  }

  @Test
  void writesOneTableOnePlotAndAPage() throws IOException {
    InformationStudy study =
        InformationStudy.of(evaluator(50), plan(new Able(), Optional.of(POOL)), new Remembered());
    for (String name : List.of("one", "two")) {
      InformationFolder.write(study, folder.resolve(name), List.of(), Map.of(), false);
    }
    List<String> csv = Files.readAllLines(folder.resolve("one/information.csv"));
    assertThat(csv.getFirst())
        .isEqualTo(
            "what,setting,trained_anew,people,records,perplexity,perplexity_low,perplexity_high,"
                + "ratio,ratio_low,ratio_high");
    assertThat(csv).hasSize(1 + study.rows().size());
    assertThat(csv.get(1)).startsWith("everything,as it is,no,40,,3.130,").contains(",1.0000,");
    String html = Files.readString(folder.resolve("one/report.html"));
    Document page = Jsoup.parse(html);
    assertThat(page.select("script, link, img, iframe, [src]")).isEmpty();
    assertThat(html).doesNotContain("NaN", "Infinity").contains("<code>information.csv</code>");
    String svg = Files.readString(folder.resolve("one/information.svg"));
    assertThat(html).contains(svg);
    assertThat(svg)
        .contains("random sex", "titles, trained anew", "more+toys alone")
        .doesNotContain(">no record<", "NaN");
    for (String file :
        List.of("information.csv", "information.svg", "report.html", "manifest.json")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  /// A model that is whole is not trained again, one that is broken or of another seed is.
  @Test
  void keepsModelsUntilTheEnd() throws IOException {
    int[] times = {0};
    NextOccupationTrainer counted =
        (panel, run) -> {
          times[0]++;
          return CountsTrainer.KIND.defaults().train(panel, run);
        };
    Trainings.Variant variant =
        new Trainings.Variant("share-0.5", counted, PANEL, Optional.empty(), false);
    NextOccupationModel first = kept(1).train(variant);
    NextOccupationModel again = kept(1).train(variant);
    assertThat(times[0]).isEqualTo(1);
    assertThat(again.logProbabilities(PANEL.people()).getFirst()[1])
        .isEqualTo(first.logProbabilities(PANEL.people()).getFirst()[1]);
    assertThat(folder.resolve("share-0.5.training")).doesNotExist();
    kept(2).train(variant);
    assertThat(times[0]).isEqualTo(2);
    Files.delete(folder.resolve("share-0.5/manifest.json"));
    kept(2).train(variant);
    assertThat(times[0]).isEqualTo(3);
    Files.writeString(folder.resolve("share-0.5/config.json"), "{}");
    kept(2).train(variant);
    assertThat(times[0]).isEqualTo(4);
  }

  private KeptTrainings kept(long seed) {
    return new KeptTrainings(
        folder,
        new TreeMap<>(Map.of("model", "counts")),
        seed,
        1,
        Device.CPU,
        List.of(new FileHash("panel", "0".repeat(64), 1)),
        List.of(),
        Progress.NONE);
  }
}
