package org.jobtrail.predict;

/// Where tensors live.
public enum Device {
  CPU,
  CUDA
}
