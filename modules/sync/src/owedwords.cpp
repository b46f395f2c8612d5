#include <sync/owedwords.h>

#include <core/encoding.h>
#include <vault/errors.h>

#include <algorithm>

namespace tirkeu::sync {

using casefile::Kind;

namespace {
constexpr int kPage = 500;
const QString kActor = QStringLiteral("workstation");

/// An entry has no number of its own, but nothing else has its hash.
core::Uuid callOf(const casefile::Entry& entry)
{
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(entry.hash.constBegin(), std::min<qsizetype>(entry.hash.size(), 16), bytes.begin());
    return core::Uuid::fromBytes(bytes);
}

QString text(const QJsonObject& fields, const char* name)
{
    return fields.value(QLatin1StringView(name)).toString();
}

/// Whoever answered, and under what: nothing where the service names no entry.
struct Answered
{
    QString source;
    QString entry;
};
Answered answeredBy(const wire::ServiceSaid& said)
{
    return std::visit(
        [](const auto& one) -> Answered {
            if constexpr (requires { one.entry; })
                return {one.source, one.entry};
            else
                return {one.source, {}};
        },
        said);
}
} // namespace

Result<> OwedWords::look(vault::Store& store)
{
    const quint64 head = store.journal().head().sequence;
    if (head == m_seen)
        return {};
    std::vector<vault::JournalLine> fresh; // the newest first
    vault::JournalFilter filter;
    filter.kinds = QList<Kind>{Kind::ConsentAnswered, Kind::ConsentWithdrawn, Kind::SuspicionSeen, Kind::ServiceTold};
    filter.most = kPage;
    for (bool hasMore = true; hasMore;) {
        auto lines = store.journal().read(filter);
        if (!lines)
            return failure(lines);
        hasMore = lines->size() == static_cast<std::size_t>(kPage) && lines->back().entry.sequence > m_seen;
        if (hasMore)
            filter.before = lines->back().entry.sequence;
        std::ranges::move(*lines, std::back_inserter(fresh));
    }
    for (auto line = fresh.rbegin(); line != fresh.rend(); ++line) {
        if (line->entry.sequence > m_seen && line->fields) // a destroyed client's says nothing
            take(*line);
    }
    m_seen = head;
    return {};
}

void OwedWords::take(const vault::JournalLine& line)
{
    const auto kind = static_cast<Kind>(line.entry.kind);
    const QJsonObject& fields = *line.fields;
    if (kind == Kind::ServiceTold)
        return forget(text(fields, "call"));
    if (kind == Kind::ConsentAnswered && text(fields, "answer") != u"given")
        return; // what was never given nobody outside holds
    const auto named = core::Uuid::parse(text(fields, "case"));
    const std::optional<core::Uuid> from = named ? std::optional(*named) : line.entry.caseId;
    if (!line.entry.client || !from)
        return;
    m_clientsOff.erase(*line.entry.client); // a withdrawal does not wait for what was not taken before it
    m_said.emplace(line.entry.sequence, Said{callOf(line.entry), kind, casefile::ClientId(*line.entry.client),
                                            casefile::CaseId(*from), fields, line.entry.time});
}

// A consent that was taken back, and that is known outside, is not given any more by what was said before.
void OwedWords::forget(const QString& call)
{
    const auto told =
        std::ranges::find_if(m_said, [&call](const auto& one) { return one.second.call.toString() == call; });
    if (told == m_said.end())
        return;
    const quint64 place = told->first;
    const Said said = told->second;
    m_said.erase(told);
    if (!said.isWithdrawal())
        return;
    std::erase_if(m_said, [&](const auto& one) {
        return one.first < place && one.second.client == said.client && one.second.kind == Kind::ConsentAnswered &&
               text(one.second.fields, "consent") == text(said.fields, "consent");
    });
}

Result<std::optional<OwedWord>> OwedWords::wordOf(vault::Store& store, const Said& said)
{
    if (said.kind == Kind::SuspicionSeen && text(said.fields, "outcome") != u"confirmed")
        return std::nullopt; // of a false alarm nobody outside hears
    const auto state = store.caseState(said.from);
    if (!state)
        return failure(state);
    if (said.kind == Kind::ConsentAnswered && !state->isSettled())
        return std::nullopt;
    if (said.kind == Kind::SuspicionSeen)
        return OwedWord{
            {said.call, wire::SuspicionAsked{state->iin, said.from.uuid(), wire::SuspicionAsked::About::Finding,
                            state->purpose, text(said.fields, "reason")}},
            said.client, said.from};
    wire::ConsentWord word{.iin = state->iin,
        .consent = text(said.fields, "consent"),
        .isGiven = !said.isWithdrawal(),
        .means = text(said.fields, "means"),
        .caseId = said.from.uuid(),
        .since = said.at};
    if (word.isGiven)
        word.text = core::fromHex(text(said.fields, "text").toLatin1()).value_or(QByteArray());
    return OwedWord{{said.call, word}, said.client, said.from};
}

void OwedWords::again()
{
    m_clientsOff.clear();
    m_servicesOff.clear();
}

Result<std::optional<OwedWord>> OwedWords::next(vault::Store& store, core::MonotonicTime now)
{
    const auto isOver = [now](const auto& one) {
        return one.second <= now;
    };
    std::erase_if(m_clientsOff, isOver);
    std::erase_if(m_servicesOff, isOver);
    const auto isOff = [this](const Said& said) {
        const char* service =
            said.kind == Kind::SuspicionSeen ? wire::SuspicionAsked::kService : wire::ConsentWord::kService;
        return m_clientsOff.contains(said.client.uuid()) || m_servicesOff.contains(QByteArray(service));
    };
    Result<std::optional<OwedWord>> none = std::nullopt;
    for (const bool isWithdrawal : {true, false}) {
        for (auto one = m_said.begin(); one != m_said.end();) {
            if (one->second.isWithdrawal() != isWithdrawal || isOff(one->second)) {
                ++one;
                continue;
            }
            auto word = wordOf(store, one->second);
            if (!word && word.error().code == vault::kClientDestroyed) {
                one = m_said.erase(one);
                continue;
            }
            if (!word)
                none = failure(word);
            else if (*word)
                return word;
            ++one;
        }
    }
    return none;
}

Result<> OwedWords::noteTold(vault::Store& store, const OwedWord& word, const wire::ServiceSaid& said)
{
    const Answered by = answeredBy(said);
    QJsonObject fields{
        {QStringLiteral("service"), QString::fromLatin1(wire::serviceOf(word.call.asked))},
        {QStringLiteral("call"), word.call.id.toString()},
        {QStringLiteral("case"), word.from.toString()},
    };
    if (!by.source.isEmpty())
        fields.insert(QStringLiteral("source"), by.source);
    if (!by.entry.isEmpty())
        fields.insert(QStringLiteral("entry"), by.entry);
    const auto entry = store.append({Kind::ServiceTold, store.clock().wall(), kActor, word.client, {}, fields});
    if (!entry)
        return failure(entry);
    forget(word.call.id.toString());
    return {};
}

} // namespace tirkeu::sync
