#include "trainingtext.h"

#include <QFile>

namespace tirkeu::workstation {

namespace {
// Both hands are one lesson.
QString lessonOf(criteria::Step step)
{
    using criteria::Step;
    switch (step) {
    case Step::Phone:
        return criteria::code(Step::Client);
    case Step::PalmRight:
    case Step::PalmLeft:
        return QStringLiteral("palm");
    default:
        return criteria::code(step);
    }
}
} // namespace

QString TrainingText::hint(criteria::Step step) const
{
    return hints.value(lessonOf(step));
}

QList<TrainingText> trainingTexts(core::Language language)
{
    QFile file(QStringLiteral(":/training/cases.%1.txt").arg(core::languageCode(language)));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    // Hints above the first case hold for all of them.
    QMap<QString, QString> common;
    QList<TrainingText> all;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u"# ")) {
            all.append({line.mid(2), {}, common});
            continue;
        }
        const qsizetype colon = line.startsWith(u'@') ? line.indexOf(u": ") : -1;
        QMap<QString, QString>& hints = all.isEmpty() ? common : all.last().hints;
        if (colon > 0)
            hints.insert(line.mid(1, colon - 1), line.mid(colon + 2));
        else if (!all.isEmpty())
            all.last().brief += (all.last().brief.isEmpty() ? QString() : QStringLiteral(" ")) + line;
    }
    return all;
}

} // namespace tirkeu::workstation
