#include "democourse.h"

#include "training/trainingcheck.h"

#include <core/json.h>

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"demo.training-not-written"};
constexpr qsizetype kMostBytes = 4096;
const QString kPassed = QStringLiteral("passed");
} // namespace

DemoCourse::DemoCourse(QString file, bool offered)
    : m_file(std::move(file))
    , m_offered(offered)
{
    read();
}

// A file that cannot be read is a course not yet begun.
void DemoCourse::read()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto object =
        core::readJson(file.read(kMostBytes + 1), {.maxBytes = kMostBytes, .maxDepth = 3, .maxValues = 50});
    if (!object)
        return;
    for (const QJsonValue& one : object->value(kPassed).toArray()) {
        if (const int number = one.toInt(); number >= 1 && number <= kTrainingCases)
            m_passed.insert(number);
    }
}

TrainingClient DemoCourse::client(int number) const
{
    const demo::Persona& persona = demo::personas().at(number - 1);
    return {persona.surname, persona.given, persona.iin};
}

void DemoCourse::seat(int number)
{
    Q_EMIT seated(number - 1);
}

Result<> DemoCourse::notePassed(int number)
{
    m_passed.insert(number);
    QList<int> all = m_passed.values();
    std::ranges::sort(all);
    QJsonArray numbers;
    for (const int one : std::as_const(all))
        numbers.append(one);
    QSaveFile file(m_file);
    const QByteArray bytes = core::writeJson({{kPassed, numbers}});
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? Result<>() : failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {m_file});
}

} // namespace tirkeu::workstation
