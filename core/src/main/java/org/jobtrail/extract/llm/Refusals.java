package org.jobtrail.extract.llm;

import java.net.URI;
import org.jobtrail.provenance.JobtrailException;

/// Refusals that concern every call, in words that say what to do.
final class Refusals {
  private Refusals() {}

  /// Whether no request of this run is likely to pass, whatever it says.
  static boolean concernAll(int status) {
    return status < 400
        || switch (status) {
          case 401, 402, 403, 404, 405, 407 -> true;
          default -> false;
        };
  }

  static JobtrailException of(URI url, int status) {
    return new JobtrailException.Usage(
        switch (status) {
          case 401, 403 ->
              url
                  + ": refuses the key with status "
                  + status
                  + "; put the right one into JOBTRAIL_LLM_KEY or a file for --llm-key-file";
          case 402 -> url + ": asks for payment; settle it, then run the same command again";
          case 404, 405 ->
              url
                  + ": knows no such path or model, status "
                  + status
                  + "; --llm-url usually ends in /v1, --llm-model must be one that it serves";
          case 301, 302, 303, 307, 308 ->
              url
                  + ": has moved, status "
                  + status
                  + "; give the new address to --llm-url, often https:// instead of http://";
          default ->
              url
                  + ": refuses a plain request with status "
                  + status
                  + "; the server's log says why, --llm-url and --llm-model are what it was asked by";
        });
  }
}
