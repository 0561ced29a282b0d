package org.jobtrail.simulate;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// Decides what a person's résumé says: words, slips, omissions, and sections that hold no job.
final class Author {
  private final Words words;
  private final Titles titles;
  private final Employers employers;

  Author(Words words, Titles titles) {
    this.words = words;
    this.titles = titles;
    this.employers = new Employers(words);
  }

  Content write(Career career, SplittableRandom random, Layout layout) {
    Person person = career.person();
    LocalDate date =
        LocalDate.of(person.lastYear() + 1, random.nextInt(1, 5), random.nextInt(1, 29));
    String first = words.any(person.sex() == Sex.FEMALE ? "first.female" : "first.male", random);
    String family = words.any("family", random);
    List<Told> told = told(career, layout, random);
    List<String> duties = words.all("skill." + career.jobs().getLast().group().charAt(0));
    return new Content(
        words,
        first + ' ' + family,
        contact(person, first, family, random),
        random.nextInt(3) == 0 ? "" : words.any("profile", random),
        told,
        studies(person, random),
        duties.subList(0, Math.min(duties.size(), random.nextInt(2, 5))),
        words.some("language.line", random.nextInt(2, 4), random),
        random.nextInt(2) == 0 ? List.of() : dated("certificate", person, random),
        random.nextInt(2) == 0 ? List.of() : dated("hobby", person, random),
        random.nextInt(3) == 0 ? words.any("reference", random) : "",
        random.nextInt(12) == 0 ? trap(random) : List.of(),
        date,
        random.nextInt(4) == 0);
  }

  private List<Told> told(Career career, Layout layout, SplittableRandom random) {
    DateStyle style = Draws.weighted(Arrays.asList(DateStyle.values()), DateStyle::weight, random);
    Period.Form form =
        Period.Form.draw(
            layout == Layout.SENTENCES && !style.wordy() ? DateStyle.MONTH_WORD : style,
            words,
            random);
    boolean capitals = random.nextInt(14) == 0;
    int mostDuties = random.nextInt(5);
    List<Told> told = new ArrayList<>();
    for (Job job : career.jobs()) {
      String title = titles.slipped(titles.title(job), random);
      Employers.Employer employer = employers.of(job, career.person().region());
      // A sentence about a job that is over names its end.
      boolean silent =
          random.nextInt(70) == 0 && job.end().isPresent() && layout != Layout.SENTENCES;
      int n = mostDuties == 0 ? 0 : random.nextInt(mostDuties + 1);
      List<String> duties = words.some("duty." + job.group().charAt(0), n, random);
      told.add(
          new Told(
              job,
              capitals ? title.toUpperCase(Locale.ROOT) : title,
              employer.name(),
              employer.place(),
              form.write(job.first(), job.end(), silent),
              duties.stream()
                  .map(d -> random.nextInt(20) == 0 ? Titles.misspelled(d, random) : d)
                  .toList()));
    }
    // The latest first, as most people write; some begin at the beginning.
    return random.nextInt(7) == 0 ? told : told.reversed();
  }

  private Content.Contact contact(
      Person person, String first, String family, SplittableRandom random) {
    String street =
        words.any("street", random).replace("{n}", String.valueOf(random.nextInt(1, 190)));
    String address = street + ", " + words.any("city." + person.region().word(), random);
    String phone =
        words
            .any("phone", random)
            .replace("{d3}", String.format(Locale.ROOT, "%03d", random.nextInt(1000)))
            .replace("{d2}", String.format(Locale.ROOT, "%02d", random.nextInt(100)))
            .replace("{d2}", String.format(Locale.ROOT, "%02d", random.nextInt(100)))
            .replace("{d1}", String.valueOf(random.nextInt(10)));
    String birthDate =
        random.nextInt(3) == 0
            ? "%02d/%02d/%d"
                .formatted(random.nextInt(1, 29), random.nextInt(1, 13), person.birthYear())
            : "";
    return new Content.Contact(
        address,
        phone,
        plain(first) + '.' + plain(family) + "@example.org",
        words.one("contact.birth"),
        birthDate);
  }

  private List<Content.Study> studies(Person person, SplittableRandom random) {
    int level = Profile.level(person.education());
    List<Content.Study> studies = new ArrayList<>();
    int to = person.entryYear() - random.nextInt(2);
    for (int l = level; l >= 0 && studies.size() < 2; l = l > 1 ? 1 : l - 1) {
      int years = l == 4 ? 4 : l == 3 ? 5 : l == 2 ? 3 : l == 1 ? 6 : 3;
      if (l == level || (l == 1 && random.nextInt(2) == 0)) {
        studies.add(
            new Content.Study(
                words.any("degree." + l, random),
                words.any("school." + l, random),
                random.nextInt(4) == 0 ? "" : String.valueOf(to - years),
                String.valueOf(to)));
      }
      to -= years;
    }
    return studies;
  }

  private List<String> dated(String key, Person person, SplittableRandom random) {
    return words.some(key, random.nextInt(1, 4), random).stream()
        .map(
            line ->
                line.replace(
                    "{y}",
                    String.valueOf(random.nextInt(person.entryYear(), person.lastYear() + 1))))
        .toList();
  }

  /// A job that only a machine would read.
  private List<String> trap(SplittableRandom random) {
    YearMonth start = YearMonth.of(random.nextInt(1990, 2010), random.nextInt(1, 13));
    Period period =
        Period.Form.draw(DateStyle.YEAR, words, random)
            .write(start, Optional.of(start.plusYears(4)), false);
    return List.of(
        words.one("heading.experience"),
        period.text() + ": Astronaut, Moonbase Ltd, " + words.any("city.capital", random));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(Locale.ROOT);
  }
}
