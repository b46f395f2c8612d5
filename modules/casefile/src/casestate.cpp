#include <casefile/casestate.h>

#include <core/json.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::casefile {

namespace {
constexpr ErrorCode kUnknownWord{"casefile.unknown-state-word"};

template<typename E>
Result<E> byName(QStringView name, std::initializer_list<E> values)
{
    for (const E value : values) {
        if (nameOf(value) == name)
            return value;
    }
    return failure(kUnknownWord, ErrorKind::Bug, name.toString(), {name.toString()});
}
} // namespace

QString nameOf(Phase phase)
{
    switch (phase) {
    case Phase::NotOpened:
        return QStringLiteral("not-opened");
    case Phase::Open:
        return QStringLiteral("open");
    case Phase::Paused:
        return QStringLiteral("paused");
    case Phase::Ended:
        return QStringLiteral("ended");
    }
    return {};
}

QString nameOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Accepted:
        return QStringLiteral("accepted");
    case Outcome::Refused:
        return QStringLiteral("refused");
    case Outcome::Negative:
        return QStringLiteral("negative");
    case Outcome::Awaited:
        return QStringLiteral("awaited");
    }
    return {};
}

QString nameOf(Ending ending)
{
    switch (ending) {
    case Ending::Accepted:
        return QStringLiteral("accepted");
    case Ending::Refused:
        return QStringLiteral("refused");
    case Ending::Negative:
        return QStringLiteral("negative");
    case Ending::Awaited:
        return QStringLiteral("awaited");
    case Ending::Abandoned:
        return QStringLiteral("abandoned");
    case Ending::Aborted:
        return QStringLiteral("aborted");
    case Ending::TimedOut:
        return QStringLiteral("timed-out");
    case Ending::Withdrawn:
        return QStringLiteral("withdrawn");
    }
    return {};
}

QString nameOf(Delivery delivery)
{
    switch (delivery) {
    case Delivery::None:
        return QStringLiteral("none");
    case Delivery::Queued:
        return QStringLiteral("queued");
    case Delivery::Sent:
        return QStringLiteral("sent");
    case Delivery::Accepted:
        return QStringLiteral("accepted");
    case Delivery::Refused:
        return QStringLiteral("refused");
    case Delivery::Superseded:
        return QStringLiteral("superseded");
    }
    return {};
}

QString nameOf(Attempt::State state)
{
    switch (state) {
    case Attempt::State::Running:
        return QStringLiteral("running");
    case Attempt::State::Authentic:
        return QStringLiteral("authentic");
    case Attempt::State::NotAuthentic:
        return QStringLiteral("not-authentic");
    case Attempt::State::Voided:
        return QStringLiteral("voided");
    }
    return {};
}

QString nameOf(ConsentState::Answer answer)
{
    switch (answer) {
    case ConsentState::Answer::Given:
        return QStringLiteral("given");
    case ConsentState::Answer::Refused:
        return QStringLiteral("refused");
    case ConsentState::Answer::Withdrawn:
        return QStringLiteral("withdrawn");
    }
    return {};
}

Result<Outcome> outcomeNamed(QStringView name)
{
    return byName(name, {Outcome::Accepted, Outcome::Refused, Outcome::Negative, Outcome::Awaited});
}

Result<Ending> endingNamed(QStringView name)
{
    return byName(name, {Ending::Accepted, Ending::Refused, Ending::Negative, Ending::Awaited, Ending::Abandoned,
                            Ending::Aborted, Ending::TimedOut, Ending::Withdrawn});
}

QJsonObject Limits::toJson() const
{
    return {{QStringLiteral("attempts"), attempts}, {QStringLiteral("voids"), voids},
        {QStringLiteral("intervalSeconds"), intervalSeconds}};
}

Result<Limits> Limits::fromJson(const QJsonObject& object)
{
    core::JsonFields fields(object);
    Limits limits;
    limits.attempts = static_cast<int>(fields.integer(QLatin1StringView("attempts"), 1, kMostAttempts));
    limits.voids = static_cast<int>(fields.integer(QLatin1StringView("voids"), 0, kMostVoids));
    limits.intervalSeconds = fields.integer(QLatin1StringView("intervalSeconds"), 1, qint64(366) * 86'400);
    if (const Result<> finished = fields.finish(); !finished)
        return failure(finished);
    return limits;
}

QJsonObject EarlierAttempts::toJson() const
{
    return {{QStringLiteral("modality"), nameOf(modality)}, {QStringLiteral("hand"), nameOf(hand)},
        {QStringLiteral("spent"), spent}, {QStringLiteral("voided"), voided}};
}

bool CaseState::has(QLatin1StringView consent) const
{
    const auto found = consents.constFind(consent);
    return found != consents.cend() && found->answer == ConsentState::Answer::Given;
}

const Attempt* CaseState::attempt(const core::Uuid& attemptId) const
{
    const auto found = std::ranges::find(attempts, attemptId, &Attempt::id);
    return found != attempts.cend() ? &*found : nullptr;
}

const Attempt* CaseState::runningAttempt() const
{
    const auto found = std::ranges::find(attempts, Attempt::State::Running, &Attempt::state);
    return found != attempts.cend() ? &*found : nullptr;
}

int CaseState::spent(Modality modality, Hand hand) const
{
    int count = 0;
    for (const EarlierAttempts& before : earlier) {
        if (before.modality == modality && before.hand == hand)
            count += before.spent;
    }
    for (const Attempt& one : attempts) {
        const bool counts = one.state == Attempt::State::Running || one.state == Attempt::State::NotAuthentic;
        if (one.modality == modality && one.hand == hand && counts)
            ++count;
    }
    return count;
}

bool CaseState::isAuthentic(Modality modality, Hand hand) const
{
    return std::ranges::any_of(attempts, [&](const Attempt& one) {
        return one.modality == modality && one.hand == hand && one.state == Attempt::State::Authentic;
    });
}

bool CaseState::isNegative(Modality modality, Hand hand) const
{
    const Attempt* running = runningAttempt();
    const bool stillRunning = running && running->modality == modality && running->hand == hand;
    return !stillRunning && !isAuthentic(modality, hand) && spent(modality, hand) >= limits.attempts;
}

bool CaseState::awaitsAnswer() const
{
    return std::ranges::any_of(comparisons, [](const ComparisonState& one) { return !one.outcome; });
}

bool CaseState::hasOpenQuestion() const
{
    return std::ranges::any_of(questions, [](const QString& answer) { return answer.isEmpty(); });
}

bool CaseState::isSettled() const
{
    return phase == Phase::Ended && std::ranges::all_of(documents, [](const auto& one) { return one.isSigned; });
}

QJsonObject CaseState::toJson() const
{
    QJsonObject object{{QStringLiteral("phase"), nameOf(phase)}, {QStringLiteral("iin"), iin},
        {QStringLiteral("purpose"), purpose}, {QStringLiteral("language"), language},
        {QStringLiteral("criteria"), criteria}, {QStringLiteral("steps"), QJsonArray::fromStringList(steps)},
        {QStringLiteral("openedAt"), core::toIsoText(openedAt)},
        {QStringLiteral("deadline"), core::toIsoText(deadline)}, {QStringLiteral("actor"), actor},
        {QStringLiteral("actors"), QJsonArray::fromStringList(actors)}, {QStringLiteral("limits"), limits.toJson()},
        {QStringLiteral("recorded"), isRecorded}, {QStringLiteral("visuallyIdentified"), isVisuallyIdentified},
        {QStringLiteral("present"), isPresent}, {QStringLiteral("phone"), phone}, {QStringLiteral("voids"), voids},
        {QStringLiteral("duplicates"), duplicates},
        {QStringLiteral("suspicions"), QJsonArray::fromStringList(suspicions)},
        {QStringLiteral("lastAt"), core::toIsoText(lastAt)}, {QStringLiteral("events"), events},
        {QStringLiteral("kind"), kind}, {QStringLiteral("asksConsents"), QJsonArray::fromStringList(asksConsents)},
        {QStringLiteral("workstation"), workstation}};
    if (id)
        object.insert(QStringLiteral("case"), id->toString());
    if (client)
        object.insert(QStringLiteral("client"), client->toString());
    if (decision)
        object.insert(QStringLiteral("decision"), nameOf(*decision));
    if (ending)
        object.insert(QStringLiteral("ending"), nameOf(*ending));

    QJsonArray earlierList;
    for (const EarlierAttempts& one : earlier)
        earlierList.append(one.toJson());
    object.insert(QStringLiteral("earlier"), earlierList);
    QJsonArray attemptList;
    for (const Attempt& one : attempts) {
        attemptList.append(QJsonObject{{QStringLiteral("attempt"), one.id.toString()},
            {QStringLiteral("modality"), nameOf(one.modality)}, {QStringLiteral("hand"), nameOf(one.hand)},
            {QStringLiteral("number"), one.number}, {QStringLiteral("state"), nameOf(one.state)}});
    }
    object.insert(QStringLiteral("attempts"), attemptList);

    QJsonObject consentMap;
    for (auto it = consents.cbegin(); it != consents.cend(); ++it) {
        QJsonObject one{{QStringLiteral("answer"), nameOf(it->answer)}, {QStringLiteral("at"), core::toIsoText(it->at)},
            {QStringLiteral("means"), it->means}};
        if (it->from)
            one.insert(QStringLiteral("from"), it->from->toString());
        consentMap.insert(it.key(), one);
    }
    object.insert(QStringLiteral("consents"), consentMap);
    QJsonObject hands;
    for (auto it = exceptedHands.cbegin(); it != exceptedHands.cend(); ++it)
        hands.insert(nameOf(it.key()), it.value());
    object.insert(QStringLiteral("exceptedHands"), hands);
    QJsonArray carried;
    for (const Hand hand : carriedExceptions)
        carried.append(nameOf(hand));
    object.insert(QStringLiteral("carriedExceptions"), carried);
    QJsonObject templateMap;
    for (auto it = templates.cbegin(); it != templates.cend(); ++it)
        templateMap.insert(it.key().toString(), it.value().toString());
    object.insert(QStringLiteral("templates"), templateMap);
    QJsonObject comparisonMap;
    for (auto it = comparisons.cbegin(); it != comparisons.cend(); ++it)
        comparisonMap.insert(it.key().toString(), it->outcome ? nameOf(*it->outcome) : QStringLiteral("awaited"));
    object.insert(QStringLiteral("comparisons"), comparisonMap);
    QJsonObject questionMap;
    for (auto it = questions.cbegin(); it != questions.cend(); ++it)
        questionMap.insert(it.key().toString(), QJsonObject{{QStringLiteral("answer"), it.value()},
                                                    {QStringLiteral("about"), questionsAbout.value(it.key())}});
    object.insert(QStringLiteral("questions"), questionMap);
    QJsonObject documentMap;
    for (auto it = documents.cbegin(); it != documents.cend(); ++it) {
        documentMap.insert(it.key().toString(),
            QJsonObject{{QStringLiteral("kind"), it->kind}, {QStringLiteral("digest"), it->digest},
                {QStringLiteral("signed"), it->isSigned}, {QStringLiteral("stamped"), it->isStamped}});
    }
    object.insert(QStringLiteral("documents"), documentMap);
    QJsonObject packageMap;
    for (auto it = packages.cbegin(); it != packages.cend(); ++it)
        packageMap.insert(it.key().toString(), nameOf(it.value()));
    object.insert(QStringLiteral("packages"), packageMap);
    return object;
}

} // namespace tirkeu::casefile
