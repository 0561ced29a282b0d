package org.jobtrail.ingest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jobtrail.career.Language;

/// Tells English, Dutch, French, German and Spanish apart by the small words and the words of
/// résumés that only one of them uses; {@link Language#UNDETERMINED} when too little speaks.
final class LanguageGuess {
  private static final Language[] LANGUAGES = {
    Language.ENGLISH, Language.DUTCH, Language.FRENCH, Language.GERMAN, Language.SPANISH
  };
  private static final int MOST_WORDS = 600;
  private static final Map<String, Integer> WORDS = new HashMap<>();

  static {
    add(
        0,
        "the of and to for with from at as was by an this that are be is or have has had were their"
            + " which all other on our we you your my his her its it not who will would can using"
            + " through within into experience education skills work history summary present current"
            + " responsible managed manager years january february march may june july august october"
            + " december company university school languages references employment worked driver"
            + " customer service team development training");
    add(
        1,
        "de het een en van voor met naar bij op aan uit door als is zijn werd heb ik mijn wij niet ook"
            + " tot om te dat die deze werk werkervaring ervaring opleiding opleidingen vaardigheden"
            + " heden januari februari maart mei juni juli augustus oktober december talen rijbewijs"
            + " verantwoordelijk medewerker bediende nederlands engels frans diploma hobby's jaar sinds"
            + " beheer klanten werkzaamheden persoonlijke gegevens geboortedatum uitvoeren voor onze");
    add(
        2,
        "le la les de des du et en un une pour avec dans sur par au aux est sont à je mon nos ses qui"
            + " que ne pas plus chez depuis expérience expériences professionnelle professionnelles"
            + " formation formations compétences langues présent janvier février mars avril mai juin"
            + " juillet août septembre octobre novembre décembre responsable gestion diplôme français"
            + " anglais néerlandais permis conduite année ans l d jour actuel société entreprise loisirs");
    add(
        3,
        "der die das und in von zu mit für auf den dem des ein eine einer eines im ist bei als aus nach"
            + " an am zum zur ich wir nicht auch oder durch seit über bis berufserfahrung"
            + " ausbildung kenntnisse heute januar februar märz mai juni juli oktober dezember sprachen"
            + " führerschein lebenslauf beruflicher werdegang schule deutsch englisch verantwortlich"
            + " mitarbeiter leiter jahre kunden sowie abschluss studium praktikum tätigkeit gmbh");
    add(
        4,
        "el la los las de del y en un una para con por al es son que no se su sus mi como más desde"
            + " hasta experiencia laboral profesional educación formación habilidades idiomas"
            + " actualidad presente enero febrero marzo abril mayo junio julio agosto septiembre"
            + " octubre noviembre diciembre responsable gestión español inglés título años empresa"
            + " atención cliente trabajo conocimientos universidad datos personales carné conducir");
  }

  private LanguageGuess() {}

  /// Each word counts for every language that has it; shared words decide nothing.
  private static void add(int language, String words) {
    for (String word : words.split(" ")) {
      WORDS.merge(word, 1 << language, (a, b) -> a | b);
    }
  }

  static Language of(String text) {
    double[] score = new double[LANGUAGES.length];
    int words = 0;
    int length = text.length();
    for (int i = 0; i < length && words < MOST_WORDS; ) {
      if (!Character.isLetter(text.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      while (i < length && Character.isLetter(text.charAt(i))) {
        i++;
      }
      words++;
      if (i - start > 20) {
        continue;
      }
      Integer mask = WORDS.get(text.substring(start, i).toLowerCase(Locale.ROOT));
      if (mask != null) {
        double weight = 1.0 / Integer.bitCount(mask) / Integer.bitCount(mask);
        for (int k = 0; k < score.length; k++) {
          if ((mask >> k & 1) != 0) {
            score[k] += weight;
          }
        }
      }
    }
    int best = 0;
    double second = 0;
    for (int k = 1; k < score.length; k++) {
      if (score[k] > score[best]) {
        second = score[best];
        best = k;
      } else {
        second = Math.max(second, score[k]);
      }
    }
    return score[best] >= 2 && score[best] > 1.3 * second ? LANGUAGES[best] : Language.UNDETERMINED;
  }
}
