#include "criteriakeeping.h"

#include <casefile/kinds.h>
#include <core/ports/auditsink.h>
#include <devices/devicejournal.h>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
const QString kMeta = QStringLiteral("criteria-version");

/// What the device journal says, as lines of one transaction.
class InTransaction final : public core::AuditSink
{
public:
    InTransaction(vault::Writer& writer, core::WallTime at, QString actor)
        : m_writer(writer)
        , m_at(at)
        , m_actor(std::move(actor))
    {
    }
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        const Result<casefile::Kind> known = casefile::kindNamed(kind);
        if (!known)
            return failure(known);
        const auto entry = m_writer.append({*known, m_at, m_actor, {}, {}, fields});
        if (!entry)
            return failure(entry);
        ++lines;
        return {};
    }
    int lines = 0;

private:
    vault::Writer& m_writer;
    core::WallTime m_at;
    QString m_actor;
};
} // namespace

Result<int> keepCriteria(vault::Store& store, const CriteriaHistory& history, const QString& actor)
{
    if (history.held.isEmpty())
        return 0;
    const criteria::Criteria& now = history.held.constLast();
    const Result<QByteArray> kept = store.meta(kMeta);
    if (!kept)
        return failure(kept);
    if (*kept == QByteArray::number(now.version))
        return 0;
    const auto before = std::find_if(history.held.cbegin(), history.held.cend(),
        [&kept](const criteria::Criteria& one) { return *kept == QByteArray::number(one.version); });
    int lines = 0;
    const Result<> done = store.write([&](vault::Writer& writer) -> Result<> {
        InTransaction sink(writer, store.clock().wall(), actor);
        devices::DeviceJournal journal(sink);
        const Result<> told =
            journal.criteriaChanged(before == history.held.cend() ? nullptr : &*before, now, history.workstation);
        lines = sink.lines;
        return told ? writer.setMeta(kMeta, QByteArray::number(now.version)) : told;
    });
    return done ? Result<int>(lines) : failure(done);
}

} // namespace tirkeu::workstation
