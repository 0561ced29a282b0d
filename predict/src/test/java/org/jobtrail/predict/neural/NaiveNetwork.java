package org.jobtrail.predict.neural;

import java.util.Arrays;
import java.util.SortedMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.Tensor;

/// All networks and heads once more, one person and one number at a time, in plain loops.
final class NaiveNetwork {
  private final NeuralTrainer trainer;
  private final Encoding encoding;
  private final SortedMap<String, Tensor> tensors;
  private final int d;

  NaiveNetwork(NeuralTrainer trainer, Encoding encoding, SortedMap<String, Tensor> tensors) {
    this.trainer = trainer;
    this.encoding = encoding;
    this.tensors = tensors;
    this.d = trainer.width();
  }

  double[][] probabilities(PanelPerson person) {
    double[][] h = states(person);
    double[][] p = new double[h.length][];
    for (int t = 0; t < h.length; t++) {
      p[t] = head(person, t, h[t]);
    }
    return p;
  }

  private double[][] states(PanelPerson person) {
    int n = person.size();
    double[][] jobs = new double[n][];
    double[][] covariates = new double[n][];
    for (int t = 0; t < n; t++) {
      jobs[t] = row("embed.outcome", t == 0 ? encoding.outcomes() : person.outcome(t - 1));
      covariates[t] = covariates(person, t);
    }
    return switch (trainer.network()) {
      case CAREER -> career(jobs, covariates);
      case BAG -> bag(jobs, covariates);
      case LSTM, GRU -> recurrent(jobs, covariates);
    };
  }

  private double[] covariates(PanelPerson person, int t) {
    double[] sum = row("embed.period", person.period(t) - encoding.firstPeriod());
    add(sum, row("embed.varying.education", person.varying(0, t)));
    add(sum, row("embed.fixed.sex", person.fixed(0)));
    if (trainer.informed()) {
      int tenure = 0;
      for (int s = t - 1; s >= 0 && person.outcome(s) == person.outcome(t - 1); s--) {
        tenure++;
      }
      add(sum, row("embed.tenure", Math.min(12, tenure)));
      int gap = t == 0 ? 0 : Math.min(6, person.period(t) - person.period(t - 1));
      add(sum, row("embed.gap", gap));
    }
    return sum;
  }

  private double[][] career(double[][] jobs, double[][] covariates) {
    int n = jobs.length;
    double[][] x = new double[n][d];
    for (int t = 0; t < n; t++) {
      for (int k = 0; k < d; k++) {
        int half = d / 2;
        double angle = (t + 1) / Math.pow(10_000, (k % half) / (double) Math.max(1, half - 1));
        double position = k < half ? Math.sin(angle) : Math.cos(angle);
        // The table of positions is in floats.
        x[t][k] = Math.sqrt(d) * jobs[t][k] + covariates[t][k] + (float) position;
      }
    }
    for (int l = 0; l < trainer.layers(); l++) {
      String layer = "layer.%02d.".formatted(l);
      double[][] qkv = new double[n][];
      for (int t = 0; t < n; t++) {
        qkv[t] = linear(layer + "qkv", norm(layer + "attention_norm", x[t]));
      }
      double[][] attended = new double[n][d];
      int size = d / trainer.heads();
      for (int head = 0; head < trainer.heads(); head++) {
        for (int t = 0; t < n; t++) {
          double[] weight = new double[t + 1];
          double sum = 0;
          for (int s = 0; s <= t; s++) {
            double dot = 0;
            for (int k = 0; k < size; k++) {
              dot += qkv[t][head * size + k] * qkv[s][d + head * size + k];
            }
            weight[s] = Math.exp(dot / Math.sqrt(size));
            sum += weight[s];
          }
          for (int s = 0; s <= t; s++) {
            for (int k = 0; k < size; k++) {
              attended[t][head * size + k] += weight[s] / sum * qkv[s][2 * d + head * size + k];
            }
          }
        }
      }
      for (int t = 0; t < n; t++) {
        add(x[t], linear(layer + "attention_out", attended[t]));
        double[] inner = linear(layer + "ffn_in", norm(layer + "ffn_norm", x[t]));
        for (int k = 0; k < inner.length; k++) {
          inner[k] *= normalCumulative(inner[k]);
        }
        add(x[t], linear(layer + "ffn_out", inner));
      }
    }
    for (int t = 0; t < n; t++) {
      x[t] = norm("norm", x[t]);
    }
    return x;
  }

  private double[][] bag(double[][] jobs, double[][] covariates) {
    double[][] h = new double[jobs.length][];
    for (int t = 0; t < h.length; t++) {
      double[] earlier = new double[d];
      double[] before = new double[d];
      for (int s = 0; s < t; s++) {
        for (int k = 0; k < d; k++) {
          earlier[k] += s == 0 ? 0 : jobs[s][k] / (t - 1);
          before[k] += covariates[s][k] / t;
        }
      }
      h[t] = jobs[t].clone();
      add(h[t], times("bag.last.weight", jobs[t]));
      add(h[t], times("bag.earlier.weight", earlier));
      add(h[t], times("bag.now.weight", covariates[t]));
      add(h[t], times("bag.before.weight", before));
      add(h[t], tensors.get("bag.bias").doubles());
    }
    return h;
  }

  private double[][] recurrent(double[][] jobs, double[][] covariates) {
    int n = jobs.length;
    double[][] x = new double[n][d];
    for (int t = 0; t < n; t++) {
      for (int k = 0; k < d; k++) {
        x[t][k] = Math.sqrt(d) * (jobs[t][k] + covariates[t][k]);
      }
    }
    boolean gru = trainer.network() == NeuralTrainer.Kind.GRU;
    for (int l = 0; l < trainer.layers(); l++) {
      String name = (gru ? "gru" : "lstm") + ".%02d.".formatted(l);
      double[] h = new double[d];
      double[] c = new double[d];
      for (int t = 0; t < n; t++) {
        double[] in = linear(name + "input", x[t]);
        double[] of = linear(name + "state", h);
        double[] next = new double[d];
        for (int k = 0; k < d; k++) {
          if (gru) {
            double r = sigmoid(in[k] + of[k]);
            double z = sigmoid(in[d + k] + of[d + k]);
            double m = Math.tanh(in[2 * d + k] + r * of[2 * d + k]);
            next[k] = (1 - z) * m + z * h[k];
          } else {
            double i = sigmoid(in[k] + of[k]);
            double f = sigmoid(in[d + k] + of[d + k]);
            double g = Math.tanh(in[2 * d + k] + of[2 * d + k]);
            double o = sigmoid(in[3 * d + k] + of[3 * d + k]);
            c[k] = f * c[k] + i * g;
            next[k] = o * Math.tanh(c[k]);
          }
        }
        h = next;
        double[] out = next.clone();
        if (l > 0) {
          add(out, x[t]);
        }
        x[t] = out;
      }
    }
    return x;
  }

  private double[] head(PanelPerson person, int t, double[] h) {
    int outcomes = encoding.outcomes();
    double[] z = times("head.weight", h);
    if (trainer.informed()) {
      double[] classes = linear("head.held", h);
      for (int v = 0; v < outcomes; v++) {
        int times = 0;
        int last = -1;
        for (int s = 0; s < t; s++) {
          if (person.outcome(s) == v) {
            times++;
            last = s;
          }
        }
        if (times > 0) {
          z[v] += classes[(Math.min(8, t - last) - 1) * 3 + Math.min(3, times) - 1];
        }
      }
    }
    boolean staged = trainer.head() == Head.Kind.TWO_STAGE && t > 0;
    int before = staged ? person.outcome(t - 1) : -1;
    double sum = 0;
    for (int v = 0; v < outcomes; v++) {
      sum += v == before ? 0 : Math.exp(z[v]);
    }
    double stay = staged ? sigmoid(z[outcomes]) : 0;
    double[] p = new double[outcomes];
    for (int v = 0; v < outcomes; v++) {
      p[v] = v == before ? stay : (1 - stay) * Math.exp(z[v]) / sum;
    }
    return p;
  }

  private double[] row(String name, int row) {
    return Arrays.copyOfRange(tensors.get(name).doubles(), row * d, (row + 1) * d);
  }

  private double[] linear(String name, double[] x) {
    double[] y = times(name + ".weight", x);
    add(y, tensors.get(name + ".bias").doubles());
    return y;
  }

  private double[] times(String name, double[] x) {
    double[] w = tensors.get(name).doubles();
    double[] y = new double[w.length / x.length];
    for (int i = 0; i < w.length; i++) {
      y[i / x.length] += w[i] * x[i % x.length];
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    double[] weight = tensors.get(name + ".weight").doubles();
    double[] bias = tensors.get(name + ".bias").doubles();
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] y = new double[d];
    for (int k = 0; k < d; k++) {
      y[k] = (x[k] - mean) / Math.sqrt(variance + 1e-5) * weight[k] + bias[k];
    }
    return y;
  }

  private static void add(double[] to, double[] more) {
    for (int k = 0; k < to.length; k++) {
      to[k] += more[k];
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /// Φ(x) by the trapezoidal rule.
  private static double normalCumulative(double x) {
    int steps = 20_000;
    double from = -12;
    double width = (x - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double at = from + i * width;
      sum += Math.exp(-at * at / 2) * (i == 0 || i == steps ? 0.5 : 1);
    }
    return sum * width / Math.sqrt(2 * Math.PI);
  }
}
