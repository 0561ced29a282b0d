package org.jobtrail.provenance;

/// Where long work reports how far it is. The command line draws a bar; tests listen to nothing.
///
/// Called from one thread.
public interface Progress extends AutoCloseable {
  Progress NONE =
      new Progress() {
        @Override
        public void start(String task, long total) {}

        @Override
        public void step(long done) {}

        @Override
        public void close() {}
      };

  /// @param task what is being done, such as `documents`
  /// @param total how many steps, or -1 when not known
  void start(String task, long total);

  /// @param done steps done since the start of the task
  void step(long done);

  @Override
  void close();
}
