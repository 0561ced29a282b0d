package org.jobtrail.ingest;

import java.util.HashMap;
import java.util.Map;
import org.jobtrail.career.Language;

/// Tells English, Dutch, French, German and Spanish apart; {@link Language#UNDETERMINED} when too
/// little speaks for one of them, or more for a neighbour such as Portuguese or Danish.
///
/// Whole words count most: small words, months and the words of résumés, less the more languages
/// share them. Word endings and letter groups, such as `-ung` or `ij`, carry lists of titles.
/// Written from knowledge, not trained.
final class LanguageGuess {
  private static final Language[] LANGUAGES = {
    Language.ENGLISH, Language.DUTCH, Language.FRENCH, Language.GERMAN, Language.SPANISH
  };

  /// Classes beyond the five: they only take texts away from them.
  private static final int CLASSES = 9;
  private static final int MOST_WORDS = 700;
  private static final int LONGEST_WORD = 40;
  private static final double ENDING_WEIGHT = 0.45;
  private static final double GROUP_WEIGHT = 0.3;
  private static final double LEAST_SCORE = 1.6;
  private static final double LEAST_LEAD = 1.25;

  private static final Map<String, Integer> WORDS = new HashMap<>();
  private static final Map<String, Integer> ENDINGS = new HashMap<>();
  private static final Map<String, Integer> GROUPS = new HashMap<>();
  private static final Map<Character, Integer> LETTERS = new HashMap<>();

  static {
    english();
    dutch();
    french();
    german();
    spanish();
    neighbours();
  }

  private LanguageGuess() {}

  private static void english() {
    add(
        WORDS,
        0,
        "the of and to for with from at as was by an this that are be is or have has had were their"
            + " which all other on our we you your my his her its it not who will would can using"
            + " through within into in a i he she they these those but than also where when while"
            + " experience education skills work history summary present current job full time part"
            + " responsible managed manager years january february march may june july august october"
            + " december company university school languages references employment worked driver high"
            + " customer service team development training workers worker teacher nurse clerk engineer"
            + " operator sales officer assistant maker seller supervisor designer advisor");
    add(ENDINGS, 0, "ing ship ght ness ful less ould ies ked ned ted ers tions ment ity ology ist");
    add(GROUPS, 0, "th wh gh ck sh oo ea ow ough");
  }

  private static void dutch() {
    add(
        WORDS,
        1,
        "de het een en van voor met naar bij op aan uit door als is zijn werd heb ik mijn wij niet ook"
            + " tot om te dat die deze werk werkervaring ervaring opleiding opleidingen vaardigheden"
            + " in of ze zij hij er worden wordt heeft hebben had kan kunnen over onder tijdens tussen"
            + " heden januari februari maart mei juni juli augustus oktober december talen rijbewijs"
            + " verantwoordelijk medewerker bediende nederlands engels frans diploma hobby jaar sinds"
            + " beheer klanten werkzaamheden persoonlijke gegevens geboortedatum uitvoeren voor onze"
            + " leerkracht lerares leraar arbeider magazijnier verkoper verkoopster verpleegkundige"
            + " chauffeur poetshulp schoonmaker bewaker beheerder leider hoofd adviseur kok");
    add(
        ENDINGS,
        1,
        "ij ijk lijk heid ing ingen aar eur euse er ster baas man kundige tje je atie aties rij eel"
            + " loos isch ische schap erij en icus ici nde rs zaken");
    add(
        GROUPS,
        1,
        "ij aa ee oo uu sch cht ui oe ouw ieuw ijk lij eer aar oor eel aal aan een oon oek uit zw vl gd");
  }

  private static void french() {
    add(
        WORDS,
        2,
        "le la les de des du et en un une pour avec dans sur par au aux est sont à je mon nos ses qui"
            + " que ne pas plus chez depuis expérience expériences professionnelle professionnelles"
            + " ou ce cette ces il elle ils nous vous leur leurs son sa été être ainsi comme entre"
            + " formation formations compétences langues présent janvier février mars avril mai juin"
            + " juillet août septembre octobre novembre décembre responsable gestion diplôme français"
            + " anglais néerlandais permis conduite année ans l d jour actuel société entreprise loisirs"
            + " vendeur vendeuse employé employée ouvrier ouvrière infirmier infirmière conducteur"
            + " directeur chef agent aide technicien technicienne ingénieur enseignant");
    add(
        ENDINGS,
        2,
        "eur euse eurs euses ier ière iers tion tions ment ments aire aires age eau eaux ique iques"
            + " teur trice ien ienne ois oise ité és ée ées er ez ant ante iste");
    add(GROUPS, 2, "eau oi ou qu ai ell enn onn è ê ç œ î ô û");
  }

  private static void german() {
    add(
        WORDS,
        3,
        "der die das und in von zu mit für auf den dem des ein eine einer eines im ist bei als aus nach"
            + " an am zum zur ich wir nicht auch oder durch seit über bis berufserfahrung sie er es"
            + " werden wird wurde haben hat kann können sind um sich dass unter zwischen während"
            + " ausbildung kenntnisse heute januar februar märz mai juni juli oktober dezember sprachen"
            + " führerschein lebenslauf beruflicher werdegang schule deutsch englisch verantwortlich"
            + " mitarbeiter leiter jahre kunden sowie abschluss studium praktikum tätigkeit gmbh"
            + " verkäufer verkäuferin lehrer lehrerin fahrer kaufmann kauffrau krankenpfleger"
            + " ingenieur arbeiter angestellter leitung koch assistent berater");
    add(
        ENDINGS,
        3,
        "ung ungen keit heit lich isch ische er erin in innen schaft tum eur ant ik tik ei mann frau"
            + " kraft leiter techniker tion en");
    add(GROUPS, 3, "sch ch ei ie ä ö ü ß pf tz äu zw ck st");
  }

  private static void spanish() {
    add(
        WORDS,
        4,
        "el la los las de del y en un una para con por al es son que no se su sus mi como más desde"
            + " o lo le ha han ser está este esta estos entre sobre también muy donde cuando"
            + " hasta experiencia laboral profesional educación formación habilidades idiomas"
            + " actualidad presente enero febrero marzo abril mayo junio julio agosto septiembre"
            + " octubre noviembre diciembre responsable gestión español inglés título años empresa"
            + " atención cliente trabajo conocimientos universidad datos personales carné conducir"
            + " vendedor vendedora profesor profesora ingeniero técnico técnica operario encargado"
            + " jefe jefa auxiliar enfermero enfermera cocinero dependiente");
    add(
        ENDINGS,
        4,
        "ción ciones dor dora dores doras ero era eros ista ico ica icos icas ario aria ad ades miento"
            + " ando iendo ado ada ados adas ón or ora ía ías o os a as");
    add(GROUPS, 4, "ñ ción rr ll qu ue ie ía á í ó ú");
  }

  private static void neighbours() {
    add(
        WORDS,
        5,
        "o os as de da do dos das em um uma para com por não que e é ao aos à pela pelo mais sua seu"
            + " experiência formação empresa trabalho desde até janeiro fevereiro março abril maio junho"
            + " julho setembro outubro dezembro técnico operador diretor gestor trabalhador");
    add(ENDINGS, 5, "ção ções ões ão dor dora eiro eira agem dade ico ica or a o");
    add(GROUPS, 5, "ã õ ç nh lh");
    add(
        WORDS,
        6,
        "il lo la i gli le di del della dei delle e è un una per con presso che non nel nella da dal al"
            + " alla sono come più anche esperienza lavoro formazione azienda gennaio febbraio aprile"
            + " maggio giugno luglio settembre ottobre dicembre addetto responsabile tecnico operatore");
    add(ENDINGS, 6, "zione zioni tore trice ista ento enti aio iere ità ico ica are o i e a");
    add(GROUPS, 6, "gli zz cch gn à ù ò");
    add(
        WORDS,
        7,
        "och att som på av med för är en ett den det til og i jeg er et fra har ikke ved til om vid"
            + " eller inom samt hos arbeid arbejde arbete erfaring uddannelse utbildning januar maj"
            + " leder medarbejder lærer lärare tekniker ingeniør ingenjör ja on ei se oli työ");
    add(GROUPS, 7, "aa ii öö üü kk mm ts uu õ");
    add(ENDINGS, 7, "ja jat aja mine ne are ning else er ist ör ør man het en inen ija jä");
    add(GROUPS, 7, "å ø æ kk ää yö");
    add(
        WORDS,
        8,
        "w i na do od oraz z się jest dla po przez jako praca pracy doświadczenie a v se je pro ve"
            + " práce na od do za u su te iz že ir un ar és az egy vagy nem din pentru cu şi și la de"
            + " este sau prin munca");
    add(ENDINGS, 8, "ość nik arz owy owa ego ych ník ář ost ství nje ica tor or ui ul");
    add(GROUPS, 8, "ł ą ę ś ć ż ź č š ž ě ř ů ő ű ă ț ș ş ţ ā ē ī ū ļ ņ ķ ģ ė į ų đ sz cz ő");
  }

  private static void add(Map<String, Integer> map, int language, String words) {
    for (String word : words.split(" ")) {
      if (word.length() == 1 && map == GROUPS) {
        LETTERS.merge(word.charAt(0), 1 << language, (a, b) -> a | b);
      } else if (!word.isEmpty()) {
        map.merge(word, 1 << language, (a, b) -> a | b);
      }
    }
  }

  static Language of(String text) {
    double[] score = new double[CLASSES];
    int words = 0;
    int letters = 0;
    int foreign = 0;
    int length = text.length();
    char[] word = new char[LONGEST_WORD];
    for (int i = 0; i < length && words < MOST_WORDS; ) {
      if (!Character.isLetter(text.charAt(i))) {
        i++;
        continue;
      }
      int n = 0;
      int start = i;
      while (i < length && Character.isLetter(text.charAt(i))) {
        char c = text.charAt(i);
        if (c > 0x24F) {
          foreign++;
        }
        if (n < LONGEST_WORD) {
          word[n++] =
              c < 128 ? (char) (c >= 'A' && c <= 'Z' ? c + 32 : c) : Character.toLowerCase(c);
        }
        i++;
      }
      letters += i - start;
      words++;
      count(new String(word, 0, n), score);
      if (words % 64 == 0 && isClear(score)) {
        break;
      }
    }
    return foreign * 3 > letters ? Language.UNDETERMINED : decide(score);
  }

  private static void count(String word, double[] score) {
    Integer mask = WORDS.get(word);
    if (mask != null) {
      int shared = Integer.bitCount(mask);
      vote(mask, 1.0 / shared / shared, score);
      return;
    }
    int n = word.length();
    if (n < 4) {
      return;
    }
    for (int k = Math.min(8, n - 2); k >= 1; k--) {
      Integer ending = ENDINGS.get(word.substring(n - k));
      if (ending != null) {
        vote(ending, ENDING_WEIGHT * Math.min(1, k / 3.0) / Integer.bitCount(ending), score);
        break;
      }
    }
    for (int at = 0; at < n; at++) {
      Integer letter = LETTERS.get(word.charAt(at));
      if (letter != null) {
        vote(letter, 1.5 * GROUP_WEIGHT / Integer.bitCount(letter), score);
      }
      for (int k = 2; k <= 4 && at + k <= n; k++) {
        Integer group = GROUPS.get(word.substring(at, at + k));
        if (group != null) {
          vote(group, GROUP_WEIGHT / Integer.bitCount(group), score);
        }
      }
    }
  }

  private static void vote(int mask, double weight, double[] score) {
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      score[Integer.numberOfTrailingZeros(rest)] += weight;
    }
  }

  /// Whether reading on can hardly change the answer.
  private static boolean isClear(double[] score) {
    double best = 0;
    double second = 0;
    for (double s : score) {
      if (s > best) {
        second = best;
        best = s;
      } else {
        second = Math.max(second, s);
      }
    }
    return best > 12 && best > 2.2 * second;
  }

  private static Language decide(double[] score) {
    int best = 0;
    double second = 0;
    for (int k = 1; k < CLASSES; k++) {
      if (score[k] > score[best]) {
        second = score[best];
        best = k;
      } else {
        second = Math.max(second, score[k]);
      }
    }
    boolean sure = score[best] >= LEAST_SCORE && score[best] > LEAST_LEAD * second;
    return sure && best < LANGUAGES.length ? LANGUAGES[best] : Language.UNDETERMINED;
  }
}
