package org.jobtrail.predict.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Represents;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Worded;

/// A language model that nobody trained on careers, with what it is shown before each of them.
///
/// Its folder is a language model's with `preamble`, the text that is shown, and `prompted`, the
/// settings, in `config.json`. The examples among it are careers of people of train: whoever has
/// the folder can read them.
public final class PromptedModel implements ScoresTitles, Represents, Worded {
  /// Keys of `config.json`.
  private static final String MODEL = "model";

  private static final String PROMPTED = "prompted";

  private final PromptedTrainer settings;
  private final LanguageModel shown;

  /// @param shown reads texts that begin with the preamble
  PromptedModel(PromptedTrainer settings, LanguageModel shown) {
    this.settings = settings;
    this.shown = shown;
  }

  /// What {@link #saved} saved.
  ///
  /// @throws IllegalArgumentException as for {@link LanguageModel#load}
  static PromptedModel load(SavedModel saved, PanelSchema schema, Device device) {
    return new PromptedModel(
        Settings.of(saved.config().path(PROMPTED), PromptedTrainer.class),
        LanguageModel.load(saved, schema, device));
  }

  @Override
  public String name() {
    return PromptedTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return shown.schema();
  }

  /// The model as it reads.
  LanguageModel shown() {
    return shown;
  }

  @Override
  public CareerText wording() {
    return shown.wording();
  }

  @Override
  public Scored scored(List<PanelPerson> people) {
    return shown.scored(people);
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    return shown.lastLogProbabilities(people);
  }

  @Override
  public List<double[][]> representations(List<PanelPerson> people) {
    return shown.representations(people);
  }

  /// Those of the model; none was fitted here.
  @Override
  public long parameters() {
    return shown.parameters();
  }

  @Override
  public SavedModel saved() {
    SavedModel saved = shown.saved();
    ObjectNode config = saved.config();
    config.put(MODEL, PromptedTrainer.NAME);
    config.set(PROMPTED, Settings.json(settings));
    return new SavedModel(config, saved.tensors(), saved.texts());
  }
}
