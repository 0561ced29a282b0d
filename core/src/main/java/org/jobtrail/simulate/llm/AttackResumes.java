package org.jobtrail.simulate.llm;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.ToldResume;

/// Makes attacks out of simulated résumés: three of each, the kinds by turns.
///
/// Plain text also stands in for Markdown, odt and rtf, which `simulate` doesn't write. The same
/// population and seed give the same bytes.
public final class AttackResumes {
  private static final String COMMAND = "dev attacks";
  private static final int OF_EACH = 3;
  private static final List<String> OF_TEXT = List.of("txt", "md", "odt", "rtf");
  private static final List<Order> HIDDEN_ORDERS =
      List.of(
          Order.ADD_EN,
          Order.ADD_NL,
          Order.ADD_FR,
          Order.ADD_DE,
          Order.ADD_ES,
          Order.JSON,
          Order.DROP_EN,
          Order.SECTION,
          Order.DROP_NL,
          Order.DROP_FR,
          Order.BACKWARDS);

  /// How a document of one format is attacked.
  private sealed interface Way {
    record Unseen(Hiding hiding) implements Way {}

    record Seen(Planting planting) implements Way {}
  }

  private final long seed;
  private final Map<String, List<Way>> ways = new HashMap<>();
  private final Map<String, Integer> turns = new HashMap<>();

  private AttackResumes(long seed) {
    this.seed = seed;
    for (Hiding hiding : Hiding.all()) {
      ways.computeIfAbsent(hiding.format(), _ -> new ArrayList<>()).add(new Way.Unseen(hiding));
    }
    ways.forEach(
        (format, list) ->
            Stream.of(Planting.values())
                .filter(p -> p.fits(format))
                .forEach(p -> list.add(new Way.Seen(p))));
  }

  /// @param population a folder that `simulate` wrote, with documents
  /// @return three for each document, in the order of the documents
  public static List<Attack> of(Path population, long seed) throws IOException {
    AttackResumes maker = new AttackResumes(seed);
    List<ToldResume> told = ToldResume.read(population.resolve("truth").resolve(ToldResume.FILE));
    List<Attack> attacks = new ArrayList<>();
    int texts = 0;
    for (ToldResume document : told) {
      Path file = population.resolve("documents/" + document.id() + '.' + document.format());
      byte[] bytes = Files.readAllBytes(file);
      String format = document.format();
      if (format.equals("txt")) {
        format = OF_TEXT.get(texts++ % OF_TEXT.size());
        bytes = TextEdits.converted(bytes, format);
      }
      byte[] source =
          format.equals("odt") || format.equals("rtf") ? Files.readAllBytes(file) : bytes;
      for (int i = 0; i < OF_EACH; i++) {
        attacks.add(maker.attack(attacks.size(), document, told, format, bytes, source));
      }
    }
    return attacks;
  }

  /// @param source what the attacked document is made from: the clean one or, where that is made
  ///     from plain text, the text
  private Attack attack(
      int number,
      ToldResume document,
      List<ToldResume> others,
      String format,
      byte[] clean,
      byte[] source)
      throws IOException {
    SplittableRandom random =
        new SplittableRandom((seed * 0x9E3779B97F4A7C15L + number) * 0xD1342543DE82EF95L);
    List<Way> known = ways.getOrDefault(format, List.of());
    int turn = turns.merge(format, 1, Integer::sum) - 1;
    Payload payload =
        Payload.made(new Inventor(new FoldedText(""), document, others, random.split()));
    String id = "attack-%04d".formatted(number);
    return switch (known.get(turn % known.size())) {
      case Way.Unseen(Hiding hiding) -> {
        Order order = HIDDEN_ORDERS.get((turn + turn / known.size()) % HIDDEN_ORDERS.size());
        byte[] attacked = hiding.edit().apply(source, order.say(payload), random);
        yield new Attack(
            id,
            document.id(),
            format,
            hiding.kind(),
            true,
            hiding.reason(),
            word(order),
            payload,
            clean,
            attacked);
      }
      case Way.Seen(Planting planting) ->
          new Attack(
              id,
              document.id(),
              format,
              planting.kind(),
              false,
              "",
              word(planting.order()),
              payload,
              clean,
              planting.apply(clean, format, document, payload));
    };
  }

  private static String word(Order order) {
    return order.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// How many of which kinds were written.
  public record Summary(int attacks, int hidden, int kinds) {}

  /// Writes `population/`, which `simulate` would write, `clean/`, `attacked/` and
  /// `attacks.jsonl`: file `clean/X` attacked is `attacked/X`.
  ///
  /// @param out new or empty
  public static Summary write(Path out, int people, long seed) throws IOException {
    try (FreshFolder folder = FreshFolder.open(out, false, COMMAND)) {
      Path population = folder.path().resolve("population");
      new Simulation(people, seed).write(population);
      List<Attack> attacks = of(population, seed);
      Path clean = Files.createDirectories(folder.path().resolve("clean"));
      Path attacked = Files.createDirectories(folder.path().resolve("attacked"));
      try (BufferedWriter lines = Files.newBufferedWriter(folder.path().resolve("attacks.jsonl"))) {
        for (Attack attack : attacks) {
          Files.write(clean.resolve(attack.fileName()), attack.clean());
          Files.write(attacked.resolve(attack.fileName()), attack.attacked());
          lines.write(attack.json().toString());
          lines.write('\n');
        }
      }
      int hidden = (int) attacks.stream().filter(Attack::hidden).count();
      int kinds = (int) attacks.stream().map(a -> a.format() + a.kind()).distinct().count();
      folder.publish(manifest(people, seed, attacks.size(), hidden));
      return new Summary(attacks.size(), hidden, kinds);
    }
  }

  private static Manifest manifest(int people, long seed, int attacks, int hidden) {
    SortedMap<String, String> configuration = new TreeMap<>();
    configuration.put("people", String.valueOf(people));
    RowFates.Builder rows = RowFates.builder();
    rows.add("attacks", (long) attacks);
    rows.add("visibility.hidden", (long) hidden);
    rows.add("visibility.visible", (long) attacks - hidden);
    rows.sum("attacks", "visibility");
    return Manifest.of(
        COMMAND, configuration, seed, List.of(), new TreeMap<>(), rows.build(), List.of());
  }
}
