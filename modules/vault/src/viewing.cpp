#include <vault/errors.h>
#include <vault/store.h>

namespace tirkeu::vault {

/// Written before it is shown: whoever looked is known even where the picture then does not open.
Result<QByteArray> Store::viewObject(const ObjectId& id, const QString& why, const QString& actor)
{
    const Result<ObjectInfo> info = object(id);
    if (!info)
        return failure(info);
    const auto entry = append({casefile::Kind::PictureViewed, m_clock.wall(), actor, info->client, {},
        {{QStringLiteral("object"), id.toString()}, {QStringLiteral("why"), why}}});
    return entry ? readObject(id) : failure(entry);
}

} // namespace tirkeu::vault
