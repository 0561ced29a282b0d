package org.jobtrail.ingest;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/// Walks a page's drawing commands and gathers its glyphs, those a reader sees and those hidden.
final class PdfPage extends PDFGraphicsStreamEngine {
  /// Smaller text is no text for a reader; footnotes of 4 pt are.
  private static final float TINY_POINTS = 2f;
  /// WCAG contrast; light grey `#EEEEEE` on white has 1.16.
  private static final double LEAST_CONTRAST = 1.2;
  private static final int DEEPEST_FORM = 20;
  private static final int MOST_SHAPES = 5000;

  private record Shown(
      Glyph glyph, int turn, HiddenText.@Nullable Reason reason, int order, Paint ink) {}

  /// @param luminance relative, in `[0, 1]`; NaN when it can't be told (pattern, picture)
  private record Paint(double luminance) {
    static final Paint UNKNOWN = new Paint(Double.NaN);

    double contrast(Paint other) {
      double a = luminance + 0.05;
      double b = other.luminance + 0.05;
      return Double.isNaN(a) || Double.isNaN(b) ? 21 : Math.max(a, b) / Math.min(a, b);
    }
  }

  /// @param path null when the bounds are the shape
  private record Shape(
      double left,
      double top,
      double right,
      double bottom,
      @Nullable Path2D path,
      Paint paint,
      boolean opaque,
      int order) {
    boolean contains(double x, double y) {
      return x >= left
          && x < right
          && y >= top
          && y < bottom
          && (path == null || path.contains(x, y));
    }
  }

  private final PDDocument document;
  private final Deadline deadline;
  private final AffineTransform toView;
  private final Rectangle2D crop;
  private final GeneralPath path = new GeneralPath();
  private int clipRule = -1;
  private final List<Shown> glyphs = new ArrayList<>();
  private final List<List<Glyph>> visible =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final Map<HiddenText.Reason, List<Glyph>> unseen = new EnumMap<>(HiddenText.Reason.class);
  private final List<Shape> shapes = new ArrayList<>();
  private int order;
  private int unmapped;
  private int operators;
  private boolean hasImages;
  private int hiddenLayers;
  private final List<COSStream> forms = new ArrayList<>();
  private final List<Boolean> marked = new ArrayList<>();
  private @Nullable List<Path2D> clipPaths;
  private int clipCount = -1;
  private Rectangle2D clip;
  private @Nullable PDColor lastColor;
  private Paint lastPaint = Paint.UNKNOWN;

  private PdfPage(PDPage page, PDDocument document, Deadline deadline) {
    super(page);
    this.document = document;
    this.deadline = deadline;
    PDRectangle box = page.getCropBox();
    crop =
        new Rectangle2D.Double(
            box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
    clip = crop;
    int turns = Math.floorMod(page.getRotation() / 90, 4);
    toView = new AffineTransform();
    double w = box.getWidth();
    double h = box.getHeight();
    switch (turns) {
      case 1 -> toView.concatenate(new AffineTransform(0, 1, 1, 0, 0, 0));
      case 2 -> toView.concatenate(new AffineTransform(-1, 0, 0, 1, w, 0));
      case 3 -> toView.concatenate(new AffineTransform(0, -1, -1, 0, h, w));
      default -> toView.concatenate(new AffineTransform(1, 0, 0, -1, 0, h));
    }
    toView.translate(-box.getLowerLeftX(), -box.getLowerLeftY());
  }

  static PdfPage read(PDPage page, PDDocument document, Deadline deadline) throws IOException {
    PdfPage engine = new PdfPage(page, document, deadline);
    engine.processPage(page);
    for (PDAnnotation annotation : page.getAnnotations()) {
      // What was filled into a form, or typed over a page, a reader sees like the page itself.
      boolean shows =
          switch (String.valueOf(annotation.getSubtype())) {
            case "Widget", "FreeText", "Stamp" -> true;
            default -> false;
          };
      if (shows && !annotation.isHidden() && !annotation.isNoView()) {
        engine.showAnnotation(annotation);
      }
    }
    engine.judge();
    return engine;
  }

  boolean hasImages() {
    return hasImages;
  }

  /// Glyphs whose font doesn't say what they mean.
  int unmapped() {
    return unmapped;
  }

  /// Visible glyphs by direction of writing: 0 is horizontal, the others were turned to be so.
  List<List<Glyph>> visible() {
    return visible;
  }

  record Unseen(HiddenText.Reason reason, String text) {}

  List<Unseen> hidden() {
    List<Unseen> found = new ArrayList<>();
    unseen.forEach(
        (reason, list) ->
            found.add(new Unseen(reason, String.join(" ", PageLayout.lines(List.of(list))))));
    return found;
  }

  /// Sorts the glyphs into seen and unseen, now that everything around them is drawn.
  private void judge() {
    int judged = 0;
    for (Shown shown : glyphs) {
      if ((++judged & 0xFF) == 0) {
        deadline.check();
      }
      HiddenText.Reason reason = reason(shown);
      if (reason == null) {
        visible.get(shown.turn()).add(shown.glyph());
      } else {
        unseen.computeIfAbsent(reason, _ -> new ArrayList<>()).add(shown.glyph());
      }
    }
  }

  private HiddenText.@Nullable Reason reason(Shown shown) {
    if (shown.reason() != null) {
      return shown.reason();
    }
    Glyph g = shown.glyph();
    if (shown.turn() != 0) {
      return null;
    }
    double x = g.middle();
    double y = g.baseline() - g.size() * 0.3;
    Paint ground = WHITE;
    for (Shape shape : shapes) {
      if (!shape.contains(x, y)) {
        continue;
      }
      if (shape.order() > shown.order()) {
        return shape.opaque() ? HiddenText.Reason.COVERED : null;
      }
      ground = shape.opaque() ? shape.paint() : Paint.UNKNOWN;
    }
    return shown.ink().contrast(ground) < LEAST_CONTRAST ? HiddenText.Reason.WHITE : null;
  }

  private static final Paint WHITE = new Paint(1);

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if ((++operators & 0xFF) == 0) {
      deadline.check();
    }
    super.processOperator(operator, operands);
  }

  @Override
  public void showForm(PDFormXObject form) throws IOException {
    if (enter(form)) {
      super.showForm(form);
      forms.removeLast();
    }
  }

  @Override
  public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
    if (enter(form)) {
      super.showTransparencyGroup(form);
      forms.removeLast();
    }
  }

  /// False for a form that draws itself.
  private boolean enter(PDFormXObject form) {
    COSStream stream = form.getCOSObject();
    if (forms.size() >= DEEPEST_FORM || forms.stream().anyMatch(f -> f == stream)) {
      return false;
    }
    forms.add(stream);
    return true;
  }

  @Override
  protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
      throws IOException {
    order++;
    if ((order & 0xFF) == 0) {
      deadline.check();
    }
    String text = font.toUnicode(code);
    if (text == null) {
      if (!(font instanceof PDSimpleFont) || font instanceof PDType3Font) {
        unmapped++;
        return;
      }
      text = String.valueOf((char) code);
    }
    text = readable(text);
    float advance = displacement.getX();
    float dx = advance * matrix.getScaleX();
    float dy = advance * matrix.getShearY();
    double size = Math.hypot(matrix.getShearX(), matrix.getScaleY());
    if (font instanceof PDType3Font type3) {
      size *= 1000 * Math.abs(type3.getFontMatrix().getScaleY());
    }
    double x = matrix.getTranslateX();
    double y = matrix.getTranslateY();
    PDGraphicsState state = getGraphicsState();
    double[] points = {x, y, x + dx, y + dy};
    HiddenText.Reason reason = fixedReason(state, size, x + dx / 2, y + dy / 2 + size * 0.3);
    toView.transform(points, 0, points, 0, 2);
    double vx = points[2] - points[0];
    double vy = points[3] - points[1];
    if (vx == 0 && vy == 0) {
      double[] up = {matrix.getScaleX(), matrix.getShearY()};
      toView.deltaTransform(up, 0, up, 0, 1);
      vx = up[0];
      vy = up[1];
    }
    int turn = Math.abs(vx) >= Math.abs(vy) ? (vx >= 0 ? 0 : 2) : vy >= 0 ? 1 : 3;
    Glyph glyph =
        switch (turn) {
          case 0 -> glyph(text, points[0], points[2], points[1], size);
          case 1 -> glyph(text, points[1], points[3], -points[0], size);
          case 2 -> glyph(text, -points[0], -points[2], -points[1], size);
          default -> glyph(text, -points[1], -points[3], points[0], size);
        };
    glyphs.add(new Shown(glyph, turn, reason, order, ink(state)));
  }

  /// A hyphen that a font calls soft was drawn, so it is one; a control character shows as nothing.
  private static String readable(String text) {
    if (text.length() == 1) {
      char c = text.charAt(0);
      return c == 0xAD ? "-" : c < ' ' ? " " : text;
    }
    return text;
  }

  private static Glyph glyph(String text, double left, double right, double baseline, double size) {
    return new Glyph(text, (float) left, (float) right, (float) baseline, (float) size);
  }

  /// Why it can't be seen whatever is drawn around it; null when that decides.
  private HiddenText.@Nullable Reason fixedReason(
      PDGraphicsState state, double size, double x, double y) {
    if (hiddenLayers > 0) {
      return HiddenText.Reason.HIDDEN_MARKUP;
    }
    RenderingMode mode = state.getTextState().getRenderingMode();
    if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
      return HiddenText.Reason.INVISIBLE_MODE;
    }
    double alpha = mode.isFill() ? state.getNonStrokeAlphaConstant() : state.getAlphaConstant();
    if (alpha < 0.06) {
      return HiddenText.Reason.INVISIBLE_MODE;
    }
    if (size < TINY_POINTS) {
      return HiddenText.Reason.TINY;
    }
    return clipBounds(state).contains(x, y) ? null : HiddenText.Reason.OFF_PAGE;
  }

  private Rectangle2D clipBounds(PDGraphicsState state) {
    List<Path2D> paths = state.getCurrentClippingPaths();
    if (paths != clipPaths || paths.size() != clipCount) {
      clipPaths = paths;
      clipCount = paths.size();
      clip = crop;
      for (Path2D p : paths) {
        clip = clip.createIntersection(p.getBounds2D());
      }
    }
    return clip;
  }

  private Paint ink(PDGraphicsState state) {
    RenderingMode mode = state.getTextState().getRenderingMode();
    if (mode.isFill()) {
      Paint fill = paint(state.getNonStrokingColor());
      if (mode.isStroke() && fill.contrast(paint(state.getStrokingColor())) > LEAST_CONTRAST) {
        return Paint.UNKNOWN;
      }
      return fill;
    }
    return mode.isStroke() ? paint(state.getStrokingColor()) : Paint.UNKNOWN;
  }

  private Paint paint(PDColor color) {
    if (color != lastColor) {
      lastColor = color;
      lastPaint = luminance(color);
    }
    return lastPaint;
  }

  private static Paint luminance(PDColor color) {
    if (color.isPattern()) {
      return Paint.UNKNOWN;
    }
    try {
      float[] c = color.getComponents();
      float[] rgb =
          switch (String.valueOf(color.getColorSpace().getName())) {
            case "DeviceGray", "CalGray" -> new float[] {c[0], c[0], c[0]};
            case "DeviceRGB", "CalRGB" -> c;
            case "DeviceCMYK" -> ofCmyk(c);
            // A profile shifts colours a little; black stays black and white white.
            case "ICCBased" ->
                c.length == 1 ? new float[] {c[0], c[0], c[0]} : c.length == 3 ? c : ofCmyk(c);
            default -> color.getColorSpace().toRGB(c);
          };
      return new Paint(0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]));
    } catch (IOException | RuntimeException e) {
      return Paint.UNKNOWN;
    }
  }

  private static float[] ofCmyk(float[] c) {
    return new float[] {(1 - c[0]) * (1 - c[3]), (1 - c[1]) * (1 - c[3]), (1 - c[2]) * (1 - c[3])};
  }

  private static double linear(float v) {
    double c = Math.clamp(v, 0f, 1f);
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private void fill(int rule) {
    order++;
    PDGraphicsState state = getGraphicsState();
    Rectangle2D bounds = path.getBounds2D().createIntersection(clipBounds(state));
    if (bounds.getWidth() > 1 && bounds.getHeight() > 1 && hiddenLayers == 0) {
      path.setWindingRule(rule);
      double alpha = state.getNonStrokeAlphaConstant();
      if (alpha > 0.06) {
        boolean isPlain = alpha > 0.95 && state.getSoftMask() == null;
        Paint paint = paint(state.getNonStrokingColor());
        Path2D shape = isRectangle(path) ? null : new Path2D.Double(path, toView);
        add(bounds, shape, paint, isPlain && !Double.isNaN(paint.luminance()));
      }
    }
  }

  private void add(Rectangle2D bounds, @Nullable Path2D shape, Paint paint, boolean opaque) {
    if (shapes.size() < MOST_SHAPES) {
      Rectangle2D inView = toView.createTransformedShape(bounds).getBounds2D();
      shapes.add(
          new Shape(
              inView.getMinX(),
              inView.getMinY(),
              inView.getMaxX(),
              inView.getMaxY(),
              shape,
              paint,
              opaque,
              order));
    }
  }

  private static boolean isRectangle(GeneralPath path) {
    Rectangle2D b = path.getBounds2D();
    double e = 1e-3;
    return path.contains(
        b.getX() + b.getWidth() * e,
        b.getY() + b.getHeight() * e,
        b.getWidth() * (1 - 2 * e),
        b.getHeight() * (1 - 2 * e));
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    path.moveTo(p0.getX(), p0.getY());
    path.lineTo(p1.getX(), p1.getY());
    path.lineTo(p2.getX(), p2.getY());
    path.lineTo(p3.getX(), p3.getY());
    path.closePath();
  }

  @Override
  public void drawImage(PDImage image) {
    order++;
    hasImages = true;
    Matrix ctm = getGraphicsState().getCurrentTransformationMatrix();
    Rectangle2D bounds =
        ctm.createAffineTransform()
            .createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
            .getBounds2D();
    add(
        bounds.createIntersection(clipBounds(getGraphicsState())),
        null,
        Paint.UNKNOWN,
        isOpaque(image));
  }

  private boolean isOpaque(PDImage image) {
    COSDictionary d = image.getCOSObject();
    return !image.isStencil()
        && !d.containsKey(COSName.SMASK)
        && !d.containsKey(COSName.MASK)
        && !(d instanceof COSStream && d.getInt(COSName.SMASK_IN_DATA) > 0)
        && getGraphicsState().getNonStrokeAlphaConstant() > 0.95
        && getGraphicsState().getSoftMask() == null;
  }

  @Override
  public void clip(int windingRule) {
    clipRule = windingRule;
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x3, y3);
    } else {
      path.curveTo(x1, y1, x2, y2, x3, y3);
    }
  }

  @Override
  public @Nullable Point2D getCurrentPoint() {
    return path.getCurrentPoint();
  }

  @Override
  public void closePath() {
    if (path.getCurrentPoint() != null) {
      path.closePath();
    }
  }

  @Override
  public void endPath() {
    if (clipRule != -1) {
      path.setWindingRule(clipRule);
      getGraphicsState().intersectClippingPath(path);
      clipRule = -1;
    }
    path.reset();
  }

  @Override
  public void strokePath() {
    endPath();
  }

  @Override
  public void fillPath(int windingRule) {
    fill(windingRule);
    endPath();
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    fill(windingRule);
    endPath();
  }

  @Override
  public void shadingFill(COSName shadingName) {
    order++;
    add(clipBounds(getGraphicsState()), null, Paint.UNKNOWN, false);
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
    boolean off = COSName.OC.equals(tag) && properties != null && isOff(properties);
    marked.add(off);
    hiddenLayers += off ? 1 : 0;
  }

  @Override
  public void endMarkedContentSequence() {
    if (!marked.isEmpty() && marked.removeLast()) {
      hiddenLayers--;
    }
  }

  private boolean isOff(COSDictionary layer) {
    var layers = document.getDocumentCatalog().getOCProperties();
    if (layers == null) {
      return false;
    }
    COSDictionary config = layers.getCOSObject().getCOSDictionary(COSName.D);
    if (config == null
        || !(config.getDictionaryObject(COSName.OFF)
            instanceof org.apache.pdfbox.cos.COSArray off)) {
      return false;
    }
    for (int i = 0; i < off.size(); i++) {
      if (off.getObject(i) == layer) {
        return true;
      }
    }
    return false;
  }
}
