#include "showroomcounter.h"

#include "showroomdevices.h"

#include <QBuffer>

namespace tirkeu::workstation {

using casefile::Hand;
using criteria::Step;
using namespace Qt::StringLiterals;

namespace {
criteria::Purpose palmEnrolment()
{
    return {u"palm-enrolment"_s, criteria::Purpose::Kind::Enrol,
        {u"Алақанды тіркеу"_s, u"Регистрация ладони"_s, u"Palm enrolment"_s}, u"BIO-19"_s,
        {Step::Client, Step::Phone, Step::Consents, Step::PalmRight, Step::PalmLeft, Step::Decision, Step::Signing,
            Step::Slip},
        {criteria::ConsentKind::PersonalData, criteria::ConsentKind::PalmScanning},
        {criteria::ConsentMeans::Stroke, criteria::ConsentMeans::OneTimeCode, criteria::ConsentMeans::EdsToken,
            criteria::ConsentMeans::SignedPaper}};
}

criteria::Purpose palmVerification()
{
    return {u"palm-verification"_s, criteria::Purpose::Kind::Verify,
        {u"Алақан бойынша тексеру"_s, u"Проверка по ладони"_s, u"Verification by palm"_s}, u"BIO-18"_s,
        {Step::Client, Step::PalmRight, Step::PalmComparison, Step::Decision, Step::Signing, Step::Slip}, {}, {}};
}

criteria::Purpose withdrawal()
{
    return {QString(enrolment::kWithdrawalPurpose), criteria::Purpose::Kind::Verify,
        {u"Келісімді қайтарып алу"_s, u"Отзыв согласия"_s, u"Withdrawal of consent"_s}, u"BIO-41"_s,
        {Step::Client, Step::Consents, Step::Signing, Step::Slip}, {}, {}};
}

criteria::ConsentText consent(criteria::ConsentKind kind, const criteria::Texts& sentence)
{
    const criteria::Texts without{u"Биометрия қолданылмайды. Қызмет жеке куәлік бойынша көрсетіледі."_s,
        u"Биометрия не применяется. Обслуживание – по удостоверению личности."_s,
        u"Biometrics are not used. You are served with your identity card."_s};
    return {kind, 1, sentence, {}, {}, {}, {}, {}, {}, {}, without};
}

criteria::Consents consents()
{
    return {
        {consent(criteria::ConsentKind::PersonalData,
             {u"Дербес деректерімді, оның ішінде биометриялық деректерімді жинауға және өңдеуге келісім беремін."_s,
                 u"Даю согласие на сбор и обработку моих персональных данных, в том числе биометрических."_s,
                 u"I consent to collection and processing of my personal data, including biometric data."_s}),
            consent(criteria::ConsentKind::PalmScanning, {u"Алақанымның ізін сканерлеуге келісім беремін."_s,
                                                             u"Даю согласие на сканирование отпечатка моей ладони."_s,
                                                             u"I consent to scanning of my palm print."_s})},
        true};
}

enrolment::ClientData client(core::WallTime now)
{
    const QDate today = core::toQDateTime(now).date();
    return {identity::PersonName::parse(u"СӘУЛЕҚЫЗЫ", u"ӘЙГЕРІМ").value(),
        identity::IdentityDocument::make(identity::DocumentKind::IdentityCard, u"012345678", today.addYears(5)).value(),
        identity::PhoneNumber::parse(u"87010000000").value()};
}

QByteArray pngOf(const QImage& image)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

template<typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}
} // namespace

void ShowroomTray::setPaper(const std::optional<TrayPaper>& paper)
{
    m_paper = paper;
    Q_EMIT changed();
}

QFuture<Result<QByteArray>> ShowroomTray::read(const TrayPaper&)
{
    return ready<QByteArray>(QByteArray("%PDF-"));
}

ShowroomCounter::ShowroomCounter(const core::Clock& clock)
    : m_clock(clock)
    , m_rules{{palmEnrolment(), palmVerification(), withdrawal()}, consents(),
          {u"«Үлгі» банкі"_s, u"Банк «Образец»"_s, u"Specimen Bank"_s}}
{
}

CaseView ShowroomCounter::view(Stand stand) const
{
    casefile::CaseState state;
    state.phase = casefile::Phase::Open;
    state.id = casefile::CaseId::make(m_clock);
    state.client = casefile::ClientId::make(m_clock);
    state.iin = u"951231600025"_s;
    state.purpose = u"palm-enrolment"_s;
    state.language = u"kk"_s;
    state.openedAt = m_clock.wall();
    state.isRecorded = state.isPresent = state.isVisuallyIdentified = true;
    state.phone = u"not-checked"_s;
    const auto attempt = [&](Hand hand, int number, casefile::Attempt::State how) {
        state.attempts.append({core::Uuid::make(m_clock), casefile::Modality::Palm, hand, number, how});
    };
    const auto answer =
        stand == Stand::Refusal ? casefile::ConsentState::Answer::Refused : casefile::ConsentState::Answer::Given;
    if (stand != Stand::Consents) {
        for (const criteria::ConsentKind kind : m_rules.purposes.constFirst().consents)
            state.consents.insert(QString(wire::consentName(kind)), {answer, m_clock.wall(), u"signed-paper"_s});
    }
    const int failures = stand == Stand::ThirdFailure ? 3 : stand == Stand::SecondAttempt ? 1 : 0;
    for (int i = 0; i < failures; ++i)
        attempt(Hand::Right, i + 1, casefile::Attempt::State::NotAuthentic);
    if (stand == Stand::Review || stand == Stand::Question || stand == Stand::Signing || stand == Stand::Slip) {
        attempt(Hand::Right, 1, casefile::Attempt::State::Authentic);
        attempt(Hand::Left, 1, casefile::Attempt::State::Authentic);
    }
    if (stand == Stand::Question) {
        const core::Uuid question = core::Uuid::make(m_clock);
        state.questions.insert(question, QString());
        state.questionsAbout.insert(question, u"replacement"_s);
        state.suspicions = {u"hands-exchanged"_s};
        state.comparisons.insert(
            core::Uuid::make(m_clock), {state.attempts.constFirst().id, casefile::MatchOutcome::NoMatch});
    }
    if (stand == Stand::Signing || stand == Stand::Slip) {
        state.decision = casefile::Outcome::Accepted;
        state.ending = casefile::Ending::Accepted;
        state.phase = casefile::Phase::Ended;
        state.documents.insert(core::Uuid::make(m_clock), {u"bio-23"_s, {}, stand == Stand::Slip});
    }
    qsizetype purpose = 0;
    if (stand == Stand::Unknown || stand == Stand::Awaited || stand == Stand::AwaitedSigned) {
        purpose = 1;
        state.kind = u"verify"_s;
        attempt(Hand::Right, 1, casefile::Attempt::State::Authentic);
        state.comparisons.insert(core::Uuid::make(m_clock),
            {state.attempts.constFirst().id,
                stand == Stand::Unknown ? std::optional(casefile::MatchOutcome::NoMatch) : std::nullopt});
        if (stand != Stand::Unknown) {
            state.decision = casefile::Outcome::Awaited;
            state.ending = casefile::Ending::Awaited;
            state.phase = casefile::Phase::Ended;
            state.documents.insert(core::Uuid::make(m_clock), {u"bio-23"_s, {}, stand == Stand::AwaitedSigned});
        }
    } else if (stand == Stand::Withdrawal) {
        purpose = 2;
        state.kind = u"withdraw"_s;
    }
    state.purpose = m_rules.purposes.at(purpose).id;
    return {state, enrolment::planOf(state, m_rules.purposes.at(purpose)), client(m_clock.wall())};
}

Counter::Answer ShowroomCounter::now(Stand stand) const
{
    return ready<CaseView>(view(stand));
}

enrolment::Slip ShowroomCounter::slip(const CaseView& view, core::Language language) const
{
    const bool isAwaited = view.state.ending == casefile::Ending::Awaited;
    const criteria::Texts title = isAwaited
                                      ? criteria::Texts{u"Деректер алынды, нәтиже күтілуде"_s,
                                            u"Данные получены, результат ожидается"_s, u"Data taken, result awaited"_s}
                                      : criteria::Texts{u"Рәсім сәтті аяқталды"_s, u"Процедура успешно завершена"_s,
                                            u"The procedure was completed"_s};
    const criteria::Texts next =
        isAwaited
            ? criteria::Texts{u"Банк жауап алғанда сізге хабарлайды."_s, u"Банк сообщит вам, когда получит ответ."_s,
                  u"The bank will tell you when the answer is there."_s}
            : criteria::Texts{u"Енді сізді алақаныңыз арқылы тани аламыз."_s,
                  u"Теперь мы можем узнать вас по ладони."_s, u"We can recognise you by your palm from now on."_s};
    return {title.in(language),
        {m_rules.organisation.in(language), core::shownDateTime(view.state.openedAt), next.in(language)}};
}

void ShowroomCounter::showHand()
{
    Q_EMIT palmProgress({2, 4, {}, {}});
    Q_EMIT palmSeen({ShowroomDevices::drawnHand(), true, {}});
}

void ShowroomCounter::showRing()
{
    Q_EMIT palmProgress({.taken = 1,
        .wanted = 4,
        .problems = {palm::Problem::TooBright, palm::Problem::Window},
        .notices = {palm::Notice::Ring, palm::Notice::DirtyWindow}});
}

void ShowroomCounter::setWaiting(bool any)
{
    m_isWaiting = any;
    Q_EMIT waitingChanged();
}

QFuture<Result<QList<WaitingCase>>> ShowroomCounter::waiting()
{
    if (!m_isWaiting)
        return ready<QList<WaitingCase>>(QList<WaitingCase>());
    const core::WallTime now = m_clock.wall();
    const QString name = client(now).name.full();
    const auto line = [&](WaitingCase::For what, int minutes) {
        return WaitingCase{casefile::CaseId::make(m_clock), what, name, u"…0025"_s, {}, now,
            now - std::chrono::minutes(minutes), now + std::chrono::hours(72)};
    };
    WaitingCase spent = line(WaitingCase::For::Attempts, 2);
    spent.client = casefile::ClientId::make(m_clock);
    spent.spent = enrolment::SpentAttempts{{casefile::Hand::Right}, spent.deadline};
    return ready<QList<WaitingCase>>(QList<WaitingCase>{line(WaitingCase::For::Called, 1), spent,
        line(WaitingCase::For::Teller, 3), line(WaitingCase::For::Supervisor, 12), line(WaitingCase::For::Answered, 25),
        line(WaitingCase::For::Signature, 40), line(WaitingCase::For::Answer, 90), line(WaitingCase::For::Finish, 95),
        line(WaitingCase::For::Suspicion, 110)});
}

QFuture<Result<std::optional<KnownClient>>> ShowroomCounter::known(const identity::Iin&)
{
    return ready<std::optional<KnownClient>>(
        std::optional(KnownClient{casefile::ClientId::make(m_clock), client(m_clock.wall()), 2}));
}

QFuture<Result<QList<CasePicture>>> ShowroomCounter::pictures()
{
    const QByteArray hand = pngOf(ShowroomDevices::drawnHand());
    return ready<QList<CasePicture>>(QList<CasePicture>{{hand, m_clock.wall()}, {hand, m_clock.wall()}});
}

QFuture<Result<QByteArray>> ShowroomCounter::approvalStatement(const identity::Iin&, const QString&)
{
    return ready<QByteArray>(QByteArray("{}"));
}

QFuture<Result<>> ShowroomCounter::askForAttempts(const identity::Iin&)
{
    return ready<void>(Result<>());
}

QFuture<Result<QByteArray>> ShowroomCounter::attemptsStatement(const casefile::ClientId&, const SupervisorAnswer&)
{
    return ready<QByteArray>(QByteArray("{}"));
}

QFuture<Result<>> ShowroomCounter::attemptsSigned(const QByteArray&)
{
    return ready<void>(Result<>());
}

QFuture<Result<>> ShowroomCounter::noteSuspicion(const WaitingCase&, const SupervisorAnswer&)
{
    return ready<void>(Result<>());
}

QFuture<Result<std::optional<enrolment::BankClient>>> ShowroomCounter::atBank(const identity::Iin&)
{
    return ready<std::optional<enrolment::BankClient>>({});
}

QList<Colleague> ShowroomCounter::colleagues() const
{
    return {{u"b"_s, u"Берік Т."_s}, {u"s"_s, u"Сәуле М."_s, true}};
}

QFuture<Result<int>> ShowroomCounter::endOverdue()
{
    return ready<int>(1);
}

QFuture<Result<QList<enrolment::WithdrawalOutlook>>> ShowroomCounter::outlooks()
{
    const criteria::Texts kept{
        u"Жасалған құжаттар мен нәтижелер іскерлік қатынас аяқталғаннан кейін 5 жыл сақталады: заң осыны талап етеді."_s,
        u"Оформленные документы и результаты хранятся 5 лет после окончания деловых отношений: этого требует закон."_s,
        u"Documents and results that were made are kept for 5 years after the business relation ends: the law asks for it."_s};
    const criteria::Texts data{u"Биометриялық деректеріңіз енді пайдаланылмайды."_s,
        u"Ваши биометрические данные больше не используются."_s, u"Your biometric data are no longer used."_s};
    const criteria::Texts palm{u"Алақаныңыз енді сканерленбейді және салыстырылмайды."_s,
        u"Ваша ладонь больше не сканируется и не сравнивается."_s, u"Your palm is no longer scanned or compared."_s};
    const criteria::Texts bank{u"«Үлгі» банкінің деректер орталығына"_s, u"Дата-центру банка «Образец»"_s,
        u"The data centre of Specimen Bank"_s};
    return ready<QList<enrolment::WithdrawalOutlook>>(
        QList<enrolment::WithdrawalOutlook>{{criteria::ConsentKind::PersonalData, {}, data, kept, {}, 5, bank},
            {criteria::ConsentKind::PalmScanning, {}, palm, kept, m_clock.wall() + std::chrono::days(1600), 5, {}}});
}

QFuture<Result<enrolment::ConsentStatement>> ShowroomCounter::consentStatement(
    const QList<enrolment::ConsentAnswer>& answers)
{
    enrolment::ConsentStatement statement{identity::Iin::parse(u"951231600025").value(), {}, {}};
    for (const enrolment::ConsentAnswer& one : answers)
        statement.answers.append({one.kind, one.given ? u"given"_s : u"refused"_s, {}});
    return ready<enrolment::ConsentStatement>(statement);
}

QFuture<Result<QByteArray>> ShowroomCounter::exceptionStatement(Hand, std::optional<core::WallTime>)
{
    return ready<QByteArray>(QByteArray("{}"));
}

QFuture<Result<QByteArray>> ShowroomCounter::answerStatement(const SupervisorAnswer&)
{
    return ready<QByteArray>(QByteArray("{}"));
}

QFuture<Result<PalmAnswer>> ShowroomCounter::palm(Hand)
{
    m_palm = std::make_shared<QPromise<Result<PalmAnswer>>>();
    m_palm->start();
    return m_palm->future();
}

QFuture<Result<QList<ShownPaper>>> ShowroomCounter::papers()
{
    ShownPaper paper;
    paper.kind = u"bio-23"_s;
    paper.record.title = {u"Алақанның шынайылығын тексеру нәтижесі"_s, u"Результат проверки подлинности ладони"_s,
        u"Result of the check of a palm's authenticity"_s};
    paper.record.shape = evidence::ResultShape::Passed;
    paper.record.result = {u"Тексеру оң нәтиже берді"_s, u"Проверка пройдена"_s, u"The check was passed"_s};
    paper.record.lines = {
        {{u"Клиент"_s, u"Клиент"_s, u"Client"_s}, {u"ӘЙГЕРІМ С."_s, u"ӘЙГЕРІМ С."_s, u"ӘЙГЕРІМ С."_s}},
        {{u"Алақан"_s, u"Ладонь"_s, u"Palm"_s}, {u"оң"_s, u"правая"_s, u"right"_s}},
        {{u"Әрекет"_s, u"Попытка"_s, u"Attempt"_s}, {u"1 / 3"_s, u"1 из 3"_s, u"1 of 3"_s}}};
    const evidence::Words caption{u"Оң алақан"_s, u"Правая ладонь"_s, u"Right palm"_s};
    paper.pictures.append({{u"palm.png"_s, caption}, pngOf(ShowroomDevices::drawnHand())});
    return ready<QList<ShownPaper>>(QList<ShownPaper>{paper});
}

QFuture<Result<QString>> ShowroomCounter::print(const QString& name, const QByteArray&)
{
    return ready<QString>(name + u".pdf"_s);
}

} // namespace tirkeu::workstation
