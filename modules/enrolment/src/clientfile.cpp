#include <enrolment/clientfile.h>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::CaseState;
using casefile::ConsentState;
using casefile::Hand;
using casefile::Kind;

namespace {
constexpr int kMostExports = 100;

// What was said elsewhere, and only rests here, is said there.
void takeWords(QList<ConsentWord>& words, const CaseState& state)
{
    for (auto it = state.consents.cbegin(); it != state.consents.cend(); ++it) {
        if (it->from && it->answer != ConsentState::Answer::Withdrawn)
            continue;
        words.removeIf([&](const ConsentWord& one) { return one.consent == it.key(); });
        words.append({it.key(), it->answer, it->at});
    }
}

QList<PalmWord> palmsOf(const Standing& standing, const QList<CaseWord>& cases)
{
    QList<PalmWord> words;
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        PalmWord word{hand};
        if (const auto from = standing.palmCases.constFind(hand); from != standing.palmCases.cend()) {
            const auto made = std::ranges::find(cases, *from, &CaseWord::id);
            word.isEnrolled = true;
            word.at = made == cases.end() ? core::WallTime{} : made->opened;
        } else if (const auto until = standing.exceptions.constFind(hand); until != standing.exceptions.cend()) {
            const auto end = core::fromIsoText(*until);
            word.isExcepted = true;
            word.until = end ? std::optional(*end) : std::nullopt;
        } else {
            continue;
        }
        words.append(word);
    }
    return words;
}

struct SentNotice
{
    QString from;
    Passing what;
};

Result<QList<SentNotice>> sentNotices(vault::Store& store, const casefile::ClientId& client)
{
    const auto lines = store.journal().read({.kinds = {Kind::NoticeSent}, .client = client, .most = kMostExports});
    if (!lines)
        return failure(lines);
    QList<SentNotice> sent;
    for (const vault::JournalLine& line : *lines) {
        if (line.fields)
            sent.prepend({line.fields->value(u"case").toString(),
                {line.fields->value(u"about").toString(), line.fields->value(u"to").toString(), line.entry.time}});
    }
    return sent;
}

Result<> takeNotices(
    vault::Store& store, const casefile::CaseId& caseId, const QList<SentNotice>& sent, QList<Passing>& notices)
{
    const auto events = store.journal().eventsOf(caseId);
    if (!events)
        return failure(events);
    for (const casefile::Event& event : *events) {
        const QString about = event.fields.value(u"about").toString();
        const bool isSent = std::ranges::any_of(
            sent, [&](const SentNotice& one) { return one.from == caseId.toString() && one.what.what == about; });
        if (event.kind == Kind::NoticeOwed && !isSent)
            notices.append({about, event.fields.value(u"to").toString(), event.time});
    }
    return {};
}

Result<QList<Passing>> exportsOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto lines = store.journal().read({.kinds = {Kind::ExportMade}, .client = client, .most = kMostExports});
    if (!lines)
        return failure(lines);
    QList<Passing> exports;
    for (const vault::JournalLine& line : *lines) {
        if (line.fields)
            exports.prepend(
                {line.fields->value(u"what").toString(), line.fields->value(u"to").toString(), line.entry.time});
    }
    return exports;
}
} // namespace

Result<ClientFile> clientFileOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto record = store.client(client);
    if (!record)
        return failure(record);
    const auto iin = identity::Iin::parse(record->data.value(u"iin").toString());
    auto data = iin ? ClientData::fromFields(record->data, *iin) : failure(iin);
    if (!data)
        return failure(data);
    const auto standing = standingOf(store, client);
    auto documents = standing ? documentsOf(store, client) : failure(standing);
    auto exports = documents ? exportsOf(store, client) : failure(documents);
    const auto sent = exports ? sentNotices(store, client) : failure(exports);
    const auto cases = sent ? store.casesOf(client) : failure(sent);
    if (!cases)
        return failure(cases);
    ClientFile file{client, *iin, *std::move(data)};
    file.relationEnded = record->relationEnded;
    file.isHeld = record->isHeld;
    file.documents = *std::move(documents);
    file.exports = *std::move(exports);
    for (const SentNotice& one : *sent)
        file.told.append(one.what);
    for (const vault::CaseLine& line : *cases) {
        const auto state = store.caseState(line.id);
        if (!state)
            return failure(state);
        takeWords(file.consents, *state);
        file.language = core::languageFromCode(state->language).value_or(file.language);
        file.cases.append({line.id, state->purpose, state->openedAt, state->ending, state->isSettled()});
        const bool mayOwe = state->kind != u"verify" && state->ending == casefile::Ending::Accepted;
        if (const Result<> taken = mayOwe ? takeNotices(store, line.id, *sent, file.notices) : Result<>(); !taken)
            return failure(taken);
    }
    for (ConsentWord& word : file.consents)
        word.stands = standing->has(QLatin1StringView(word.consent.toLatin1()));
    file.palms = palmsOf(*standing, file.cases);
    return file;
}

Result<QList<casefile::ClientId>> findClients(vault::Store& store, const ClientQuery& query)
{
    QList<casefile::ClientId> found;
    const auto take = [&](vault::SearchField field, const QString& value) -> Result<> {
        const auto clients = value.isEmpty() ? Result<std::vector<casefile::ClientId>>() : store.find(field, value);
        if (!clients)
            return failure(clients);
        for (const casefile::ClientId& one : *clients) {
            if (!found.contains(one))
                found.append(one);
        }
        return {};
    };
    const auto phone = identity::PhoneNumber::parse(query.other);
    for (const auto& [field, value] :
        {std::pair{vault::SearchField::Iin, query.iin}, {vault::SearchField::Document, query.other},
            {vault::SearchField::Phone, phone ? phone->e164() : QString()}}) {
        if (const Result<> taken = take(field, value); !taken)
            return failure(taken);
    }
    return found;
}

} // namespace tirkeu::enrolment
