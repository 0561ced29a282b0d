/// Next occupations from a language model that a server runs: it is sent a career with each title
/// behind it, and gives the log-probabilities of the text's tokens.
///
/// In: a panel's people, whose documents `predict.text` writes. Out: {@link
/// org.jobtrail.predict.language.server.ServerModel}, a model of what comes next like any other.
/// Read {@link org.jobtrail.predict.language.server.ServerTrainer} first. Not here: models on this
/// machine, which score all titles in one pass and are in the package above.
@NullMarked
package org.jobtrail.predict.language.server;

import org.jspecify.annotations.NullMarked;
