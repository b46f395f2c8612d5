#include "vaultjournal.h"

#include <casefile/kinds.h>
#include <core/encoding.h>
#include <vault/errors.h>
#include <vault/journalexport.h>

#include <QCoreApplication>
#include <QDir>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"journal.export-not-written"};
constexpr ErrorCode kNoSuchCase{"journal.case-not-a-number"};
constexpr qsizetype kLongestShown = 80;

QString kindText(quint16 number)
{
    const casefile::KindInfo* info = casefile::infoOf(number);
    return info ? QString::fromLatin1(info->name.data(), static_cast<qsizetype>(info->name.size()))
                : QString::number(number);
}

bool isErrorCode(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^[a-z]+\\.[a-z-]+$"));
    return shape.match(text).hasMatch();
}

/// The code of the error that an event tells of; empty: of none.
QString errorIn(const QJsonObject& fields)
{
    for (const QJsonValue& value : {fields.value(u"reason"), fields.value(u"cause")}) {
        if (isErrorCode(value.toString()))
            return value.toString();
    }
    return {};
}

std::optional<Error> faultBeside(const vault::JournalReport& report)
{
    if (report.areKeysMissing)
        return Error{vault::kClientKeysMissing, ErrorKind::SecurityStop, {}};
    const vault::VolumesReport& volumes = report.volumes;
    if (volumes.brokenVolume == 0)
        return {};
    return Error{vault::kVolumeBroken, ErrorKind::SecurityStop, volumes.fault, {QString::number(volumes.brokenVolume)}};
}

/// The values a person can read; digests, ids and whole documents are for the export.
QStringList saidBy(const casefile::Entry& entry, const QJsonObject& fields)
{
    const casefile::KindInfo* info = casefile::infoOf(entry.kind);
    QStringList said;
    for (const casefile::Field& field : info ? info->fields : std::span<const casefile::Field>()) {
        const QJsonValue value = fields.value(QLatin1StringView(field.name.data(), qsizetype(field.name.size())));
        if (field.type == casefile::FieldType::Whole || field.type == casefile::FieldType::Number)
            said.append(QString::number(value.toDouble()));
        else if (field.type == casefile::FieldType::Time && value.isString())
            said.append(core::shownDateTime(core::fromIsoText(value.toString()).value_or(core::WallTime())));
        else if (value.toString() == errorIn(fields) || (field.name == "hand" && value.toString() == u"none"))
            continue;
        else if (field.type == casefile::FieldType::Text && value.isString() &&
                 value.toString().size() < kLongestShown && field.name != "certificate")
            said.append(value.toString());
    }
    said.removeAll(QString());
    return said;
}

Result<QList<JournalRow>> rowsOf(vault::Vault& vault, const vault::JournalFilter& filter)
{
    const auto lines = vault.store().journal().read(filter);
    if (!lines)
        return failure(lines);
    QList<JournalRow> rows;
    for (const vault::JournalLine& line : *lines) {
        rows.append({line.entry.sequence, line.entry.time, kindText(line.entry.kind), line.entry.actor,
            line.entry.caseId ? line.entry.caseId->toString() : QString(),
            line.fields ? saidBy(line.entry, *line.fields) : QStringList(),
            line.fields ? errorIn(*line.fields) : QString()});
    }
    return rows;
}

Result<QString> writeExport(vault::Vault& vault, core::Signer& workstation, const core::Clock& clock,
    const QString& folder, const QString& actor)
{
    vault::Store& store = vault.store();
    QDir().mkpath(folder);
    const QString stamp = core::toIsoText(clock.wall()).remove(u':').remove(u'-').left(15);
    QSaveFile out(folder + QStringLiteral("/journal-%1.tkj").arg(stamp));
    const auto notWritten = [&out] {
        return failure(kNotWritten, ErrorKind::OperatorCanFix, out.errorString(), {out.fileName()});
    };
    if (!out.open(QIODevice::WriteOnly))
        return notWritten();
    const auto put = [&](QByteArrayView bytes) -> Result<> {
        return out.write(bytes.data(), bytes.size()) == bytes.size() ? Result<>() : notWritten();
    };
    const auto made = vault::exportJournalTo(
        put, store.journal(), store.vault(), 1, store.journal().head().sequence, workstation, clock);
    if (!made)
        return failure(made);
    // The event first: an export that the journal does not know of must not lie there.
    const auto entry = store.append({casefile::Kind::JournalExported, clock.wall(), actor, {}, {},
        {{QStringLiteral("first"), 1}, {QStringLiteral("last"), static_cast<qint64>(made->last)},
            {QStringLiteral("digest"), QString::fromLatin1(core::toHex(made->digest))}}});
    if (!entry)
        return failure(entry);
    if (!out.commit())
        return notWritten();
    return QDir::toNativeSeparators(out.fileName());
}
} // namespace

VaultJournal::VaultJournal(vault::VaultThread& thread, const VaultDoor& door, core::Signer& workstation,
    const core::Clock& clock, QString exportFolder, Names names)
    : m_thread(thread)
    , m_door(door)
    , m_workstation(workstation)
    , m_clock(clock)
    , m_exports(std::move(exportFolder))
    , m_names(std::move(names))
{
}

QFuture<Result<QList<JournalRow>>> VaultJournal::read(const JournalQuery& query)
{
    vault::JournalFilter filter{.from = query.from, .actor = query.actor, .before = query.before, .most = kPage};
    if (!query.kind.isEmpty()) {
        const Result<casefile::Kind> kind = casefile::kindNamed(query.kind.toStdString());
        if (kind)
            filter.kinds = {*kind};
    }
    if (!query.caseId.isEmpty()) {
        const auto id = core::Uuid::parse(query.caseId);
        if (!id)
            return QtFuture::makeReadyFuture(
                Result<QList<JournalRow>>(failure(kNoSuchCase, ErrorKind::OperatorCanFix, query.caseId)));
        filter.caseId = casefile::CaseId(*id);
    }
    return m_thread.perform<QList<JournalRow>>([filter](vault::Vault& vault) { return rowsOf(vault, filter); });
}

QFuture<Result<JournalChain>> VaultJournal::check()
{
    return m_thread.checkJournal().then(
        [opening = m_door.report()](const Result<vault::JournalReport>& report) -> Result<JournalChain> {
            if (!report)
                return failure(report);
            const bool rolledBack =
                opening.anchor == core::AnchorVerdict::RolledBack || opening.anchor == core::AnchorVerdict::Forked;
            return JournalChain{.isWhole = report->chain.isWhole,
                .isStopped = report->isStopped(),
                .checked = report->chain.checked + report->volumes.entries,
                .last = report->chain.last,
                .brokenAt = report->chain.brokenAt,
                .isRolledBack = rolledBack || report->anchorAt != 0,
                .hasLocalAnchor = opening.hasAnchorCheck,
                .closedFileLost = opening.sealedFileLost,
                .beside = faultBeside(*report)};
        });
}

QFuture<Result<QString>> VaultJournal::exportAll()
{
    return m_thread.perform<QString>([this, actor = m_door.owner()](vault::Vault& vault) {
        return writeExport(vault, m_workstation, m_clock, m_exports, actor);
    });
}

QStringList VaultJournal::kinds() const
{
    QStringList names;
    for (const casefile::KindInfo& info : casefile::allKinds())
        names.append(kindText(static_cast<quint16>(info.kind)));
    return names;
}

QString VaultJournal::shownName(const QString& actor) const
{
    if (actor == u"workstation")
        return QCoreApplication::translate("VaultJournal", "Workstation");
    return m_names().value(actor, actor.left(16));
}

QStringList VaultJournal::actors() const
{
    QStringList ids = m_names().keys();
    ids.sort();
    return ids << QStringLiteral("workstation");
}

} // namespace tirkeu::workstation
