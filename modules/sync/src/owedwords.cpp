#include <sync/owedwords.h>

#include <core/encoding.h>
#include <vault/errors.h>

#include <algorithm>

namespace tirkeu::sync {

using casefile::Kind;

namespace {
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
    if (!m_pass && head == m_seen)
        return {};
    if (!m_pass)
        m_pass = Pass{head, 0, {}};
    vault::JournalFilter filter;
    filter.kinds = QList<Kind>{Kind::ConsentAnswered, Kind::ConsentWithdrawn, Kind::SuspicionSeen, Kind::ServiceTold};
    filter.before = m_pass->before == 0 ? m_pass->head + 1 : m_pass->before;
    filter.most = static_cast<int>(std::min<quint64>(static_cast<quint64>(m_page), filter.before - 1 - m_seen));
    const auto lines = store.journal().read(filter);
    if (!lines)
        return failure(lines);
    for (const vault::JournalLine& line : *lines) {      // the newest first
        if (line.entry.sequence > m_seen && line.fields) // a destroyed client's says nothing
            take(*m_pass, line);
    }
    if (lines->size() == static_cast<std::size_t>(filter.most) && lines->back().entry.sequence > m_seen + 1) {
        m_pass->before = lines->back().entry.sequence;
        return {};
    }
    for (const QString& call : m_pass->told) // said before this pass began
        forget(call);
    m_seen = m_pass->head;
    m_pass.reset();
    return {};
}

void OwedWords::take(Pass& pass, const vault::JournalLine& line)
{
    const auto kind = static_cast<Kind>(line.entry.kind);
    const QJsonObject& fields = *line.fields;
    if (kind == Kind::ServiceTold) {
        pass.told.insert(text(fields, "call"));
        return;
    }
    if (kind == Kind::ConsentAnswered && text(fields, "answer") != u"given")
        return; // what was never given nobody outside holds
    const auto named = core::Uuid::parse(text(fields, "case"));
    const std::optional<core::Uuid> from = named ? std::optional(*named) : line.entry.caseId;
    if (!line.entry.client || !from)
        return;
    const Said said{callOf(line.entry), kind, casefile::ClientId(*line.entry.client), casefile::CaseId(*from), fields,
        line.entry.time};
    if (pass.told.erase(said.call.toString()) > 0) {
        if (said.isWithdrawal())
            takeBack(said, line.entry.sequence);
        return;
    }
    if (isTakenBack(said, line.entry.sequence))
        return;
    m_clientsOff.erase(*line.entry.client); // a withdrawal does not wait for what was not taken before it
    m_said.emplace(line.entry.sequence, said);
}

// A consent that was taken back, and that is known outside, is not given any more by what was said before.
void OwedWords::takeBack(const Said& withdrawal, quint64 place)
{
    quint64& last = m_takenBack[{withdrawal.client.uuid(), text(withdrawal.fields, "consent")}];
    last = std::max(last, place);
    std::erase_if(m_said, [this](const auto& one) { return isTakenBack(one.second, one.first); });
}

bool OwedWords::isTakenBack(const Said& said, quint64 place) const
{
    const auto taken = m_takenBack.find({said.client.uuid(), text(said.fields, "consent")});
    return said.kind == Kind::ConsentAnswered && taken != m_takenBack.end() && place < taken->second;
}

void OwedWords::forget(const QString& call)
{
    const auto told =
        std::ranges::find_if(m_said, [&call](const auto& one) { return one.second.call.toString() == call; });
    if (told == m_said.end())
        return;
    const auto [place, said] = *told;
    m_said.erase(told);
    if (said.isWithdrawal())
        takeBack(said, place);
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

void OwedWords::putOff(const QByteArray& service, core::MonotonicTime until)
{
    m_servicesOff[service] = until;
    m_absent.erase(service);
}

void OwedWords::noteAbsent(const QByteArray& service, core::MonotonicTime until)
{
    m_servicesOff[service] = until;
    m_absent.insert(service);
}

int OwedWords::withdrawals() const
{
    if (m_absent.contains(QByteArray(wire::ConsentWord::kService)))
        return 0;
    return static_cast<int>(std::ranges::count_if(m_said, [](const auto& one) { return one.second.isWithdrawal(); }));
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
    if (isBehind())
        return none; // what is not read yet may say that it was told
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
    m_absent.erase(wire::serviceOf(word.call.asked));
    forget(word.call.id.toString());
    return {};
}

} // namespace tirkeu::sync
