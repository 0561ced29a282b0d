package org.jobtrail.predict.libtorch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Where tensors live and what they are computed in.
public final class Context {
  private final Device device;
  private final ScalarType parameters;
  private final ScalarType products;

  public Context(org.jobtrail.predict.Device on, Precision precision, int threads) {
    Libtorch.start(on, threads);
    boolean cuda = on == org.jobtrail.predict.Device.CUDA;
    device = new Device(cuda ? DeviceType.CUDA : DeviceType.CPU);
    // A device is kept beyond the scope that happens to be open.
    device.retainReference();
    parameters = precision.parameters();
    products = precision.products(cuda);
  }

  public ScalarType parameters() {
    return parameters;
  }

  /// Zeros in the type of parameters.
  public Tensor zeros(long... shape) {
    return zeros(parameters, shape);
  }

  /// Zeros in the type of products.
  public Tensor productZeros(long... shape) {
    return zeros(products, shape);
  }

  private Tensor zeros(ScalarType type, long... shape) {
    return torch.zeros(shape, new TensorOptions(type).device(new DeviceOptional(device)));
  }

  public Tensor longs(long[] values, long... shape) {
    return moved(new LongPointer(values), ScalarType.Long, ScalarType.Long, shape);
  }

  public Tensor floats(float[] values, long... shape) {
    return moved(new FloatPointer(values), ScalarType.Float, parameters, shape);
  }

  public Tensor doubles(double[] values, long... shape) {
    return moved(new DoublePointer(values), ScalarType.Double, parameters, shape);
  }

  /// A tensor of its own: the pointer's memory goes with the pointer.
  private Tensor moved(Pointer values, ScalarType from, ScalarType to, long... shape) {
    Tensor shared = torch.from_blob(values, shape, new TensorOptions(from));
    return shared.clone().to(device, to);
  }

  /// `x Wᵀ + b` in the type of products.
  public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    return torch.linear(x.to(products), weight.to(products), new TensorOptional(bias.to(products)));
  }

  /// `x Wᵀ` in the type of products.
  public Tensor linear(Tensor x, Tensor weight) {
    return torch.linear(x.to(products), weight.to(products));
  }

  /// `x Wᵀ + b` in the type of parameters. A product that begins from its bias takes a tenth longer
  /// than one that doesn't, so the bias comes after it.
  public Tensor exactLinear(Tensor x, Tensor weight, Tensor bias) {
    return exact(linear(x, weight)).add_(bias);
  }

  /// In the type of products, on the device.
  public Tensor product(Tensor x) {
    return x.to(device, products);
  }

  /// On the device, in its own type.
  public Tensor here(Tensor x) {
    return x.to(device, x.scalar_type());
  }

  /// As people call it: `bfloat16`.
  public String products() {
    return products.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Back to the type of parameters.
  public Tensor exact(Tensor x) {
    return x.to(parameters);
  }
}
