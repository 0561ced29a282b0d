package org.jobtrail.simulate;

import static org.jobtrail.simulate.Block.bold;
import static org.jobtrail.simulate.Block.italic;
import static org.jobtrail.simulate.Block.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.simulate.Block.Beside;
import org.jobtrail.simulate.Block.Bullet;
import org.jobtrail.simulate.Block.Heading;
import org.jobtrail.simulate.Block.Label;
import org.jobtrail.simulate.Block.Space;
import org.jobtrail.simulate.Block.Split;
import org.jobtrail.simulate.Block.Table;

/// Lays one résumé's content out; a reader must never doubt which words are title, employer and
/// dates, for the gold holds them.
final class Layouter {
  private final Content content;
  private final Words words;
  private final Layout layout;
  private final SplittableRandom random;
  private final int variant;

  private Layouter(Content content, Layout layout, SplittableRandom random) {
    this.content = content;
    this.words = content.words();
    this.layout = layout;
    this.random = random;
    this.variant = random.nextInt(6);
  }

  static Sheet lay(Content content, Layout layout, SplittableRandom random) {
    return new Layouter(content, layout, random).sheet();
  }

  private Sheet sheet() {
    boolean twoColumns = layout == Layout.SIDEBAR;
    List<Block> side = new ArrayList<>();
    List<Block> main = new ArrayList<>();
    if (twoColumns) {
      section(side, "heading.contact", lines(content.contact().lines()));
      section(side, "heading.skills", bullets(content.skills()));
      section(side, "heading.languages", lines(content.languages()));
      section(side, "heading.hobbies", lines(content.hobbies()));
    }
    if (!content.profile().isEmpty()) {
      section(main, "heading.profile", List.of(plain(content.profile())));
    }
    if (layout == Layout.FUNCTIONAL) {
      List<String> duties =
          content.told().stream().flatMap(t -> t.duties().stream()).distinct().limit(6).toList();
      section(main, "heading.competences", bullets(duties.isEmpty() ? content.skills() : duties));
    }
    boolean educationFirst = random.nextInt(4) == 0;
    if (educationFirst) {
      section(main, "heading.education", education());
    }
    section(main, "heading.experience", experience());
    if (!educationFirst) {
      section(main, "heading.education", education());
    }
    if (!twoColumns) {
      section(main, "heading.skills", bullets(content.skills()));
      section(main, "heading.languages", lines(content.languages()));
    }
    section(main, "heading.certificates", lines(content.certificates()));
    if (!twoColumns) {
      section(main, "heading.hobbies", lines(content.hobbies()));
    }
    if (!content.references().isEmpty()) {
      section(main, "heading.references", List.of(plain(content.references())));
    }
    if (content.dateShown()) {
      String place = content.contact().address();
      main.add(new Space());
      main.add(
          plain(
              place.substring(place.lastIndexOf(", ") + 2)
                  + ", "
                  + content.date().getDayOfMonth()
                  + ' '
                  + words.all("month").get(content.date().getMonthValue() - 1)
                  + ' '
                  + content.date().getYear()));
    }
    return new Sheet(
        content.name(),
        words.language(),
        content.date(),
        random.nextInt(1 << 20),
        twoColumns ? List.of() : content.contact().lines(),
        side,
        main,
        content.trap(),
        content.told().stream().map(this::asWritten).toList());
  }

  /// A sentence about a job that goes on, and words such as "since", name no end.
  private ToldResume.Job asWritten(Told told) {
    Period period = told.period();
    boolean saysEnd =
        (layout == Layout.LABELLED && labelsBothEnds(told))
            ? !period.to().isEmpty()
            : told.job().end().isPresent()
                ? !period.to().isEmpty()
                : layout != Layout.SENTENCES && period.text().endsWith(period.to());
    return new ToldResume.Job(
        told.title(), told.employer(), told.place(), period.from(), saysEnd ? period.to() : null);
  }

  private boolean labelsBothEnds(Told told) {
    return variant % 3 == 0 || told.period().to().isEmpty();
  }

  private void section(List<Block> to, String heading, List<Block> blocks) {
    if (!blocks.isEmpty()) {
      to.add(new Heading(words.any(heading, random)));
      to.addAll(blocks);
    }
  }

  private List<Block> experience() {
    List<Block> blocks = new ArrayList<>();
    if (layout == Layout.TABLE) {
      return List.of(experienceTable());
    }
    List<Told> all = content.told();
    for (int i = 0; i < all.size(); i++) {
      if (i > 0 && layout != Layout.ONE_LINE) {
        blocks.add(new Space());
      }
      if (layout == Layout.EMPLOYER_FIRST) {
        int end = i + 1;
        while (end < all.size() && sameEmployer(all.get(i), all.get(end))) {
          end++;
        }
        employer(all.subList(i, end), blocks);
        i = end - 1;
      } else {
        entry(all.get(i), blocks);
      }
    }
    return blocks;
  }

  private static boolean sameEmployer(Told a, Told b) {
    return a.job().employer() == b.job().employer();
  }

  private void entry(Told told, List<Block> blocks) {
    String where = told.employer() + ", " + told.place();
    String when = told.period().text();
    switch (layout) {
      case TITLE_FIRST -> {
        blocks.add(new Split(bold(told.title()), when));
        blocks.add(
            variant % 2 == 0 ? italic(where) : plain(told.employer() + " - " + told.place()));
        blocks.addAll(bullets(told.duties()));
      }
      case DATE_COLUMN -> {
        List<Block> right = new ArrayList<>();
        right.add(bold(told.title()));
        right.add(plain(where));
        right.addAll(bullets(told.duties()));
        blocks.add(new Beside(when, right));
      }
      case ONE_LINE ->
          blocks.add(plain(when + (variant == 5 ? "  " : ": ") + told.title() + ", " + where));
      case SIDEBAR -> {
        blocks.add(bold(told.title()));
        blocks.add(plain(told.employer() + " | " + told.place() + " | " + when));
        blocks.addAll(bullets(told.duties()));
      }
      case FUNCTIONAL -> blocks.add(plain(told.title() + ", " + where + " (" + when + ')'));
      case LABELLED -> labelled(told, blocks);
      case DATE_LINE -> {
        blocks.add(variant % 2 == 0 ? plain(when) : italic(when));
        blocks.add(bold(told.title()));
        blocks.add(plain(where));
        blocks.addAll(bullets(told.duties()));
      }
      case SENTENCES -> blocks.add(plain(sentence(told)));
      case EMPLOYER_FIRST, TABLE -> throw new IllegalStateException("not entry by entry");
    }
  }

  private void employer(List<Told> posts, List<Block> blocks) {
    Told first = posts.getFirst();
    blocks.add(bold(first.employer() + ", " + first.place()));
    for (Told post : posts) {
      blocks.add(
          new Split(
              variant % 2 == 0 ? italic(post.title()) : plain(post.title()), post.period().text()));
      blocks.addAll(bullets(post.duties()));
    }
  }

  private void labelled(Told told, List<Block> blocks) {
    if (labelsBothEnds(told)) {
      blocks.add(new Label(words.one("label.from"), told.period().from()));
      if (!told.period().to().isEmpty()) {
        blocks.add(new Label(words.one("label.to"), told.period().to()));
      }
    } else {
      blocks.add(new Label(words.one("label.dates"), told.period().text()));
    }
    blocks.add(new Label(words.one("label.title"), told.title()));
    blocks.add(new Label(words.one("label.employer"), told.employer()));
    blocks.add(new Label(words.one("label.place"), told.place()));
    if (!told.duties().isEmpty()) {
      blocks.add(new Label(words.one("label.duties"), String.join("; ", told.duties())));
    }
  }

  private String sentence(Told told) {
    boolean ongoing = told.job().end().isEmpty();
    String form = words.one(ongoing ? "sentence.ongoing" : "sentence");
    return form.replace("{s}", told.period().from())
        .replace("{e}", told.period().to())
        .replace("{t}", told.title())
        .replace("{c}", told.employer())
        .replace("{p}", told.place());
  }

  private Table experienceTable() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words.any("column.period", random),
            words.any("column.title", random),
            words.any("column.employer", random),
            words.any("column.place", random)));
    for (Told told : content.told()) {
      rows.add(List.of(told.period().text(), told.title(), told.employer(), told.place()));
    }
    return new Table(rows);
  }

  private List<Block> education() {
    List<Block> blocks = new ArrayList<>();
    for (Content.Study study : content.studies()) {
      switch (layout) {
        case TITLE_FIRST -> {
          blocks.add(new Split(bold(study.programme()), study.period()));
          blocks.add(plain(study.school()));
        }
        case DATE_COLUMN ->
            blocks.add(
                new Beside(
                    study.period(), List.of(bold(study.programme()), plain(study.school()))));
        case EMPLOYER_FIRST -> {
          blocks.add(bold(study.school()));
          blocks.add(new Split(plain(study.programme()), study.period()));
        }
        case ONE_LINE ->
            blocks.add(
                plain(
                    study.period()
                        + (variant == 5 ? "  " : ": ")
                        + study.programme()
                        + ", "
                        + study.school()));
        case LABELLED -> {
          blocks.add(new Label(words.one("label.dates"), study.period()));
          blocks.add(new Label(words.one("label.programme"), study.programme()));
          blocks.add(new Label(words.one("label.school"), study.school()));
        }
        case DATE_LINE -> {
          blocks.add(plain(study.period()));
          blocks.add(bold(study.programme()));
          blocks.add(plain(study.school()));
        }
        case SIDEBAR, FUNCTIONAL, TABLE, SENTENCES ->
            blocks.add(
                plain(study.programme() + ", " + study.school() + " (" + study.period() + ')'));
      }
    }
    return blocks;
  }

  private static List<Block> lines(List<String> texts) {
    return texts.stream().<Block>map(Block::plain).toList();
  }

  private static List<Block> bullets(List<String> texts) {
    return texts.stream().<Block>map(Bullet::new).toList();
  }
}
