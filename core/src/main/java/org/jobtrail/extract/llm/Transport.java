package org.jobtrail.extract.llm;

/// What carries a request to a model: a server, or a file for a batch.
interface Transport {
  Answer chat(ChatRequest request) throws InterruptedException;
}
