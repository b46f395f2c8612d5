#include <enrolment/clientnotice.h>

#include <QSet>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;

namespace {
constexpr int kPage = 500;
const QString kActor = QStringLiteral("workstation");

QString keyOf(const QString& caseId, const QJsonObject& fields)
{
    return caseId + u'|' + fields.value(u"about").toString();
}

Result<std::vector<vault::JournalLine>> allOf(vault::Store& store, Kind kind)
{
    std::vector<vault::JournalLine> all;
    vault::JournalFilter filter;
    filter.kinds = QList<Kind>{kind};
    filter.most = kPage;
    for (;;) {
        auto lines = store.journal().read(filter);
        if (!lines)
            return lines;
        const bool isLast = lines->size() < static_cast<std::size_t>(kPage);
        if (!isLast)
            filter.before = lines->back().entry.sequence;
        std::ranges::move(*lines, std::back_inserter(all));
        if (isLast)
            return all;
    }
}

QString day(core::WallTime at)
{
    return core::shownDateTime(at).left(10);
}
} // namespace

Result<QList<OwedNotice>> owedNotices(vault::Store& store)
{
    const auto sent = allOf(store, Kind::NoticeSent);
    const auto owed = sent ? allOf(store, Kind::NoticeOwed) : failure(sent);
    if (!owed)
        return failure(owed);
    QSet<QString> told;
    for (const vault::JournalLine& line : *sent) {
        if (line.fields)
            told.insert(keyOf(line.fields->value(u"case").toString(), *line.fields));
    }
    QList<OwedNotice> notices;
    for (const vault::JournalLine& line : *owed) {
        if (!line.fields || !line.entry.caseId) // a destroyed client's
            continue;
        const casefile::CaseId id(*line.entry.caseId);
        if (told.contains(keyOf(id.toString(), *line.fields)))
            continue;
        const auto state = store.caseState(id);
        if (!state)
            return failure(state);
        if (state->isSettled() && state->client)
            notices.prepend(
                {*state->client, id, line.fields->value(u"about").toString(), line.fields->value(u"to").toString(),
                    line.entry.time, core::languageFromCode(state->language).value_or(core::Language::Kazakh)});
    }
    return notices;
}

Result<> noteSent(vault::Store& store, const OwedNotice& notice, const QString& means)
{
    const auto entry = store.append({Kind::NoticeSent, store.clock().wall(), kActor, notice.client, {},
        {{QStringLiteral("case"), notice.from.toString()}, {QStringLiteral("about"), notice.about},
            {QStringLiteral("to"), notice.to}, {QStringLiteral("means"), means}}});
    return entry ? Result<>() : failure(entry);
}

QString textOf(const OwedNotice& notice, const criteria::Criteria& criteria)
{
    const QString bank = criteria.customer.name.in(notice.language);
    switch (notice.language) {
    case core::Language::Kazakh:
        return QStringLiteral(u"%1: %2 күні алақан ізіңіз ауыстырылды. Бұл сіз болмасаңыз, банкке дереу хабарлаңыз.")
            .arg(bank, day(notice.since));
    case core::Language::Russian:
        return QStringLiteral(u"%1: %2 заменён отпечаток вашей ладони. Если это были не вы, сразу сообщите банку.")
            .arg(bank, day(notice.since));
    case core::Language::English:
        return QStringLiteral(u"%1: your palm print was replaced on %2. If it was not you, tell the bank at once.")
            .arg(bank, day(notice.since));
    }
    Q_UNREACHABLE();
}

} // namespace tirkeu::enrolment
