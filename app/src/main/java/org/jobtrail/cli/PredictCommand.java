package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.career.AskedCareer;
import org.jobtrail.predict.career.CareerFile;
import org.jobtrail.predict.career.CareerWords;
import org.jobtrail.predict.career.DrawnCareers;
import org.jobtrail.predict.career.Future;
import org.jobtrail.predict.career.Outlook;
import org.jobtrail.predict.career.Rationale;
import org.jobtrail.predict.career.SimilarPeople;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
import org.jobtrail.predict.text.Worded;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jobtrail predict --model M --history ...`.
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Says what may come next in a career: ranked outcomes with probabilities, how many similar people "
            + "stand behind each, and the records of the past that it rests on.")
final class PredictCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "MODEL", description = "Model folder.")
  Path model = Path.of("");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Careers: JSON Lines with person, records and covariates, or CSV rows.")
  @Nullable Path file;

  @Option(
      names = "--history",
      paramLabel = "PERIOD:OUTCOME,...",
      description = "One career, by codes or titles: 1999:Cashiers,2000:275.")
  @Nullable String history;

  @Option(
      names = "--covariates",
      paramLabel = "NAME=LEVEL,...",
      defaultValue = "",
      description = "What is known of that person: sex=F,education=college.")
  String covariates = "";

  @Option(
      names = "--period",
      description = "The period to ask for; the one after the last without it.")
  @Nullable String period;

  @Option(
      names = "--data",
      paramLabel = "PANEL",
      description = "Count similar people among those that this panel trains on.")
  @Nullable Path data;

  @Option(
      names = "--top",
      defaultValue = "10",
      description = "How many outcomes are told (${DEFAULT-VALUE}).")
  int top;

  @Option(
      names = "--years",
      defaultValue = "0",
      paramLabel = "N",
      description = "Draw careers onward for N periods, and tell each period's distribution.")
  int years;

  @Option(
      names = "--draws",
      defaultValue = "500",
      description = "Careers drawn for --years (${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--careers-out",
      paramLabel = "FILE",
      description =
          "Write the careers that --years draws here, as records and as text (JSON Lines).")
  @Nullable Path careersOut;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description =
          "Wording of the text in --careers-out, see `text templates`; a language model has its own.")
  @Nullable String template;

  @Option(names = "--seed", defaultValue = "1", description = "Of the draws (${DEFAULT-VALUE}).")
  long seed;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu or cuda (${DEFAULT-VALUE}).")
  Device device = Device.CPU;

  @Option(
      names = "--max-quarantined",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of a file's careers that may be set aside (${DEFAULT-VALUE}).")
  double maxQuarantined;

  /// Longer than any career.
  private static final int MOST_YEARS = 100;

  @Override
  public Integer call() throws IOException {
    check();
    if (careersOut != null) {
      Inputs.keep(Stream.of(file, data, model).filter(Objects::nonNull).toList(), careersOut);
    }
    NextOccupationModel read = ModelFolder.read(model, device);
    PanelSchema schema = read.schema();
    CareerFile careers = careers(schema);
    var line = Objects.requireNonNull(spec).commandLine();
    careers.aside().forEach(line.getErr()::println);
    Optional<SimilarPeople> similar =
        data == null ? Optional.empty() : Optional.of(similar(data, schema));
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("command", "predict");
    root.put("model", model.toString());
    root.put("kind", read.name());
    similar.ifPresent(s -> root.put("similar_among", s.size()));
    ArrayNode array = root.putArray("careers");
    StringBuilder drawn = new StringBuilder();
    Optional<DrawnCareers> writer =
        careersOut == null ? Optional.empty() : Optional.of(new DrawnCareers(schema, text(read)));
    for (AskedCareer career : careers.careers()) {
      Outlook outlook = Outlook.of(read, career, top, similar);
      Optional<Ahead> ahead = years > 0 ? Optional.of(ahead(read, career)) : Optional.empty();
      if (ahead.isPresent() && writer.isPresent()) {
        writer.get().write(drawn, ahead.get().future().careers(), career.records());
      }
      if (common.json) {
        json(array.addObject(), schema, outlook, ahead);
      } else {
        print(line.getOut(), schema, outlook, ahead);
      }
    }
    if (careersOut != null) {
      AtomicFiles.write(careersOut, drawn.toString());
    }
    if (common.json) {
      root.put("quarantined", careers.aside().size());
      careers.aside().forEach(root.putArray("reasons")::add);
      line.getOut().println(root);
    }
    int all = careers.careers().size() + careers.aside().size();
    return careers.aside().size() > maxQuarantined * all ? ExitCode.QUARANTINED : ExitCode.OK;
  }

  private static SimilarPeople similar(Path panel, PanelSchema schema) throws IOException {
    SimilarPeople similar = new SimilarPeople(PanelFolder.read(panel), schema);
    if (similar.size() == 0) {
      throw new JobtrailException.Usage(
          "--data "
              + panel
              + ": everybody there has an outcome that the model doesn't know, so nobody is similar;"
              + " give a panel of the coding that the model was trained on");
    }
    return similar;
  }

  /// The model's own wording, else that of the template that is asked for.
  private CareerText text(NextOccupationModel read) throws IOException {
    if (template == null && read instanceof Worded model) {
      return model.wording();
    }
    return new CareerText(
        Template.of(template == null ? "titles" : template), "careers", read.schema());
  }

  private void check() {
    if (careersOut != null && years == 0) {
      throw new JobtrailException.Usage("--careers-out: there are only drawn careers with --years");
    }
    if ((file == null) == (history == null)) {
      throw new JobtrailException.Usage(
          "give one career with --history, or a file of careers; --history \"\" has no past");
    }
    if (file != null && !covariates.isEmpty()) {
      throw new JobtrailException.Usage("--covariates go with --history; a file has its own");
    }
    if (top < 1 || draws < 1) {
      throw new JobtrailException.Usage(
          "--top and --draws must be at least 1; found " + top + ", " + draws);
    }
    if (years < 0 || years > MOST_YEARS) {
      throw new JobtrailException.Usage("--years must be 0 to " + MOST_YEARS + ", found " + years);
    }
  }

  private CareerFile careers(PanelSchema schema) throws IOException {
    try {
      Optional<Integer> wanted =
          Optional.ofNullable(period).map(text -> AskedCareer.period(schema, text));
      if (file != null) {
        CareerFile read = CareerFile.read(file, schema, wanted);
        return years == 0 ? read : withHistory(read);
      }
      AskedCareer career =
          AskedCareer.of(
              schema,
              "asked",
              CareerWords.history(schema, Objects.requireNonNull(history)),
              CareerWords.covariates(covariates),
              wanted);
      return new CareerFile(List.of(career), List.of());
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage(String.valueOf(e.getMessage()), e);
    }
  }

  /// Nothing can be drawn onward from a career without a record: it is set aside.
  private CareerFile withHistory(CareerFile read) {
    List<String> aside = new ArrayList<>(read.aside());
    List<AskedCareer> careers = new ArrayList<>();
    for (AskedCareer career : read.careers()) {
      if (career.records() > 0) {
        careers.add(career);
      } else {
        aside.add(
            file
                + ": person "
                + career.asked().id()
                + " is set aside: has no history for --years to draw onward from");
      }
    }
    return new CareerFile(careers, aside);
  }

  /// The periods ahead and the mean distribution in each.
  private record Ahead(int first, Future future) {}

  private Ahead ahead(NextOccupationModel read, AskedCareer career) {
    if (career.records() == 0) {
      throw new JobtrailException.Usage(
          "--years: without a history there is nothing to draw onward from");
    }
    int[] periods = new int[years];
    Arrays.setAll(periods, k -> career.period() + k);
    return new Ahead(career.period(), Future.draw(read, career.past(), periods, draws, seed));
  }

  static String title(Outcome outcome) {
    return outcome.title().equals(outcome.code())
        ? outcome.code()
        : outcome.code() + " " + outcome.title();
  }

  private void print(PrintWriter out, PanelSchema schema, Outlook outlook, Optional<Ahead> ahead) {
    AskedCareer career = outlook.career();
    // A career on the command line has no name that its writer would know.
    String who = file == null ? "What" : career.asked().id() + ": what";
    out.println(who + " may come in " + AskedCareer.period(schema, career.period()) + ":");
    boolean alike = outlook.next().stream().anyMatch(n -> n.alike().isPresent());
    TextTable table =
        alike
            ? TextTable.of(
                "", "probability", "outcome", "went there after the last record", "the last two")
            : TextTable.of("", "probability", "outcome");
    int rank = 0;
    for (Outlook.Next next : outlook.next()) {
      rank++;
      String probability = String.format(Locale.ROOT, "%.4f", next.probability());
      if (next.alike().isPresent()) {
        SimilarPeople.Alike a = next.alike().get();
        table.row(
            rank,
            probability,
            title(next.outcome()),
            a.lastWent() + " of " + a.last(),
            a.lastTwo() < 0 ? "-" : a.lastTwoWent() + " of " + a.lastTwo());
      } else {
        table.row(rank, probability, title(next.outcome()));
      }
    }
    table.print(out);
    out.println(rationale(schema, outlook));
    if (ahead.isPresent()) {
      out.println("Probabilities ahead, means over " + draws + " careers drawn onward:");
      FutureTable.print(out, schema, ahead.get().first(), ahead.get().future().averages(), top);
    }
    out.println();
  }

  private static String rationale(PanelSchema schema, Outlook outlook) {
    Rationale why = outlook.rationale();
    String top = title(schema.outcomes().get(why.top()));
    if (why.steps().isEmpty()) {
      return "The covariates alone lead to " + top + (top.endsWith(".") ? "" : ".");
    }
    List<String> steps = new ArrayList<>();
    for (Rationale.Step step : why.steps()) {
      steps.add(
          String.format(
              Locale.ROOT,
              "%s %s (%.3f)",
              AskedCareer.period(schema, outlook.career().asked().period(step.record())),
              title(schema.outcomes().get(outlook.career().asked().outcome(step.record()))),
              step.probability()));
    }
    return String.format(
        Locale.ROOT,
        "%d of %d records lead to %s by themselves: %s; none of them: %.3f, all: %.3f.",
        steps.size(),
        outlook.career().records(),
        top,
        String.join(", then ", steps),
        why.none(),
        why.whole());
  }

  /// Outcomes of a distribution, the most probable first.
  private List<Integer> leading(double[] distribution) {
    Integer[] order = new Integer[distribution.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble((Integer k) -> -distribution[k]));
    return Arrays.asList(order).subList(0, Math.min(top, order.length));
  }

  private void json(ObjectNode node, PanelSchema schema, Outlook outlook, Optional<Ahead> ahead) {
    AskedCareer career = outlook.career();
    node.put("person", career.asked().id());
    node.put("period", AskedCareer.period(schema, career.period()));
    ArrayNode predictions = node.putArray("predictions");
    int rank = 0;
    for (Outlook.Next next : outlook.next()) {
      ObjectNode one = predictions.addObject();
      one.put("rank", ++rank);
      one.put("code", next.outcome().code());
      one.put("title", next.outcome().title());
      one.put("probability", next.probability());
      if (next.alike().isPresent()) {
        SimilarPeople.Alike a = next.alike().get();
        one.put("people_same_last", a.last());
        one.put("people_same_last_went", a.lastWent());
        if (a.lastTwo() >= 0) {
          one.put("people_same_last_two", a.lastTwo());
          one.put("people_same_last_two_went", a.lastTwoWent());
        }
      }
    }
    Rationale why = outlook.rationale();
    ObjectNode rationale = node.putObject("rationale");
    rationale.put("code", schema.outcomes().get(why.top()).code());
    rationale.put("probability_without_records", why.none());
    rationale.put("probability_with_all", why.whole());
    ArrayNode steps = rationale.putArray("records");
    for (Rationale.Step step : why.steps()) {
      ObjectNode one = steps.addObject();
      one.put("period", AskedCareer.period(schema, career.asked().period(step.record())));
      one.put("code", schema.outcomes().get(career.asked().outcome(step.record())).code());
      one.put("probability", step.probability());
    }
    if (ahead.isPresent()) {
      ArrayNode future = node.putArray("future");
      double[][] averages = ahead.get().future().averages();
      for (int k = 0; k < averages.length; k++) {
        ObjectNode one = future.addObject();
        one.put("period", AskedCareer.period(schema, ahead.get().first() + k));
        ArrayNode outcomes = one.putArray("outcomes");
        for (int outcome : leading(averages[k])) {
          ObjectNode o = outcomes.addObject();
          o.put("code", schema.outcomes().get(outcome).code());
          o.put("title", schema.outcomes().get(outcome).title());
          o.put("probability", averages[k][outcome]);
        }
      }
    }
  }
}
