#include "fields.h"

#include <wire/manifest.h>

#include <array>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kUnreadable{"wire.manifest-unreadable"};
constexpr int kFormat = 1;
constexpr qsizetype kMostText = qsizetype(1) << 20;
constexpr int kMostName = 64;
constexpr QLatin1StringView kAbout("Tirkeu package: parts of one case, listed and signed by the workstation");

struct KindName
{
    PartKind kind;
    QLatin1StringView name;
};
constexpr std::array kKinds{
    KindName{PartKind::Events, QLatin1StringView("events")},
    KindName{PartKind::Document, QLatin1StringView("document")},
    KindName{PartKind::Original, QLatin1StringView("original")},
    KindName{PartKind::Template, QLatin1StringView("template")},
    KindName{PartKind::Clip, QLatin1StringView("clip")},
};

tl::unexpected<Error> unreadable(const QString& why)
{
    return failure(kUnreadable, ErrorKind::SecurityStop, why);
}

PartInfo readPart(core::JsonFields& fields)
{
    PartInfo part;
    const QString name = fields.string(QLatin1StringView("kind"), kMostName);
    const auto* const known =
        std::find_if(kKinds.begin(), kKinds.end(), [&name](const KindName& one) { return name == one.name; });
    if (known == kKinds.end())
        fields.refuse(QLatin1StringView("kind"), QStringLiteral("unknown"));
    else
        part.kind = known->kind;
    part.id = uuidField(fields, QLatin1StringView("id"));
    part.size = fields.integer(QLatin1StringView("size"), 0, kLargestPart);
    part.sha256 = digestField(fields, QLatin1StringView("sha256"));
    return part;
}

PackageContext readContext(core::JsonFields& fields)
{
    const PackageId package(uuidField(fields, QLatin1StringView("package")));
    const QString workstation = fields.string(QLatin1StringView("workstation"), kMostName);
    const QString branch = fields.string(QLatin1StringView("branch"), kMostName);
    const casefile::ClientId client(uuidField(fields, QLatin1StringView("client")));
    const casefile::CaseId caseId(uuidField(fields, QLatin1StringView("case")));
    const auto number = static_cast<quint64>(fields.integer(QLatin1StringView("number"), 1, kMostNumber));
    const QByteArray recipient = digestField(fields, QLatin1StringView("recipient"));
    const QString criteria = fields.string(QLatin1StringView("criteria"), kMostName);
    const core::WallTime made = timeField(fields, QLatin1StringView("made"));
    const core::Uuid vault = uuidField(fields, QLatin1StringView("vault"));
    return {package, workstation, branch, client, caseId, number, recipient, criteria, made, vault,
        headField(fields, QLatin1StringView("journal"))};
}

/// What a list may not be, though each line of it may.
Result<> checkParts(const QList<PartInfo>& parts)
{
    qint64 whole = 0;
    int events = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        whole += parts.at(i).size;
        events += parts.at(i).kind == PartKind::Events ? 1 : 0;
        for (qsizetype k = 0; k < i; ++k) {
            if (parts.at(k).id == parts.at(i).id)
                return unreadable(QStringLiteral("part %1 stands twice").arg(parts.at(i).id.toString()));
        }
    }
    if (whole > kLargestPackage)
        return unreadable(QStringLiteral("%1 bytes").arg(whole));
    if (events != 1)
        return unreadable(QStringLiteral("%1 lists of events").arg(events));
    return {};
}
} // namespace

QString nameOf(PartKind kind)
{
    for (const KindName& one : kKinds) {
        if (one.kind == kind)
            return one.name;
    }
    return {};
}

QByteArray Manifest::encode() const
{
    QJsonArray list;
    for (const PartInfo& part : parts) {
        list.append(QJsonObject{{QStringLiteral("kind"), nameOf(part.kind)}, {QStringLiteral("id"), part.id.toString()},
            {QStringLiteral("size"), part.size}, {QStringLiteral("sha256"), hexText(part.sha256)}});
    }
    return core::writeJson({{QStringLiteral("about"), kAbout}, {QStringLiteral("format"), kFormat},
        {QStringLiteral("package"), context.package.toString()}, {QStringLiteral("workstation"), context.workstation},
        {QStringLiteral("branch"), context.branch}, {QStringLiteral("client"), context.client.toString()},
        {QStringLiteral("case"), context.caseId.toString()},
        {QStringLiteral("number"), static_cast<qint64>(context.number)},
        {QStringLiteral("recipient"), hexText(context.recipient)}, {QStringLiteral("criteria"), context.criteria},
        {QStringLiteral("made"), core::toIsoText(context.made)}, {QStringLiteral("vault"), context.vault.toString()},
        {QStringLiteral("journal"), headObject(context.journal)}, {QStringLiteral("parts"), list}});
}

Result<Manifest> Manifest::decode(QByteArrayView text)
{
    const Result<QJsonObject> object = core::readJson(text, {.maxBytes = kMostText});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    std::ignore = fields.string(QLatin1StringView("about"), 200);
    std::ignore = fields.integer(QLatin1StringView("format"), kFormat, kFormat);
    const PackageContext context = readContext(fields);
    QList<PartInfo> parts;
    fields.each(
        QLatin1StringView("parts"), [&parts](core::JsonFields& inner) { parts.append(readPart(inner)); }, kMostParts);
    if (const Result<> finished = fields.finish(); !finished)
        return unreadable(finished.error().detail);
    if (const Result<> good = checkParts(parts); !good)
        return failure(good);
    return Manifest{context, parts};
}

} // namespace tirkeu::wire
