package org.jobtrail.extract.llm;

import java.net.URI;
import org.jobtrail.provenance.JobtrailException;

/// Refusals that concern every call, in words that say what to do.
final class Refusals {
  private Refusals() {}

  /// Whether no request of this run can ever pass.
  static boolean concernAll(int status) {
    return status == 401 || status == 402 || status == 403 || status == 404 || status == 405;
  }

  static JobtrailException of(URI url, int status, String message) {
    String says = message.isEmpty() ? "" : " (\"" + message + "\")";
    return new JobtrailException.Usage(
        switch (status) {
          case 401, 403 ->
              url
                  + ": refuses the key with status "
                  + status
                  + says
                  + "; put the right one into JOBTRAIL_LLM_KEY or a file for --llm-key-file";
          case 402 -> url + ": asks for payment" + says + "; settle it, then run the same command";
          case 404, 405 ->
              url
                  + ": knows no such path or model, status "
                  + status
                  + says
                  + "; --llm-url usually ends in /v1, --llm-model must be one that it serves";
          default -> url + ": refuses with status " + status + says;
        });
  }
}
