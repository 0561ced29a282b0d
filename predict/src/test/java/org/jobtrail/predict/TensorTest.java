package org.jobtrail.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TensorTest {
  @Test
  void givesCopies() {
    Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    tensor.floats()[0] = 9;
    assertThat(tensor.floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(tensor.doubles()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(tensor.shape()).containsExactly(2L, 3L);
  }

  @Test
  void refusesAShapeThatItsValuesDontFill() {
    assertThatThrownBy(() -> Tensor.of(new double[5], 2, 3))
        .hasMessage("5 values don't fill the shape [2, 3]");
  }
}
