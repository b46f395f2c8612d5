#include "vaultcounter.h"

#include "deviceshown.h"
#include "evidencechecker.h"
#include "stafflookup.h"

#include <core/encoding.h>
#include <core/log.h>
#include <core/whendone.h>

#include <QTimer>
#include <QtConcurrentRun>

#include <utility>

namespace tirkeu::workstation {

using enrolment::CaseDesk;

namespace {
Q_LOGGING_CATEGORY(logCounter, "tirkeu.counter")
constexpr ErrorCode kNoCase{"counter.no-case"};
constexpr ErrorCode kScanUnderWay{"counter.scan-under-way"};
constexpr ErrorCode kLate{"sync.gateway-not-reached"};
constexpr std::chrono::seconds kOpenScanner{10};
constexpr std::chrono::seconds kSuspicionPatience{5}; ///< a client stands there
constexpr std::chrono::seconds kAttemptsPatience{2};

struct DrawnPapers
{
    QList<enrolment::UnsignedPaper> papers;
    QList<ShownPaper> shown;
};

QList<casefile::EarlierAttempts> earlierOf(const QList<wire::AttemptsElsewhere>& told)
{
    QList<casefile::EarlierAttempts> earlier;
    for (const wire::AttemptsElsewhere& one : told) {
        const auto modality = casefile::modalityNamed(one.modality);
        const auto hand = casefile::handNamed(one.hand);
        if (modality && hand)
            earlier.append({*modality, *hand, one.spent, one.voided});
    }
    return earlier;
}

template<typename T>
QFuture<Result<T>> refused(ErrorCode code, ErrorKind kind = ErrorKind::OperatorCanFix)
{
    return QtFuture::makeReadyFuture(Result<T>(failure(code, kind)));
}

// A promise that is kept from whatever thread comes to it.
template<typename T>
std::shared_ptr<QPromise<Result<T>>> begun()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template<typename T>
void keep(const std::shared_ptr<QPromise<Result<T>>>& promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}
} // namespace

VaultCounter::VaultCounter(CounterGround ground)
    : m_ground(std::move(ground))
    , m_rules{m_ground.criteria.purposes, m_ground.criteria.consents, m_ground.criteria.customer.name,
          m_ground.criteria.customer.bin.toString(), m_ground.criteria.attempts.interval,
          m_ground.criteria.palm.samplesToEnrol, m_ground.criteria.palm.samplesToVerify,
          !m_ground.criteria.review.videoQuestions.isEmpty()}
    , m_printer(m_ground.printsFolder)
    , m_guide(m_ground.scanner)
{
    m_rules.purposes.append(*enrolment::purposeNamed(enrolment::kWithdrawalPurpose, m_ground.criteria));
    m_round.setObjectName(QStringLiteral("palm round"));
    m_round.setMaxThreadCount(1);
    connect(&m_guide, &enrolment::HandGuide::seen, this, &Counter::handViewed);
    connect(&m_ground.door, &VaultDoor::openChanged, this, &VaultCounter::followDoor);
    connect(&m_ground.scanner, &devices::PalmScanner::guided, this, [this](const devices::Guidance& seen) {
        if (m_isScanning)
            Q_EMIT palmSeen({imageOf(seen.preview), seen.handPresent,
                seen.hint ? std::optional(devices::retryWith(*seen.hint)) : std::nullopt});
    });
}

VaultCounter::~VaultCounter()
{
    stopPalm();
    m_round.waitForDone();
}

// What the desk refers to goes when the vault closes; the job stands before the closing in the vault's queue.
void VaultCounter::followDoor(bool isOpen)
{
    if (!isOpen)
        stopPalm();
    m_shown.clear();
    (void)m_ground.vault.perform<void>([desk = m_desk](vault::Vault&) -> Result<> {
        desk->drop();
        return {};
    });
    if (isOpen)
        Q_EMIT waitingChanged();
}

QString VaultCounter::shownName(const QString& actor) const
{
    return staffNames(m_ground.criteria).value(actor, actor.left(16));
}

enrolment::Slip VaultCounter::slip(const CaseView& view, core::Language language) const
{
    return enrolment::slipOf(view.state, m_ground.criteria, language);
}

bool VaultCounter::isSupervisor() const
{
    const auto fingerprint = core::fromHex(m_ground.door.owner().toLatin1());
    const criteria::StaffMember* member = fingerprint ? m_ground.criteria.staffByCertificate(*fingerprint) : nullptr;
    return member != nullptr && member->role == identity::StaffRole::Supervisor;
}

QFuture<Result<QList<WaitingCase>>> VaultCounter::waiting()
{
    return m_ground.vault.perform<QList<WaitingCase>>(
        [&criteria = m_ground.criteria, actor = m_ground.door.owner(), supervises = isSupervisor()](
            vault::Vault& vault) { return counterdesk::waiting(vault.store(), criteria, actor, supervises); });
}

QFuture<Result<std::optional<KnownClient>>> VaultCounter::known(const identity::Iin& iin)
{
    return m_ground.vault.perform<std::optional<KnownClient>>(
        [iin, &criteria = m_ground.criteria, actor = m_ground.door.owner()](
            vault::Vault& vault) { return counterdesk::known(vault.store(), criteria, iin, actor); });
}

QFuture<Result<std::optional<enrolment::BankClient>>> VaultCounter::atBank(const identity::Iin& iin)
{
    return m_ground.askBank ? m_ground.askBank(iin)
                            : QtFuture::makeReadyFuture(Result<std::optional<enrolment::BankClient>>());
}

Counter::Answer VaultCounter::atCase(AtCase action)
{
    return m_ground.vault.perform<CaseView>(
        [desk = m_desk, action = std::move(action)](vault::Vault&) -> Result<CaseView> {
            if (!desk->desk)
                return failure(kNoCase, ErrorKind::OperatorCanFix);
            if (const Result<> done = action(*desk->desk); !done)
                return failure(done);
            return counterdesk::viewOf(*desk->desk);
        });
}

Counter::Answer VaultCounter::atNewDesk(AtNewCase action, Desk whose)
{
    const std::optional<StaffMember> member = m_ground.member();
    if (!member)
        return refused<CaseView>(kNoCase);
    if (const Result<> may = m_ground.signing.mayBegin(*member); !may)
        return QtFuture::makeReadyFuture(Result<CaseView>(failure(may)));
    const enrolment::Teller teller{member->id, member->signature, m_ground.workstation};
    return m_ground.vault.perform<CaseView>([desk = m_desk, &criteria = m_ground.criteria, teller, whose,
                                                action = std::move(action)](vault::Vault& vault) -> Result<CaseView> {
        desk->renew(vault.store(), criteria, teller);
        desk->isLookedAt = whose == Desk::Anothers;
        if (const Result<> done = action(*desk->desk, vault.store()); !done) {
            desk->desk.reset();
            return failure(done);
        }
        return counterdesk::viewOf(*desk->desk);
    });
}

enrolment::AtDesk VaultCounter::atDesk() const
{
    return [&vault = m_ground.vault, desk = m_desk](const AtCase& action) -> Result<> {
        return vault
            .perform<void>([desk, action](vault::Vault&) -> Result<> {
                return desk->desk ? action(*desk->desk) : Result<>(failure(kNoCase, ErrorKind::OperatorCanFix));
            })
            .result();
    };
}

// Attempts count across the branch (BIO-8, BIO-22). Where the bank does not say in time what was spent elsewhere, this
// workstation counts its own, and the bank holds the case against the others' when it is delivered.
Counter::Answer VaultCounter::begin(const NewClient& client)
{
    const AskedAttempts asked = m_ground.askAttempts ? m_ground.askAttempts(client.opening.iin) : std::nullopt;
    if (!asked)
        return open(client);
    const auto serving = [this] {
        const std::optional<StaffMember> member = m_ground.member();
        return member ? member->id : QString();
    };
    const auto promise = begun<CaseView>();
    const auto isOver = std::make_shared<bool>(false);
    const auto goOn = [this, isOver, client, promise, serving, asker = serving()](
                          const Result<QList<wire::AttemptsElsewhere>>& told) {
        if (std::exchange(*isOver, true))
            return;
        if (serving() != asker) // who has signed in meanwhile did not begin it
            return keep<CaseView>(promise, failure(kNoCase, ErrorKind::OperatorCanFix));
        NewClient counted = client;
        if (told)
            counted.opening.elsewhere = earlierOf(*told);
        else
            core::logInfo(logCounter()) << "attempts elsewhere were not told" << told.error();
        core::whenDone(open(counted), this, [promise](const Result<CaseView>& view) { keep<CaseView>(promise, view); });
    };
    core::whenDone(*asked, this, goOn);
    QTimer::singleShot(kAttemptsPatience, this, [goOn] { goOn(failure(kLate, ErrorKind::Retry)); });
    return promise->future();
}

Counter::Answer VaultCounter::open(const NewClient& client)
{
    return withPhoneOwner(withReferencePalms(
        atNewDesk([client](CaseDesk& desk, vault::Store&) { return counterdesk::begin(desk, client); })));
}

// Nobody waits for it, and no answer is none: the telephone stays unchecked.
Counter::Answer VaultCounter::withPhoneOwner(Answer answer)
{
    if (!m_ground.askPhone)
        return answer;
    core::whenDone(answer, this, [this](const Result<CaseView>& view) {
        if (!view || !view->client || !view->client->phone)
            return;
        const identity::PhoneNumber phone = *view->client->phone;
        core::whenDone(m_ground.askPhone({view->state.iin, phone.e164()}), this,
            [this, id = *view->state.id, phone](const Result<wire::PhoneSaid>& said) {
                if (!said) {
                    core::logInfo(logCounter()) << "whose the telephone is was not told" << said.error();
                    return;
                }
                const auto state =
                    said->isTheirs ? enrolment::PhoneState::Confirmed : enrolment::PhoneState::NotConfirmed;
                (void)m_ground.vault.perform<void>(
                    [desk = m_desk, id, phone, state, source = said->source](vault::Vault&) -> Result<> {
                        return desk->desk ? desk->desk->takePhoneWord(id, phone, state, source) : Result<>();
                    });
            });
    });
    return answer;
}

Counter::Answer VaultCounter::withReferencePalms(Answer answer)
{
    if (!m_ground.askPalms)
        return answer;
    core::whenDone(answer, this, [this](const Result<CaseView>& view) {
        if (!view)
            return;
        const wire::PalmsAsked asked{view->state.iin, view->state.purpose, view->state.id->uuid()};
        const auto needed = m_ground.vault.perform<bool>([desk = m_desk](vault::Vault&) {
            return desk->desk ? desk->desk->needsReferencePalms() : Result<bool>(false);
        });
        core::whenDone(needed, this, [this, asked](const Result<bool>& isNeeded) {
            if (isNeeded && *isNeeded)
                askForPalms(asked);
        });
    });
    return answer;
}

// Nobody waits for it: what has not come when the hand was scanned is awaited, as without a line.
void VaultCounter::askForPalms(const wire::PalmsAsked& asked)
{
    core::whenDone(m_ground.askPalms(asked), this, [this, asked](const Result<QList<wire::PalmGiven>>& given) {
        if (!given) {
            core::logInfo(logCounter()) << "no palms from the reference database" << given.error();
            return;
        }
        std::vector<palm::PalmTemplate> palms;
        for (const wire::PalmGiven& one : *given) {
            if (const auto palm = palm::PalmTemplate::fromBytes(one.palm))
                palms.push_back(*palm);
        }
        (void)m_ground.vault.perform<void>(
            [desk = m_desk, id = casefile::CaseId(asked.caseId), palms](vault::Vault&) -> Result<> {
                return desk->desk ? desk->desk->takeReferencePalms(id, palms) : Result<>();
            });
    });
}

Counter::Answer VaultCounter::take(const casefile::CaseId& id)
{
    return withReferencePalms(atNewDesk([id, supervises = isSupervisor()](CaseDesk& desk, vault::Store& store) {
        return counterdesk::take(desk, store, id, supervises);
    }));
}

Counter::Answer VaultCounter::correct(const NewClient& client)
{
    return withPhoneOwner(atCase([client](CaseDesk& desk) -> Result<> {
        const Result<> recorded = desk.recordClient(client.data);
        return recorded ? desk.notePhone(client.phone) : recorded;
    }));
}

Counter::Answer VaultCounter::answer(const QList<enrolment::ConsentAnswer>& answers)
{
    const bool together = m_ground.criteria.consents.oneSignatureForAll;
    return atCase([answers, together](CaseDesk& desk) -> Result<> {
        if (together) {
            QList<enrolment::ConsentAnswer> once = answers;
            for (qsizetype i = 1; i < once.size(); ++i)
                once[i].evidence.clear(); // the paper is kept once, for all that it says
            return desk.answerAll(once);
        }
        for (const enrolment::ConsentAnswer& one : answers) {
            if (const Result<> said = desk.answer(one); !said)
                return said;
        }
        return {};
    });
}

QFuture<Result<enrolment::ConsentStatement>> VaultCounter::consentStatement(
    const QList<enrolment::ConsentAnswer>& answers)
{
    return m_ground.vault.perform<enrolment::ConsentStatement>(
        [desk = m_desk, answers](vault::Vault&) -> Result<enrolment::ConsentStatement> {
            return desk->desk ? desk->desk->statementOf(answers) : failure(kNoCase, ErrorKind::OperatorCanFix);
        });
}

QFuture<Result<PalmAnswer>> VaultCounter::palm(casefile::Hand hand)
{
    if (m_isScanning)
        return refused<PalmAnswer>(kScanUnderWay);
    m_stop = false;
    m_isScanning = true;
    m_guide.expect(hand);
    const auto promise = begun<PalmAnswer>();
    core::whenDone(QtConcurrent::run(&m_round, [this, hand] { return runPalm(hand); }), this,
        [this, promise](const Result<PalmAnswer>& answer) {
            m_isScanning = false;
            keep<PalmAnswer>(promise, answer);
        });
    return promise->future();
}

// On the round's thread.
Result<PalmAnswer> VaultCounter::runPalm(casefile::Hand hand)
{
    if (const auto opened = m_ground.scanner.open(kOpenScanner).result(); !opened)
        return failure(opened);
    const enrolment::AtDesk desk = atDesk();
    bool isVerified = false; // else it is enrolled
    const Result<> asked = desk([&isVerified](CaseDesk& at) -> Result<> {
        isVerified = at.purpose().kind == criteria::Purpose::Kind::Verify;
        return {};
    });
    if (!asked)
        return failure(asked);
    const criteria::PalmRules& rules = m_ground.criteria.palm;
    const enrolment::PalmRound round{hand, isVerified ? rules.samplesToVerify : rules.samplesToEnrol, rules};
    const auto tell = [this](const enrolment::PalmProgress& progress) {
        QMetaObject::invokeMethod(
            this, [this, progress] { Q_EMIT palmProgress(progress); }, Qt::QueuedConnection);
    };
    const auto end =
        enrolment::runPalmRound(m_ground.scanner, desk, round, m_ground.gate, tell, m_stop, m_ground.clock);
    if (!end)
        return failure(end);
    PalmAnswer answer{*end, {}};
    const Result<> looked = desk([&answer](CaseDesk& at) -> Result<> {
        auto view = counterdesk::viewOf(at);
        if (!view)
            return failure(view);
        answer.view = *std::move(view);
        return {};
    });
    return looked ? Result<PalmAnswer>(answer) : failure(looked);
}

void VaultCounter::stopPalm()
{
    m_stop = true;
    if (m_isScanning)
        m_ground.scanner.cancel();
}

Counter::Answer VaultCounter::decide(const QString& reason)
{
    const auto decideNow = [this, reason] {
        return atCase([reason](CaseDesk& desk) { return counterdesk::decide(desk, reason); });
    };
    if (!m_ground.askSuspicion)
        return decideNow();
    using Question = std::optional<wire::SuspicionAsked>;
    const auto promise = begun<CaseView>();
    const auto question = m_ground.vault.perform<Question>([desk = m_desk](vault::Vault&) -> Result<Question> {
        return desk->desk ? desk->desk->suspicionToAsk() : Question();
    });
    core::whenDone(question, this, [this, promise, reason, decideNow](const Result<Question>& asked) {
        if (asked && *asked)
            return decideAfter(**asked, reason, promise);
        core::whenDone(decideNow(), this, [promise](const Result<CaseView>& view) { keep<CaseView>(promise, view); });
    });
    return promise->future();
}

// A system that is away keeps no client waiting: that it did not answer in time, or that there was no line to ask it
// by, is written down, and the case goes on.
void VaultCounter::decideAfter(const wire::SuspicionAsked& asked, const QString& reason, const Decided& promise)
{
    const QString service = QString::fromLatin1(wire::SuspicionAsked::kService);
    const core::Uuid call = core::Uuid::make(m_ground.clock);
    const AskedSuspicion answer = m_ground.askSuspicion(asked, call, kSuspicionPatience);
    if (!answer)
        return decideKnowing(asked, {service, core::Uuid(), QStringLiteral("not-asked")}, reason, promise);
    const auto isOver = std::make_shared<bool>(false);
    const auto goOn = [this, isOver, asked, service, call, reason, promise](const Result<wire::SuspicionSaid>& said) {
        enrolment::ServiceWord word{service, call, QString(enrolment::kServiceNotReached)};
        if (said) {
            word.verdict = said->isSuspected ? QString(casefile::kSuspected) : QStringLiteral("not-suspected");
            word.source = said->source;
            word.reason = said->reason;
        }
        if (!std::exchange(*isOver, true))
            decideKnowing(asked, word, reason, promise);
        else if (word.verdict == casefile::kSuspected)
            takeLateWord(casefile::CaseId(asked.caseId), word);
    };
    core::whenDone(*answer, this, goOn);
    QTimer::singleShot(kSuspicionPatience, this, [goOn] { goOn(failure(kLate, ErrorKind::Retry)); });
}

void VaultCounter::decideKnowing(const wire::SuspicionAsked& asked, const enrolment::ServiceWord& word,
    const QString& reason, const Decided& promise)
{
    const auto decided = atCase([asked, reason, word](CaseDesk& desk) -> Result<> {
        const casefile::CaseId id(asked.caseId);
        if (desk.state().id != id) // left meanwhile
            return failure(kNoCase, ErrorKind::OperatorCanFix);
        const Result<> taken = desk.takeServiceWord(id, word);
        return taken ? counterdesk::decide(desk, reason) : taken;
    });
    core::whenDone(decided, this, [promise](const Result<CaseView>& view) { keep<CaseView>(promise, view); });
}

// The case went on without it: a supervisor looks into it.
void VaultCounter::takeLateWord(const casefile::CaseId& id, const enrolment::ServiceWord& word)
{
    const auto taken = m_ground.vault.perform<void>([desk = m_desk, id, word](vault::Vault& vault) {
        return counterdesk::takeLateWord(*desk, vault.store(), id, word);
    });
    core::whenDone(taken, this, [this](const Result<>& kept) {
        if (!kept)
            core::logWarning(logCounter()) << "a late suspicion could not be written down" << kept.error();
        Q_EMIT waitingChanged();
    });
}

Counter::Answer VaultCounter::end(casefile::Ending ending, const QString& reason)
{
    return atCase([ending, reason](CaseDesk& desk) { return desk.end(ending, reason); });
}

QFuture<Result<QList<ShownPaper>>> VaultCounter::papers()
{
    m_shown.clear();
    const auto promise = begun<QList<ShownPaper>>();
    const auto drawn = m_ground.vault.perform<DrawnPapers>(
        [desk = m_desk, trust = m_ground.trust, now = m_ground.clock.wall()](vault::Vault&) -> Result<DrawnPapers> {
            if (!desk->desk)
                return failure(kNoCase, ErrorKind::OperatorCanFix);
            const auto papers = desk->desk->unsignedPapers();
            if (!papers)
                return failure(papers);
            DrawnPapers all{*papers, {}};
            for (const enrolment::UnsignedPaper& paper : *papers) {
                const CheckedDocument read = checkedDocument(paper.pdf, trust, now);
                all.shown.append({paper.kind, read.record.value_or(evidence::RecordView()), read.pictures});
            }
            return all;
        });
    core::whenDone(drawn, this, [this, promise](const Result<DrawnPapers>& all) {
        if (all)
            m_shown = all->papers;
        keep<QList<ShownPaper>>(promise, all ? Result<QList<ShownPaper>>(all->shown) : failure(all));
    });
    return promise->future();
}

Counter::Answer VaultCounter::sign(core::SecureBytes pin, LastTry lastTry)
{
    const auto promise = begun<CaseView>();
    core::whenDone(m_ground.signing.sign(std::move(pin), lastTry, atDesk(), m_shown), this,
        [this, promise](const Result<int>& done) {
            if (!done)
                return keep<CaseView>(promise, failure(done));
            const Answer now = atCase([](CaseDesk&) -> Result<> { return {}; });
            core::whenDone(now, this, [this, promise](const Result<CaseView>& view) {
                keep<CaseView>(promise, view);
                Q_EMIT waitingChanged();
            });
        });
    return promise->future();
}

Counter::Answer VaultCounter::noteSlip(core::Language language)
{
    return atCase([language](CaseDesk& desk) { return desk.noteSlip(language); });
}

QFuture<Result<QString>> VaultCounter::print(const QString& name, const QByteArray& pdf)
{
    const auto promise = begun<QString>();
    core::whenDone(m_printer.print(name, pdf), this, [this, promise, name](const Result<QString>& printed) {
        if (!printed)
            return keep<QString>(promise, printed);
        core::whenDone(notePrint(name), this, [promise, printed = *printed](const Result<>& noted) {
            keep<QString>(promise, noted ? Result<QString>(printed) : failure(noted));
        });
    });
    return promise->future();
}

// Whose paper went to the printer, by the kind of paper alone.
QFuture<Result<>> VaultCounter::notePrint(const QString& name)
{
    return m_ground.vault.perform<void>(
        [desk = m_desk, what = name.section(u'-', 0, 0)](vault::Vault& vault) -> Result<> {
            if (!desk->desk || !desk->desk->state().client)
                return {};
            const casefile::CaseState& state = desk->desk->state();
            const auto entry = vault.store().append({casefile::Kind::PrintMade, vault.store().clock().wall(),
                state.actor, state.client, {}, {{QStringLiteral("what"), what}, {QStringLiteral("copies"), 1}}});
            return entry ? Result<>() : failure(entry);
        });
}

Counter::Answer VaultCounter::pause(const QString& why)
{
    const Answer paused = atCase([why](CaseDesk& desk) { return desk.pause(why); });
    core::whenDone(paused, this, [this](const Result<CaseView>&) { Q_EMIT waitingChanged(); });
    return paused;
}

} // namespace tirkeu::workstation
