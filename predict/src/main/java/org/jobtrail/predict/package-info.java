/// What people become next: models of P(outcome | history, covariates) and how they are trained.
///
/// In: a {@link org.jobtrail.panel.Panel}. Out: a {@link org.jobtrail.predict.NextOccupationModel},
/// kept as `config.json` and `model.safetensors`. Read that interface first, then {@link
/// org.jobtrail.predict.NextOccupationTrainer}; every kind of model is one package below. How good
/// a model is stands in `org.jobtrail.evaluate`, which no model knows.
@NullMarked
package org.jobtrail.predict;

import org.jspecify.annotations.NullMarked;
