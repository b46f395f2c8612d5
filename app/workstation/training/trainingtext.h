#pragma once

#include <core/language.h>
#include <criteria/purposes.h>

#include <QList>
#include <QMap>

namespace tirkeu::workstation {

/// A guided case in words: what it is about, and what to do in each step.
struct TrainingText
{
    QString title;
    QString brief;
    QMap<QString, QString> hints; ///< by the name of the step: "client", "consents", "palm", "decision", …

    [[nodiscard]] QString hint(criteria::Step step) const;
};
[[nodiscard]] QList<TrainingText> trainingTexts(core::Language language);

} // namespace tirkeu::workstation
