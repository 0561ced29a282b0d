package org.jobtrail.ingest;

import com.rtfparserkit.parser.RtfListenerAdaptor;
import com.rtfparserkit.parser.RtfStreamSource;
import com.rtfparserkit.parser.standard.StandardRtfParser;
import com.rtfparserkit.rtf.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;

/// Reads Rich Text Format; the library tells the character sets apart, this class what is shown.
final class RtfReader extends RtfListenerAdaptor {
  private static final int DEEPEST = 1000;
  private static final Set<String> NOT_TEXT =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "objdata",
          "fldinst",
          "listtable",
          "listoverridetable",
          "revtbl",
          "rsidtbl",
          "generator",
          "themedata",
          "colorschememapping",
          "datastore",
          "latentstyles",
          "filetbl",
          "xmlnstbl",
          "nonshppict",
          "annotation",
          "atnid",
          "atnauthor",
          "bkmkstart",
          "bkmkend",
          "xe",
          "tc",
          "private",
          "objclass",
          "objname",
          "sp",
          "template",
          "background",
          "pgdsctbl",
          "mmathPr",
          "wgrffmtfilter",
          "docvar",
          "userprops",
          "operator",
          "deleted");
  private static final Set<String> MARGINS =
      Set.of("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf");

  private final Pages pages;
  private final Deadline deadline;
  private final Flow body = new Flow();
  private final Flow margins = new Flow();
  private final Deque<State> states = new ArrayDeque<>();
  private final List<Double> colours = new ArrayList<>();
  private final int[] colour = {-1, 0, 0};
  private State state = new State();
  private boolean hasImages;
  private int events;
  private int[] changed = new int[3];
  private int[] created = new int[3];

  /// What a group hands down to the groups in it.
  private static final class State {
    private String destination = "";
    private boolean hidden;
    private int ink;
    private int ground;
    private int halfPoints = 24;
    private boolean optional;

    State copy() {
      State s = new State();
      s.destination = destination;
      s.hidden = hidden;
      s.ink = ink;
      s.ground = ground;
      s.halfPoints = halfPoints;
      return s;
    }
  }

  private RtfReader(Pages pages, Deadline deadline) {
    this.pages = pages;
    this.deadline = deadline;
  }

  static Reading read(byte[] bytes, Limits limits, Deadline deadline) {
    Pages pages = new Pages(limits);
    RtfReader reader = new RtfReader(pages, deadline);
    boolean broken = false;
    try {
      new StandardRtfParser().parse(new RtfStreamSource(new ByteArrayInputStream(bytes)), reader);
    } catch (IOException | RuntimeException e) {
      if (e instanceof Unfit unfit) {
        throw unfit;
      }
      broken = true;
    }
    if (broken || !reader.states.isEmpty()) {
      throw new Unfit(
          Reason.BROKEN, "not a whole RTF file; open it in a word processor and save it again");
    }
    Flow all = new Flow();
    all.verbatim(reader.margins.toString());
    all.block();
    all.verbatim(reader.body.toString());
    pages.show(Mojibake.mend(all.toString()));
    CareerDate date = date(reader.changed);
    if (date instanceof CareerDate.Unknown) {
      date = date(reader.created);
    }
    return new Reading("rtf", pages.visible(), pages.hidden(), date, reader.hasImages);
  }

  private static CareerDate date(int[] parts) {
    return parts[0] == 0
        ? CareerDate.unknown()
        : DocumentDates.of("%04d-%02d-%02d".formatted(parts[0], parts[1], parts[2]));
  }

  @Override
  public void processGroupStart() {
    if ((++events & 0xFF) == 0) {
      deadline.check();
    }
    states.push(state);
    if (states.size() > DEEPEST) {
      throw new Unfit(Reason.BROKEN, "groups nested too deeply to be read; save it again");
    }
    state = state.copy();
  }

  @Override
  public void processGroupEnd() {
    if (!states.isEmpty()) {
      state = states.pop();
    }
  }

  @Override
  public void processString(String text) {
    switch (state.destination) {
      case "" -> show(body, text);
      case "margin" -> show(margins, text);
      case "colortbl" -> {
        for (int i = 0; i < text.length(); i++) {
          if (text.charAt(i) == ';') {
            colours.add(
                colour[0] < 0
                    ? Double.NaN
                    : Look.luminance(colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0));
            colour[0] = -1;
            colour[1] = 0;
            colour[2] = 0;
          }
        }
      }
      default -> {}
    }
  }

  private void show(Flow flow, String text) {
    Double ink = state.ink > 0 && state.ink < colours.size() ? colours.get(state.ink) : null;
    Double ground =
        state.ground > 0 && state.ground < colours.size() ? colours.get(state.ground) : null;
    RunStyle style = new RunStyle(state.hidden, ink, ground, state.halfPoints / 2.0);
    HiddenText.Reason reason = style.reason();
    if (reason == null) {
      flow.text(text);
    } else {
      pages.hide(reason, text);
    }
  }

  @Override
  public void processCommand(
      Command command, int parameter, boolean hasParameter, boolean optional) {
    if ((++events & 0xFF) == 0) {
      deadline.check();
    }
    String name = command.getCommandName();
    if (name.equals("*") || name.equals("optionalcommand")) {
      state.optional = true;
      return;
    }
    if (name.equals("pict") || name.equals("shppict")) {
      hasImages = true;
    }
    if (NOT_TEXT.contains(name) && !(name.equals("deleted") && hasParameter && parameter == 0)) {
      state.destination = name;
      return;
    }
    if (MARGINS.contains(name)) {
      state.destination = "margin";
      margins.block();
      return;
    }
    boolean wasOptional = state.optional || optional;
    state.optional = false;
    Flow flow = state.destination.equals("margin") ? margins : body;
    switch (name) {
      case "shpinst",
          "shppict",
          "shptxt",
          "footnote",
          "fldrslt",
          "result",
          "do",
          "dptxbxtext",
          "listtext",
          "pntext",
          "nesttableprops",
          "pn",
          "shprslt" -> {
        switch (name) {
          case "shptxt", "dptxbxtext", "footnote" -> {
            state.destination = "";
            flow.block();
          }
          case "nesttableprops", "pn", "shprslt" -> state.destination = "skip";
          default -> {}
        }
        return;
      }
      case "creatim" -> state.destination = "creatim";
      case "revtim" -> state.destination = "revtim";
      case "yr" -> dates()[0] = parameter;
      case "mo" -> dates()[1] = parameter;
      case "dy" -> dates()[2] = parameter;
      case "red" -> colour[0] = parameter;
      case "green" -> {
        colour[0] = Math.max(0, colour[0]);
        colour[1] = parameter;
      }
      case "blue" -> {
        colour[0] = Math.max(0, colour[0]);
        colour[2] = parameter;
      }
      default -> {
        if (wasOptional
            && command.getCommandType() == com.rtfparserkit.rtf.CommandType.Destination) {
          state.destination = "skip";
        } else if (state.destination.isEmpty() || state.destination.equals("margin")) {
          format(name, parameter, hasParameter, flow);
        }
      }
    }
  }

  private int[] dates() {
    return switch (state.destination) {
      case "creatim" -> created;
      case "revtim" -> changed;
      default -> new int[3];
    };
  }

  private void format(String name, int parameter, boolean hasParameter, Flow flow) {
    switch (name) {
      case "par", "sect", "page", "row", "nestrow" -> flow.block();
      case "line", "softline" -> flow.block();
      case "tab", "cell", "nestcell" -> flow.tab();
      case "v" -> state.hidden = !hasParameter || parameter != 0;
      case "cf" -> state.ink = parameter;
      case "cb", "chcbpat", "highlight" -> state.ground = parameter;
      case "fs" -> state.halfPoints = hasParameter ? parameter : 24;
      case "plain" -> {
        state.hidden = false;
        state.ink = 0;
        state.ground = 0;
        state.halfPoints = 24;
      }
      case "emdash" -> show(flow, "—");
      case "endash" -> show(flow, "–");
      case "bullet" -> show(flow, "•");
      case "lquote" -> show(flow, "‘");
      case "rquote" -> show(flow, "’");
      case "ldblquote" -> show(flow, "“");
      case "rdblquote" -> show(flow, "”");
      case "emspace", "enspace", "qmspace" -> show(flow, " ");
      case "~" -> show(flow, " ");
      case "_" -> show(flow, "-");
      default -> {}
    }
  }
}
