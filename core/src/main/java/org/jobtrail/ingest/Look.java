package org.jobtrail.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Colours, and how well one shows on another.
final class Look {
  /// WCAG contrast ratio below which text can't be read; light grey `#EEEEEE` on white has 1.16.
  static final double LEAST_CONTRAST = 1.2;
  static final double WHITE = 1;
  static final double BLACK = 0;

  private static final Pattern FUNCTION =
      Pattern.compile(
          "rgba?\\(\\s*([\\d.]+%?)[,\\s]+([\\d.]+%?)[,\\s]+([\\d.]+%?)(?:[,/\\s]+([\\d.]+%?))?\\s*\\)");
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("white", 0xFFFFFF),
          Map.entry("snow", 0xFFFAFA),
          Map.entry("ivory", 0xFFFFF0),
          Map.entry("ghostwhite", 0xF8F8FF),
          Map.entry("floralwhite", 0xFFFAF0),
          Map.entry("whitesmoke", 0xF5F5F5),
          Map.entry("azure", 0xF0FFFF),
          Map.entry("mintcream", 0xF5FFFA),
          Map.entry("black", 0x000000),
          Map.entry("gray", 0x808080),
          Map.entry("grey", 0x808080),
          Map.entry("silver", 0xC0C0C0),
          Map.entry("lightgray", 0xD3D3D3),
          Map.entry("lightgrey", 0xD3D3D3),
          Map.entry("darkgray", 0xA9A9A9),
          Map.entry("dimgray", 0x696969),
          Map.entry("red", 0xFF0000),
          Map.entry("darkred", 0x8B0000),
          Map.entry("maroon", 0x800000),
          Map.entry("green", 0x008000),
          Map.entry("darkgreen", 0x006400),
          Map.entry("lime", 0x00FF00),
          Map.entry("blue", 0x0000FF),
          Map.entry("navy", 0x000080),
          Map.entry("darkblue", 0x00008B),
          Map.entry("midnightblue", 0x191970),
          Map.entry("steelblue", 0x4682B4),
          Map.entry("royalblue", 0x4169E1),
          Map.entry("teal", 0x008080),
          Map.entry("orange", 0xFFA500),
          Map.entry("yellow", 0xFFFF00),
          Map.entry("purple", 0x800080),
          Map.entry("slategray", 0x708090),
          Map.entry("darkslategray", 0x2F4F4F));

  private Look() {}

  /// Relative luminance, in `[0, 1]`, of red, green and blue in `[0, 1]`. Source: WCAG 2.2.
  static double luminance(double red, double green, double blue) {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(double v) {
    double c = Math.clamp(v, 0, 1);
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /// Contrast ratio in `[1, 21]`; 21 when one of the two is not known (NaN).
  static double contrast(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return 21;
    }
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  static boolean isReadable(double ink, double ground) {
    return contrast(ink, ground) >= LEAST_CONTRAST;
  }

  /// A CSS colour's luminance; NaN when it is some other paint, null when it is none at all.
  static @Nullable Double ofCss(String css) {
    String value = css.strip().toLowerCase(Locale.ROOT);
    if (value.equals("transparent")) {
      return null;
    }
    if (value.startsWith("#")) {
      return ofHex(value.substring(1));
    }
    Matcher m = FUNCTION.matcher(value);
    if (m.find()) {
      if (m.group(4) != null && part(m.group(4), 1) < 0.06) {
        return null;
      }
      return luminance(part(m.group(1), 255), part(m.group(2), 255), part(m.group(3), 255));
    }
    Integer rgb = NAMES.get(value);
    return rgb == null ? Double.valueOf(Double.NaN) : Double.valueOf(ofRgb(rgb));
  }

  /// Luminance of `FFF`, `FFFFFF` or `FFFFFFFF` (the last pair is opacity); NaN for anything else.
  static @Nullable Double ofHex(String hex) {
    if (!hex.matches("[0-9a-fA-F]+")) {
      return Double.NaN;
    }
    return switch (hex.length()) {
      case 3, 4 -> {
        StringBuilder wide = new StringBuilder();
        hex.chars().forEach(c -> wide.append((char) c).append((char) c));
        yield ofHex(wide.toString());
      }
      case 6 -> ofRgb(Integer.parseInt(hex, 16));
      case 8 ->
          Integer.parseInt(hex.substring(6), 16) < 16
              ? null
              : Double.valueOf(ofRgb(Integer.parseInt(hex.substring(0, 6), 16)));
      default -> Double.NaN;
    };
  }

  static double ofRgb(int rgb) {
    return luminance((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
  }

  private static double part(String number, double whole) {
    return number.endsWith("%")
        ? Double.parseDouble(number.substring(0, number.length() - 1)) / 100
        : Double.parseDouble(number) / whole;
  }
}
