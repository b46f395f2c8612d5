#include <enrolment/casedesk.h>

#include "deskhelp.h"

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;
using casefile::MatchOutcome;
using casefile::Outcome;

namespace {
constexpr ErrorCode kNotItsTurn{"enrolment.not-its-turn"};
constexpr ErrorCode kNoSupervisor{"enrolment.no-supervisor"};
constexpr ErrorCode kNoQuestion{"enrolment.no-question"};
constexpr ErrorCode kSecondProof{"enrolment.second-proof-missing"};
const QString kReplacement = QStringLiteral("replacement");
} // namespace

Result<> CaseDesk::ask(const QString& about, const QStringList& reasons)
{
    return say(Kind::QuestionRaised,
        {{QStringLiteral("question"), core::Uuid::make(m_store.clock()).toString()}, {QStringLiteral("about"), about},
            {QStringLiteral("reasons"), QJsonArray::fromStringList(reasons)}});
}

Result<> CaseDesk::sayDecision(Outcome outcome, const QString& reason)
{
    return say(Kind::DecisionMade,
        {{QStringLiteral("outcome"), casefile::nameOf(outcome)}, {QStringLiteral("by"), QStringLiteral("rule")},
            {QStringLiteral("reasons"), QJsonArray{reason}}});
}

Result<QStringList> CaseDesk::againstReplacement() const
{
    if (m_purpose.kind != criteria::Purpose::Kind::Enrol || m_state.templates.isEmpty())
        return QStringList();
    const auto before = standing();
    if (!before)
        return failure(before);
    if (before->palms.isEmpty())
        return QStringList();
    if (m_state.comparisons.isEmpty())
        return QStringList{QStringLiteral("old-palm-not-shown")};
    const bool allMatch =
        std::ranges::all_of(m_state.comparisons, [](const auto& one) { return one.outcome == MatchOutcome::Match; });
    return allMatch ? QStringList() : QStringList{QStringLiteral("old-palm-differs")};
}

Result<std::optional<casefile::Event>> CaseDesk::replacementNotice(casefile::Ending ending) const
{
    if (ending != casefile::Ending::Accepted || m_purpose.kind != criteria::Purpose::Kind::Enrol)
        return std::nullopt;
    const auto before = standing();
    if (!before)
        return failure(before);
    const bool isReplaced = std::ranges::any_of(m_state.templates, [&](const core::Uuid& attempt) {
        const casefile::Attempt* one = m_state.attempt(attempt);
        return one && before->palms.contains(one->hand);
    });
    if (!isReplaced)
        return std::nullopt;
    const auto phone = registeredPhone(m_store, *m_state.client, *m_state.id);
    if (!phone)
        return failure(phone);
    return event(Kind::NoticeOwed, {{QStringLiteral("about"), QStringLiteral("palm-replaced")},
                                       {QStringLiteral("to"), phone->isEmpty() ? QStringLiteral("none") : *phone}});
}

Result<> CaseDesk::decide()
{
    if (m_state.hasOpenQuestion())
        return {};
    const auto now = stepNow(plan());
    if (now != criteria::Step::Decision)
        return failure(kNotItsTurn, ErrorKind::OperatorCanFix, now ? criteria::code(*now) : QString());
    if (!areConsentsGiven(m_state, m_purpose))
        return sayDecision(Outcome::Refused, QStringLiteral("consent-refused"));
    if (!hasPalmToScan(m_state, m_purpose))
        return sayDecision(Outcome::Refused, QStringLiteral("no-palm-to-scan"));
    const auto replacement = againstReplacement();
    if (!replacement)
        return failure(replacement);
    const criteria::Facts facts = factsOf(m_state, m_purpose);
    const bool isFailed = facts.value(criteria::Fact::PalmAuthenticity) == criteria::FactState::Negative;
    if (!replacement->isEmpty() && !isFailed)
        return ask(kReplacement, *replacement + m_state.suspicions);
    const criteria::Decision decision = criteria::decide(m_criteria.decisions, facts);
    const QString rule = decision.rule.isEmpty() ? QStringLiteral("no-rule-fits") : decision.rule;
    // No rule accepts over a suspicion.
    const bool isSuspect = decision.verdict == criteria::Verdict::Accept && !m_state.suspicions.isEmpty();
    if (decision.verdict == criteria::Verdict::Supervisor || isSuspect)
        return ask(QStringLiteral("decision"), QStringList{rule} + m_state.suspicions);
    return sayDecision(decision.verdict == criteria::Verdict::Accept   ? Outcome::Accepted
                       : decision.verdict == criteria::Verdict::Refuse ? Outcome::Negative
                                                                       : Outcome::Awaited,
        rule);
}

Result<> CaseDesk::call()
{
    return ask(QString(kSupervisorCall), {});
}

Result<core::Uuid> CaseDesk::openQuestion() const
{
    const auto open = std::ranges::find_if(m_state.questions, [](const QString& answer) { return answer.isEmpty(); });
    if (open == m_state.questions.end())
        return failure(kNoQuestion, ErrorKind::OperatorCanFix, m_state.id->toString());
    return open.key();
}

Result<> CaseDesk::answerQuestion(
    const QString& supervisor, bool yes, const QString& reason, const QString& secondProof)
{
    return keepReply({supervisor, yes, reason, secondProof});
}

Result<> CaseDesk::keepReply(const Reply& reply)
{
    // Whoever answers is a supervisor by the criteria, and no teller of this case (the fold looks at that).
    if (!isSupervisor(reply.supervisor))
        return failure(kNoSupervisor, ErrorKind::OperatorCanFix, reply.supervisor);
    const auto question = openQuestion();
    if (!question)
        return failure(question);
    if (reply.yes && reply.secondProof.isEmpty() && m_state.questionsAbout.value(*question) == kReplacement)
        return failure(kSecondProof, ErrorKind::OperatorCanFix, question->toString());
    const Outcome outcome = reply.yes ? Outcome::Accepted : Outcome::Refused;
    return write([&](vault::Writer& writer) -> Result<> {
        QJsonObject fields{{QStringLiteral("question"), question->toString()},
            {QStringLiteral("answer"), reply.yes ? QStringLiteral("yes") : QStringLiteral("no")},
            {QStringLiteral("reason"), reply.reason}};
        if (!reply.secondProof.isEmpty())
            fields.insert(QStringLiteral("proof"), reply.secondProof);
        if (!reply.evidence.isEmpty()) {
            const auto kept = writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, reply.evidence);
            if (!kept)
                return failure(kept);
            fields.insert(QStringLiteral("evidence"), kept->id.toString());
        }
        casefile::Event answered = event(Kind::QuestionAnswered, fields);
        casefile::Event decided = event(Kind::DecisionMade, {{QStringLiteral("outcome"), casefile::nameOf(outcome)},
                                                                {QStringLiteral("by"), QStringLiteral("supervisor")},
                                                                {QStringLiteral("reasons"), QJsonArray{reply.reason}}});
        answered.actor = decided.actor = reply.supervisor;
        std::vector<casefile::Event> said{answered};
        if (m_state.questionsAbout.value(*question) != kSupervisorCall)
            said.push_back(decided);
        if (m_state.phase == casefile::Phase::Paused) { // the answer is what it waited for
            said.insert(said.begin(), event(Kind::CaseResumed));
            said.front().actor = reply.supervisor;
        }
        for (const casefile::Event& one : said) {
            if (const auto entry = writer.append(one); !entry)
                return failure(entry);
        }
        return {};
    });
}

} // namespace tirkeu::enrolment
