#include "bytes.h"

#include <vault/retention.h>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr qsizetype kIdBytes = 16;

std::optional<core::WallTime> timeAt(const storage::Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(timeOf(row.integer(column)));
}
} // namespace

Result<QString> Retention::holdReason(const casefile::ClientId& client)
{
    const auto lines = m_store.journal().read({.kinds = {casefile::Kind::HoldSet}, .client = client, .most = 1});
    if (!lines)
        return failure(lines);
    return lines->empty() || !lines->front().fields ? QString() : lines->front().fields->value(u"reason").toString();
}

Result<std::vector<KeptClient>> Retention::kept()
{
    std::vector<casefile::ClientId> ids;
    {
        auto select = m_store.connection().prepare(
            "SELECT id FROM clients WHERE relation_ended IS NOT NULL OR held <> 0 ORDER BY relation_ended, id");
        if (!select)
            return failure(select);
        for (Result<bool> row = select->step();; row = select->step()) {
            if (!row)
                return failure(row);
            if (!*row)
                break;
            ids.emplace_back(uuidOf(select->view(0)));
        }
    }
    std::vector<KeptClient> kept;
    for (const casefile::ClientId& id : ids) {
        const Result<ClientRecord> record = m_store.client(id);
        const Result<bool> erasable = record ? isErasable(id) : failure(record);
        const Result<QString> reason = !erasable        ? failure(erasable)
                                       : record->isHeld ? holdReason(id)
                                                        : Result<QString>(QString());
        if (!reason)
            return failure(reason);
        KeptClient one{.record = *record, .holdReason = *reason, .isErasable = *erasable};
        if (record->relationEnded)
            one.until = *record->relationEnded + m_rules.afterRelation;
        kept.push_back(std::move(one));
    }
    return kept;
}

Result<std::vector<DestructionAct>> Retention::acts()
{
    auto select = m_store.connection().prepare("SELECT id, clients, reason, proposer, proposed, approver, approved,"
                                               " done FROM acts ORDER BY proposed DESC, id");
    if (!select)
        return failure(select);
    std::vector<DestructionAct> acts;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return acts;
        DestructionAct act{.id = uuidOf(select->view(0)),
            .clients = {},
            .reason = select->text(2),
            .proposer = select->text(3),
            .proposed = timeOf(select->integer(4)),
            .approver = select->text(5),
            .approved = timeAt(*select, 6),
            .done = timeAt(*select, 7)};
        const QByteArray clients = select->bytes(1);
        for (qsizetype at = 0; at + kIdBytes <= clients.size(); at += kIdBytes)
            act.clients.append(casefile::ClientId(uuidOf(QByteArrayView(clients).sliced(at, kIdBytes))));
        const Result<QByteArray> kept = document(act.id);
        if (!kept)
            return failure(kept);
        act.isDocumented = !kept->isEmpty();
        acts.push_back(std::move(act));
    }
}

} // namespace tirkeu::vault
