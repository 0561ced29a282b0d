package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.simulate.ToldResume;
import org.jobtrail.simulate.llm.Fault.Kind;
import org.jobtrail.simulate.llm.Invention.Field;
import org.jspecify.annotations.Nullable;

/// What a scripted model replies: a function of scenario, request and how often it was asked.
///
/// Each fault is drawn on its own from a hash of the seed, its word and the messages, those of
/// the wire also from how often these messages were asked. So a changed rate of one fault leaves
/// the draws of the others, and what a reply says depends on nothing but the messages.
final class Script {
  private static final List<String> REFUSALS =
      List.of(
          "I'm sorry, but I can't help with that.",
          "I cannot process documents that contain personal information.",
          "As an AI language model I am not able to read this file.");

  private final Scenario scenario;
  private final TruthIndex index;

  Script(Scenario scenario) {
    this.scenario = scenario;
    this.index = new TruthIndex(scenario.documents());
  }

  /// @param ask how often these messages were asked, this time included
  Reply reply(ChatRequest request, int ask) {
    FoldedText text = new FoldedText(request.text());
    Optional<TruthIndex.Match> match = index.find(text);
    ToldResume document = match.map(TruthIndex.Match::document).orElse(null);
    String id = document == null ? null : document.id();
    List<Fault> faults = new ArrayList<>();
    if (id != null && scenario.poison().contains(id)) {
      return new Reply(id, List.of(Fault.RESET_BEFORE), List.of(), new Reply.Silence());
    }
    boolean mayFail = ask <= scenario.mostFailures();
    for (Fault fault : Fault.values()) {
      if (fault.kind() == Kind.FAILURE && mayFail && drawn(fault, request, ask)) {
        Reply.@Nullable Sending sending = failure(fault);
        if (sending != null) {
          return new Reply(id, List.of(fault), List.of(), sending);
        }
        faults.add(fault);
        break;
      }
    }
    if (faults.isEmpty() && drawn(Fault.DRIP, request, ask)) {
      faults.add(Fault.DRIP);
    }
    Reply.Delivery delivery =
        faults.isEmpty()
            ? Reply.Delivery.WHOLE
            : switch (faults.getFirst()) {
              case DRIP -> Reply.Delivery.DRIP;
              case CLOSED_DURING -> Reply.Delivery.CLOSED_HALFWAY;
              default -> Reply.Delivery.RESET_HALFWAY;
            };
    List<Invention> inventions = new ArrayList<>();
    Answer answer = match.map(TruthIndex.Match::answer).orElse(Answer.NOTHING);
    if (scenario.behaviour() == Scenario.Behaviour.GULLIBLE) {
      answer = Order.obeyed(answer, text);
    }
    Answer said = withWrongValues(answer, document, text, request, faults, inventions);
    ObjectNode json = said.json();
    breakSchema(json, request, faults);
    Reply.Completion completion = shaped(json.toString(), delivery, request, faults);
    String content = completion.content() == null ? "" : completion.content();
    inventions.removeIf(invention -> !content.contains(invention.value()));
    return new Reply(id, faults, inventions, completion);
  }

  /// Null for a failure halfway through the reply.
  private Reply.@Nullable Sending failure(Fault fault) {
    int seconds = scenario.retryAfterSeconds();
    return switch (fault) {
      case TOO_MANY ->
          new Reply.Failure(429, "rate_limit_error", "Rate limit reached for requests", seconds);
      case UNAVAILABLE ->
          new Reply.Failure(503, "server_error", "The server is overloaded or not ready yet.", -1);
      case SERVER_ERROR ->
          new Reply.Failure(500, "server_error", "The server had an error processing it.", -1);
      case ERROR_BODY -> new Reply.Failure(200, "server_error", "The engine is not available.", -1);
      case RESET_BEFORE -> new Reply.Silence();
      default -> null;
    };
  }

  private Answer withWrongValues(
      Answer answer,
      @Nullable ToldResume document,
      FoldedText text,
      ChatRequest request,
      List<Fault> faults,
      List<Invention> inventions) {
    List<ToldResume.Job> jobs = new ArrayList<>(answer.experiences());
    for (Fault fault : Fault.values()) {
      if (fault.kind() != Kind.VALUE || !drawn(fault, request, 0)) {
        continue;
      }
      SplittableRandom random = random(fault.word() + " how", request, 0);
      Inventor inventor = new Inventor(text, document, scenario.documents(), random);
      int before = inventions.size();
      switch (fault) {
        case INVENTED_JOB -> {
          String like = jobs.isEmpty() ? null : jobs.getFirst().start();
          List<String> period = inventor.period(like);
          ToldResume.Job job =
              new ToldResume.Job(
                  inventor.title(null),
                  inventor.employer(),
                  null,
                  period.getFirst(),
                  period.getLast());
          jobs.add(random.nextInt(jobs.size() + 1), job);
          record(inventions, Field.TITLE, job.title());
          record(inventions, Field.EMPLOYER, job.employer());
          record(inventions, Field.START, job.start());
          record(inventions, Field.END, job.end());
        }
        case INVENTED_TITLE -> {
          if (!jobs.isEmpty()) {
            int at = random.nextInt(jobs.size());
            ToldResume.Job job = jobs.get(at);
            String title = inventor.title(job.title());
            jobs.set(
                at, new ToldResume.Job(title, job.employer(), job.place(), job.start(), job.end()));
            record(inventions, Field.TITLE, title);
          }
        }
        case WRONG_DATE -> wrongDate(jobs, inventor, random, inventions);
        case SWAPPED_MONTHS -> swapMonths(jobs, inventor, random, inventions);
        default -> throw new IllegalStateException(fault + " changes no value");
      }
      if (inventions.size() > before) {
        faults.add(fault);
      }
    }
    return new Answer(jobs, answer.education());
  }

  private static void record(List<Invention> inventions, Field field, @Nullable String value) {
    if (value != null) {
      inventions.add(new Invention(field, value));
    }
  }

  private static void wrongDate(
      List<ToldResume.Job> jobs,
      Inventor inventor,
      SplittableRandom random,
      List<Invention> inventions) {
    if (jobs.isEmpty()) {
      return;
    }
    int at = random.nextInt(jobs.size());
    ToldResume.Job job = jobs.get(at);
    if (random.nextBoolean()) {
      String start = inventor.date(job.start());
      jobs.set(at, new ToldResume.Job(job.title(), job.employer(), job.place(), start, job.end()));
      record(inventions, Field.START, start);
    } else {
      String end = inventor.date(job.end());
      jobs.set(at, new ToldResume.Job(job.title(), job.employer(), job.place(), job.start(), end));
      record(inventions, Field.END, end);
    }
  }

  private static void swapMonths(
      List<ToldResume.Job> jobs,
      Inventor inventor,
      SplittableRandom random,
      List<Invention> inventions) {
    int from = jobs.isEmpty() ? 0 : random.nextInt(jobs.size());
    for (int i = 0; i < jobs.size(); i++) {
      int at = (from + i) % jobs.size();
      ToldResume.Job job = jobs.get(at);
      String[] dates = inventor.swapped(job);
      if (dates != null) {
        jobs.set(
            at, new ToldResume.Job(job.title(), job.employer(), job.place(), dates[0], dates[1]));
        record(inventions, Field.START, dates[0]);
        record(inventions, Field.END, dates[1]);
        return;
      }
    }
  }

  private void breakSchema(ObjectNode json, ChatRequest request, List<Fault> faults) {
    for (Fault fault : Fault.values()) {
      if (fault.kind() != Kind.SCHEMA || !drawn(fault, request, 0)) {
        continue;
      }
      faults.add(fault);
      SplittableRandom random = random(fault.word() + " how", request, 0);
      ArrayNode jobs = json.withArray("experiences");
      boolean atTop = jobs.isEmpty() || random.nextInt(4) == 0;
      ObjectNode at = atTop ? json : (ObjectNode) jobs.get(random.nextInt(jobs.size()));
      switch (fault) {
        case MISSING_KEY -> {
          List<String> keys = at.propertyStream().map(e -> e.getKey()).toList();
          // Not the list of jobs: the faults after this one want a place to set in.
          at.remove(atTop ? "education" : keys.get(random.nextInt(keys.size())));
        }
        case WRONG_TYPE -> {
          if (atTop) {
            json.putObject("education").put("programme", "none");
          } else if (random.nextBoolean()) {
            at.put("start", 2014);
          } else {
            at.putArray("title").add(at.path("title").asText());
          }
        }
        case EXTRA_KEY -> at.put(random.nextBoolean() ? "confidence" : "notes", "high");
        default -> throw new IllegalStateException(fault + " breaks no schema");
      }
    }
  }

  /// A reply longer than the request allows ends early, as a model's does.
  private Reply.Completion shaped(
      String whole, Reply.Delivery delivery, ChatRequest request, List<Fault> faults) {
    Fault shape = null;
    // The last one drawn wins: nothing is left to cut off an empty reply.
    for (Fault fault : Fault.values()) {
      if (fault.kind() == Kind.SHAPE && drawn(fault, request, 0)) {
        shape = fault;
      }
    }
    if (shape == null) {
      boolean tooLong = ChatRequest.tokens(whole.length()) > request.maxTokens();
      String content = tooLong ? whole.substring(0, 4 * Math.max(0, request.maxTokens())) : whole;
      return new Reply.Completion(content, null, tooLong, delivery);
    }
    faults.add(shape);
    SplittableRandom random = random(shape.word() + " how", request, 0);
    return switch (shape) {
      case MALFORMED -> new Reply.Completion(malformed(whole, random), null, false, delivery);
      case CUT_OFF -> {
        int length = random.nextInt(whole.length() / 4, whole.length() - 1);
        yield new Reply.Completion(whole.substring(0, length), null, true, delivery);
      }
      case DUPLICATE_REPLY -> new Reply.Completion(whole + '\n' + whole, null, false, delivery);
      case REFUSAL -> {
        String words = REFUSALS.get(random.nextInt(REFUSALS.size()));
        yield random.nextBoolean()
            ? new Reply.Completion(words, null, false, delivery)
            : new Reply.Completion(null, words, false, delivery);
      }
      case EMPTY -> new Reply.Completion("", null, false, delivery);
      default -> throw new IllegalStateException(shape + " has no shape");
    };
  }

  private static String malformed(String whole, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> whole.substring(0, whole.length() - 1) + ",}";
      case 1 -> whole.replace('"', '\'');
      case 2 -> whole.replaceFirst(":", " =");
      default -> whole.substring(0, whole.length() - 1);
    };
  }

  private boolean drawn(Fault fault, ChatRequest request, int ask) {
    double rate = scenario.rate(fault);
    return rate > 0
        && random(fault.word(), request, fault.isTransport() ? ask : 0).nextDouble() < rate;
  }

  private SplittableRandom random(String use, ChatRequest request, int ask) {
    String key = scenario.seed() + " " + use + ' ' + ask + ' ' + request.hash();
    return new SplittableRandom(new BigInteger(Sha256.of(key), 16).longValue());
  }
}
