package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The titles that most people have, over ESCO: their unit groups by ISCO-08's definitions.
@Tag("real-data")
class EverydayTitlesTest {
  private static final String TITLES =
      """
          Registered Nurse; en; 2221
          Nurse; en; 2221
          RN; en; 2221
          Staff Nurse; en; 2221
          Teacher; en; 2341|2330|2320
          Elementary School Teacher; en; 2341
          High School Teacher; en; 2330
          Server; en; 5131
          Waitress; en; 5131
          Bartender; en; 5132
          Cashier; en; 5230
          Barista; en; 5132|5131
          Cook; en; 5120
          Line Cook; en; 5120
          Dishwasher; en; 9412
          Information Technology Specialist; en; 3512
          IT Specialist; en; 3512
          Software Engineer; en; 2512
          Web Developer; en; 2513
          Accountant; en; 2411|3313
          Controller; en; 2411
          Bookkeeper; en; 3313
          Director of Finance; en; 1211
          Finance Manager; en; 1211
          HR Manager; en; 1212
          Human Resources Manager; en; 1212
          Sales Manager; en; 1221
          Marketing Manager; en; 1221
          Store Manager; en; 1420
          Truck Driver; en; 8332
          Security Guard; en; 5414
          Receptionist; en; 4226
          Administrative Assistant; en; 4110|3343
          Office Manager; en; 3341
          Executive Assistant; en; 3343
          Customer Service Representative; en; 4222
          Electrician; en; 7411
          Plumber; en; 7126
          Lawyer; en; 2611
          Chief Executive Officer; en; 1120
          Janitor; en; 9112|5153
          Verpleegkundige; nl; 2221
          Bediende; nl; 4110
          Administratief medewerker; nl; 4110|3343
          Leerkracht; nl; 2341|2330|2320
          Onderwijzer; nl; 2341
          Kassamedewerker; nl; 5230
          Vrachtwagenchauffeur; nl; 8332
          Boekhouder; nl; 3313|2411
          Magazijnier; nl; 4321|9333
          Poetsvrouw; nl; 9111
          Kok; nl; 5120
          Ober; nl; 5131
          Verkoper; nl; 5223|5222
          Elektricien; nl; 7411
          Onthaalmedewerker; nl; 4226
          Huisarts; nl; 2211
          Advocaat; nl; 2611
          Secretaresse; nl; 4120
          Infirmière; fr; 2221
          Institutrice; fr; 2341
          Employé de bureau; fr; 4110
          Serveur; fr; 5131
          Caissière; fr; 5230
          Comptable; fr; 2411|3313
          Vendeuse; fr; 5223
          Femme de ménage; fr; 9111
          Cuisinier; fr; 5120
          Chauffeur routier; fr; 8332
          Avocat; fr; 2611
          Magasinier; fr; 4321|9333
          Secrétaire; fr; 4120
          Développeur web; fr; 2513
          Médecin généraliste; fr; 2211
          Directeur financier; fr; 1211
          Maçon; fr; 7112
      """;

  private static LexicalNormaliser normaliser = LexicalNormaliser.of(Taxonomy.starter());

  @BeforeAll
  static void index() {
    normaliser = LexicalNormaliser.of(RealTitles.esco());
  }

  private static Coding code(String title, String language) {
    return normaliser.code(List.of(TitleQuery.of(title, new Language(language))), 5).getFirst();
  }

  @Test
  void haveTheRightUnitGroupFirst() {
    List<String> wrong = new ArrayList<>();
    for (String line : TITLES.strip().split("\n")) {
      String[] cells = line.strip().split("; ");
      Coding coding = code(cells[0], cells[1]);
      String group = coding.best().map(c -> c.occupation().iscoGroup()).orElse("none");
      if (!List.of(cells[2].split("\\|")).contains(group)) {
        wrong.add(line.strip() + " but " + coding.candidates().subList(0, 1));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Supervisor,en",
    "Manager,en",
    "Assistant,en",
    "Volunteer,en",
    "Intern,en",
    "Owner,en",
    "Member,en",
    "Associate,en",
    "Specialist,en",
    "Technician,en",
    "Medewerker,nl",
    "Stagiair,nl",
    "Vrijwilliger,nl",
    "Stagiaire,fr",
    "Responsable,fr",
  })
  void areUnknownWhenTheySayOnlyARank(String title, String language) {
    Coding coding = code(title, language);
    assertThat(coding.outcome())
        .as("%s: %s", title, coding.candidates())
        .isEqualTo(Coding.Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Registered Nurse", "Teacher", "Supervisor", "zzzz", "Director"})
  void haveScoresThatAreTheSumOfTheirReasons(String title) {
    for (Candidate candidate : code(title, "en").candidates()) {
      double sum = candidate.reasons().stream().mapToDouble(Candidate.Reason::amount).sum();
      assertThat(candidate.score()).isCloseTo(sum, within(1e-9)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void sayWhichStarterTitleNamedTheGroup() {
    assertThat(code("Registered Nurse", "en").candidates().getFirst().reasons())
        .anySatisfy(
            reason ->
                assertThat(reason.what())
                    .isEqualTo("starter title \"registered nurse\" (en) names unit group 2221"));
  }
}
