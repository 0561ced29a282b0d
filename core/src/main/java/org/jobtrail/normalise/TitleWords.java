package org.jobtrail.normalise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Small word lists of titles in English, Dutch, French, German and Spanish, folded.
final class TitleWords {
  /// Function words.
  static final Set<String> STOP =
      Set.of(
          ("s a an and at by for from in of on or the to with within "
                  + "de den der des du d l la le les un une et en au aux pour dans sur par chez "
                  + "van voor het een met bij op ten ter te tot uit aan "
                  + "und fur die das im von vom zu zum zur mit bei am auf "
                  + "el los las y del al con para por e di da do dos della delle dei")
              .split(" "));

  /// Words that say how, when or for how much, not what.
  static final Set<String> NOISE =
      Set.of(
          ("senior junior sr jr snr jnr medior midlevel experienced lead fulltime parttime temporary temp "
                  + "permanent freelance freelancer interim intern internship "
                  + "remote hybrid onsite seasonal casual urgent vacancy grade level "
                  + "ii iii iv vi vii i v "
                  + "voltijds deeltijds tijdelijk tijdelijke vast ervaren starter stagiair stagiaire zelfstandig "
                  + "vacature weekend jobstudent flexi flexijob uitzendkracht "
                  + "cdi cdd alternance apprenti interimaire independant experimente confirme debutant "
                  + "vollzeit teilzeit befristet unbefristet minijob werkstudent praktikant "
                  + "temporal becario practicas indefinido")
              .split(" "));

  /// Working times, which say nothing together though each word may alone.
  static final Pattern PHRASES =
      Pattern.compile(
          "\\b(?:full|part)[ -]time\\b|\\b(?:entry|mid)[ -]level\\b|\\btemps (?:plein|partiel)\\b"
              + "|\\bjornada (?:completa|parcial)\\b|\\bmedia jornada\\b");

  static final Map<String, List<String>> ABBREVIATIONS = new HashMap<>();

  static {
    String pairs =
        """
        mgr manager
        mgmt management
        mngr manager
        asst assistant
        assoc associate
        eng engineer
        engr engineer
        dev developer
        prog programmer
        sw software
        swe software engineer
        sde software engineer
        rn registered nurse
        lpn licensed practical nurse
        lvn licensed vocational nurse
        cna certified nursing assistant
        emt emergency medical technician
        np nurse practitioner
        cpa certified public accountant
        hr human resources
        hrm human resources
        rh ressources humaines
        rrhh recursos humanos
        qa quality assurance
        qc quality control
        pr public relations
        vp vice president
        svp vice president
        avp vice president
        ceo chief executive officer
        cfo chief financial officer
        cto chief technology officer
        coo chief operating officer
        cio chief information officer
        cmo chief marketing officer
        pdg president directeur general
        dga directeur general adjoint
        dir director
        drh directeur ressources humaines
        daf directeur administratif financier
        rep representative
        reps representative
        coord coordinator
        supv supervisor
        supvr supervisor
        spvsr supervisor
        spec specialist
        svc service
        svcs services
        serv service
        cust customer
        csr customer service representative
        mktg marketing
        mkt marketing
        mfg manufacturing
        maint maintenance
        acct account
        accts accounts
        acctg accounting
        ops operations
        admin administrative
        adm administratif
        tech technician
        techn technician
        lab laboratory
        exec executive
        pres president
        prof professor
        govt government
        dept department
        intl international
        natl national
        ref reference
        resp responsable
        ass assistant
        medew medewerker
        mdw medewerker
        verantw verantwoordelijke
        adj adjoint
        ing ingenieur
        ir ingenieur
        mech mechanical
        elec electrical
        dba database administrator
        gp general practitioner
        ux user experience
        bookkeep bookkeeper
        """;
    for (String line : pairs.strip().split("\n")) {
      int space = line.indexOf(' ');
      ABBREVIATIONS.put(line.substring(0, space), List.of(line.substring(space + 1).split(" ")));
    }
  }

  private TitleWords() {}

  /// Whether it is worth looking for {@link #PHRASES}.
  static boolean mayHavePhrase(String plain) {
    return plain.contains("time")
        || plain.contains("level")
        || plain.contains("temps")
        || plain.contains("jornada");
  }
}
