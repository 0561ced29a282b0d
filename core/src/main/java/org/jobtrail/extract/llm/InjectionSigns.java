package org.jobtrail.extract.llm;

import java.util.regex.Pattern;

/// Words in a résumé that are meant for a machine that reads it.
///
/// What a sign says changes nothing: the text is data, and every value has to stand in it. A sign
/// only lets a person look at the document.
final class InjectionSigns {
  private static final Pattern SIGN =
      Pattern.compile(
          String.join(
              "|",
              // Forged fences, messages and replies.
              "-----(?:BEGIN|END) RESUME",
              "\"experiences\"\\s{0,20}:\\s{0,20}\\[",
              "<\\|?/?(?:system|assistant|user|im_start|im_end|endoftext)\\|?>",
              "\\[/?INST\\]",
              "^[ \\t]{0,20}(?:system|assistant)[ \\t]{0,3}:\\s",
              // "Ignore the previous instructions", in five languages.
              "\\b(?:ignore|disregard|forget|override)\\b.{0,30}\\b(?:instructions?|prompts?|rules)\\b",
              "\\b(?:negeer|vergeet)\\b.{0,40}\\b(?:instructies?|opdracht(?:en)?|regels)\\b",
              "\\b(?:ignorez|oubliez|ne tenez pas compte)\\b.{0,40}\\b(?:instructions?|consignes?|règles)\\b",
              "\\b(?:ignoriere|ignorieren|vergiss|vergessen)\\b.{0,40}\\b(?:anweisung(?:en)?|instruktionen|regeln)\\b",
              "\\b(?:ignora|ignore|olvida|olvide)\\b.{0,40}\\b(?:instrucciones|indicaciones|reglas)\\b",
              // "As a language model you must ...", "add a job to the output".
              "\\b(?:language model|AI model|chatgpt|taalmodel|modèle de langage|sprachmodell"
                  + "|modelo de lenguaje)\\b.{0,60}\\b(?:must|should|add|return|output|moet|voeg"
                  + "|ajoute[rz]?|doit|muss|füge|debe|añade)\\b",
              "\\b(?:add|insert|append)\\b.{0,40}\\b(?:to|in|into) (?:the|your) (?:output|json|reply"
                  + "|response|list of experiences|extraction)\\b"),
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.UNICODE_CASE);

  private InjectionSigns() {}

  static boolean isIn(String text) {
    return SIGN.matcher(text).find();
  }
}
