#include "rolekeeping.h"

#include <core/encoding.h>
#include <core/json.h>

namespace tirkeu::workstation {

namespace {
const QString kMeta = QStringLiteral("roles");
const QString kNone = QStringLiteral("none");

QByteArray encoded(const KeptRoles& roles)
{
    QJsonObject all;
    for (auto one = roles.constBegin(); one != roles.constEnd(); ++one)
        all.insert(one.key(), QJsonObject{{QStringLiteral("role"), one->role}, {QStringLiteral("who"), one->who}});
    return core::writeJson(all);
}

KeptRoles decoded(const QJsonObject& all)
{
    KeptRoles roles;
    for (auto one = all.constBegin(); one != all.constEnd(); ++one) {
        const QJsonObject fields = one->toObject();
        roles.insert(one.key(), {fields.value(u"role").toString(), fields.value(u"who").toString()});
    }
    return roles;
}
} // namespace

KeptRoles rolesIn(const criteria::Criteria& criteria)
{
    KeptRoles roles;
    for (const criteria::StaffMember& member : criteria.staff) {
        // The journal names staff by certificate, never by IIN.
        const QString who = member.authentication.isEmpty()
                                ? QString()
                                : QString::fromLatin1(core::toHex(member.authentication.constFirst()));
        roles.insert(member.iin.toString(), {identity::roleCode(member.role), who});
    }
    return roles;
}

Result<int> keepRoles(vault::Store& store, const KeptRoles& now, const QString& actor)
{
    const Result<QByteArray> bytes = store.meta(kMeta);
    if (!bytes)
        return failure(bytes);
    const auto object = bytes->isEmpty() ? Result<QJsonObject>(QJsonObject()) : core::readJson(*bytes);
    if (!object)
        return failure(object);
    const KeptRoles before = decoded(*object);
    if (!bytes->isEmpty() && before == now)
        return 0;
    QList<QJsonObject> changes;
    const auto change = [&changes](const QString& who, const QString& from, const QString& to) {
        if (from != to)
            changes.append({{QStringLiteral("who"), who}, {QStringLiteral("from"), from}, {QStringLiteral("to"), to}});
    };
    if (!bytes->isEmpty()) {
        for (auto one = now.constBegin(); one != now.constEnd(); ++one)
            change(one->who, before.value(one.key(), {kNone, {}}).role, one->role);
        for (auto one = before.constBegin(); one != before.constEnd(); ++one) {
            if (!now.contains(one.key()))
                change(one->who, one->role, kNone);
        }
    }
    const Result<> done = store.write([&](vault::Writer& writer) -> Result<> {
        for (const QJsonObject& fields : changes) {
            const auto entry =
                writer.append({casefile::Kind::RoleChanged, store.clock().wall(), actor, {}, {}, fields});
            if (!entry)
                return failure(entry);
        }
        return writer.setMeta(kMeta, encoded(now));
    });
    return done ? Result<int>(static_cast<int>(changes.size())) : failure(done);
}

} // namespace tirkeu::workstation
