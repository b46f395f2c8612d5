#include "papers.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <pki/certificate.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Event;
using casefile::Kind;
using evidence::CheckOutcome;
using evidence::LocalText;
using evidence::Text;

namespace {
constexpr ErrorCode kIncomplete{"enrolment.paper-incomplete"};

// The words of the documents, which are Kazakh and Russian side by side whatever language the screens have.
struct Words
{
    const char* code;
    const char16_t* kk;
    const char16_t* ru;
    const char16_t* en;
};
constexpr std::array kWords{
    Words{"teller", u"теллер", u"теллер", u"teller"},
    Words{"optical", u"оптикалық сипаттамалар", u"оптические характеристики", u"optical characteristics"},
    Words{"veins", u"тамырлар суреті", u"рисунок вен", u"vein pattern"},
    Words{"volume", u"көлем", u"объём", u"volume"},
    Words{"nothing", u"ештеңе талданған жоқ", u"ничего не анализировалось", u"nothing was analysed"},
    Words{"stroke", u"экрандағы қолтаңба", u"подпись на экране", u"signature on the screen"},
    Words{"one-time-code", u"бір реттік код", u"одноразовый код", u"one-time code"},
    Words{"eds-token", u"клиенттің ЭЦҚ-сы", u"ЭЦП клиента", u"the client's EDS"},
    Words{"signed-paper", u"қағаздағы қолтаңба", u"подпись на бумаге", u"signature on paper"},
    Words{"identity-card", u"жеке куәлік", u"удостоверение личности", u"identity card"},
    Words{"passport", u"паспорт", u"паспорт", u"passport"},
    Words{"residence-permit", u"тұруға ықтиярхат", u"вид на жительство", u"residence permit"},
    Words{"stateless-certificate", u"азаматтығы жоқ адамның куәлігі", u"удостоверение лица без гражданства",
        u"stateless person's certificate"},
    Words{"accepted", u"Барлық тексерулер оң нәтижемен өтті.", u"Все проверки пройдены.", u"All checks were passed."},
    Words{"accepted-by-supervisor", u"Супервайзер қабылдады.", u"Принято супервайзером.", u"A supervisor accepted."},
    Words{"consent-refused", u"Клиент келісім бермеді.", u"Клиент не дал согласия.", u"The client did not consent."},
    Words{"refused", u"Супервайзер қабылдамады.", u"Отказано супервайзером.", u"A supervisor refused."},
    Words{"negative", u"Тексеру теріс нәтиже берді.", u"Проверка дала отрицательный результат.",
        u"A check had a negative result."},
    Words{"awaited", u"Деректер алынды, нәтиже күтілуде.", u"Данные получены, результат ожидается.",
        u"Data taken, result awaited."},
    Words{"abandoned", u"Клиент рәсімді аяқтамай кетті.", u"Клиент ушёл, не завершив процедуру.",
        u"The client left before the end."},
    Words{"aborted", u"Қызметкер рәсімді тоқтатты.", u"Сотрудник прервал процедуру.", u"The teller broke off."},
    Words{"timed-out", u"Рәсімнің мерзімі өтті.", u"Срок процедуры истёк.", u"The time for the case ran out."},
};

Result<LocalText> words(const QString& code)
{
    const auto found =
        std::ranges::find_if(kWords, [&code](const Words& one) { return code == QLatin1StringView(one.code); });
    if (found == kWords.end())
        return failure(kIncomplete, ErrorKind::Bug, code);
    return LocalText::of(QString::fromUtf16(found->kk), QString::fromUtf16(found->ru), QString::fromUtf16(found->en));
}

Result<LocalText> local(const criteria::Texts& texts)
{
    return LocalText::of(texts.kazakh, texts.russian, texts.english);
}

// The same document has the same id however often it is drawn.
core::Uuid paperId(const casefile::CaseId& caseId, QByteArrayView kind, const QString& subject)
{
    const QByteArray digest = core::sha256(
        "tirkeu paper|" + caseId.toString().toLatin1() + '|' + kind.toByteArray() + '|' + subject.toLatin1());
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x80U); // version 8, RFC 9562
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    return core::Uuid::fromBytes(bytes);
}

QString field(const Event& event, const char* name)
{
    return event.fields.value(QLatin1StringView(name)).toString();
}

// Throws away the ceremony of unwrapping: the first failure ends the making of all papers.
struct Incomplete
{
    Error error;
};
template<typename T>
T need(Result<T> result)
{
    if (!result)
        throw Incomplete{result.error()};
    return *std::move(result);
}

class Maker
{
public:
    explicit Maker(const PaperGround& ground)
        : m_ground(ground)
        , m_signer(need(pki::Certificate::fromDer(ground.signer)))
    {
    }

    QList<Paper> make()
    {
        presence();
        consents();
        for (const Event& event : m_ground.events) {
            if (event.kind == Kind::AttemptFinished)
                check(event);
            else if (event.kind == Kind::ComparisonMade || event.kind == Kind::AnswerReceived)
                comparison(event);
        }
        decision();
        return std::move(m_papers);
    }

private:
    [[nodiscard]] static evidence::Party party(const criteria::Organisation& organisation)
    {
        return {need(local(organisation.name)), organisation.bin, need(local(organisation.address))};
    }

    [[nodiscard]] evidence::Heading heading(const core::Uuid& id, core::WallTime at, const QString& system,
        const QList<evidence::FrameDigest>& frames = {}) const
    {
        const criteria::Criteria& criteria = m_ground.criteria;
        const criteria::StaffMember* staff = criteria.staffByCertificate(m_signer.fingerprint());
        const QString name = staff ? staff->name.full() : m_signer.subject().commonName;
        evidence::Client client{need(identity::Iin::parse(m_ground.state.iin))};
        if (m_ground.client)
            client.name = m_ground.client->name.full();
        return {id, party(criteria.provider), party(criteria.customer), client, at, need(Text::of(criteria.edition)),
            need(Text::of(system)), need(Text::of(QString::number(criteria.version))), m_ground.head,
            evidence::SignerPanel{need(Text::of(name)), need(words(QStringLiteral("teller"))),
                need(local(criteria.provider.name)), criteria.provider.bin,
                need(Text::of(QString::fromLatin1(core::toHex(m_signer.serialNumber())))),
                need(Text::of(m_signer.issuer().commonName)), m_ground.now},
            frames};
    }
    [[nodiscard]] QString program() const { return QStringLiteral("Tirkeu ") + QCoreApplication::applicationVersion(); }
    [[nodiscard]] static QString named(const criteria::CheckSystem& system)
    {
        return system.name + u' ' + system.version;
    }
    template<typename Contents>
    void add(const core::Uuid& id, const Contents& contents)
    {
        m_papers.append({id, evidence::Record::make(contents)});
    }

    void presence()
    {
        if (!m_ground.state.isVisuallyIdentified || !m_ground.client)
            return;
        const auto seen = std::ranges::find(m_ground.events, Kind::VisuallyIdentified, &Event::kind);
        const core::Uuid id = paperId(*m_ground.state.id, "presence", {});
        const identity::IdentityDocument& shown = m_ground.client->document;
        const criteria::Branch* branch =
            m_ground.criteria.branches.isEmpty() ? nullptr : &m_ground.criteria.branches.first();
        add(id, evidence::PersonalPresence{heading(id, seen->time, program()), CheckOutcome::Passed,
                    need(words(identity::documentKindCode(shown.kind()))),
                    need(Text::of(QStringLiteral("…") + shown.number().right(3))),
                    branch ? need(local(branch->address)) : need(local(m_ground.criteria.provider.address))});
    }

    void consents()
    {
        QList<evidence::ConsentItem> items;
        QList<criteria::ConsentText> texts;
        QString means;
        QString language;
        core::WallTime at{};
        for (const Event& event : m_ground.events) {
            if (event.kind != Kind::ConsentAnswered)
                continue;
            const auto kind = consentNamed(field(event, "consent"));
            const criteria::ConsentText* text = kind ? m_ground.criteria.consents.find(*kind) : nullptr;
            if (!text)
                throw Incomplete{failure(kIncomplete, ErrorKind::Bug, field(event, "consent")).value()};
            const QString code = field(event, "consent");
            const bool given = field(event, "answer") == u"given";
            // An answer given anew replaces the one before.
            items.removeIf([&code](const evidence::ConsentItem& one) { return one.code.get() == code; });
            items.append({need(Text::of(code)), need(local(text->sentence)), given});
            texts.removeIf([text](const criteria::ConsentText& one) { return one.kind == text->kind; });
            texts.append(*text);
            means = field(event, "means");
            language = field(event, "language");
            at = event.time;
        }
        const auto all = evidence::AtLeastOne<evidence::ConsentItem>::from(items);
        if (!all)
            return;
        const core::Uuid id = paperId(*m_ground.state.id, "consent", {});
        // What holds for several consents is said once.
        const auto joined = [&texts](std::initializer_list<criteria::Texts criteria::ConsentText::*> parts) {
            QStringList kk;
            QStringList ru;
            for (const auto part : parts) {
                for (const criteria::ConsentText& text : texts) {
                    kk.append((text.*part).kazakh);
                    ru.append((text.*part).russian);
                }
            }
            kk.removeDuplicates();
            ru.removeDuplicates();
            return need(LocalText::of(kk.join(u' '), ru.join(u' ')));
        };
        using Consent = criteria::ConsentText;
        add(id, evidence::Consent{heading(id, at, program()), *all, joined({&Consent::term}),
                    joined({&Consent::thirdParties, &Consent::crossBorder, &Consent::publicSources}),
                    joined({&Consent::data}), need(Text::of(language)), need(words(means))});
    }

    [[nodiscard]] const Event& startOf(const QString& attempt) const
    {
        const auto found = std::ranges::find_if(m_ground.events, [&attempt](const Event& event) {
            return event.kind == Kind::AttemptStarted && field(event, "attempt") == attempt;
        });
        if (found == m_ground.events.end())
            throw Incomplete{failure(kIncomplete, ErrorKind::Bug, attempt).value()};
        return *found;
    }
    [[nodiscard]] static evidence::Device deviceOf(const Event& start)
    {
        const auto said = need(casefile::DeviceAttestation::fromJson(start.fields.value(u"device").toObject()));
        return {need(Text::of(said.model)), need(Text::of(said.serial)),
            QString::fromLatin1(core::toHex(said.firmwareDigest).first(16))};
    }
    [[nodiscard]] static evidence::Hand handOf(const Event& start)
    {
        return field(start, "hand") == casefile::nameOf(casefile::Hand::Left) ? evidence::Hand::Left
                                                                              : evidence::Hand::Right;
    }
    [[nodiscard]] bool isVoided(const QString& attempt) const
    {
        return std::ranges::any_of(m_ground.events, [&attempt](const Event& event) {
            return event.kind == Kind::AttemptVoided && field(event, "attempt") == attempt;
        });
    }

    void check(const Event& finished)
    {
        const QString attempt = field(finished, "attempt");
        const Event& start = startOf(attempt);
        if (field(start, "modality") != casefile::nameOf(casefile::Modality::Palm) || isVoided(attempt))
            return;
        const auto result = need(casefile::AttackResult::fromJson(finished.fields.value(u"result").toObject()));
        QStringList kk;
        QStringList ru;
        QStringList en;
        for (const QString& one :
            result.characteristics.isEmpty() ? QStringList{QStringLiteral("nothing")} : result.characteristics) {
            const LocalText text = need(words(one));
            kk.append(text.kk());
            ru.append(text.ru());
            en.append(text.en());
        }
        QList<evidence::FrameDigest> frames;
        int number = 0;
        for (const QJsonValue& digest : finished.fields.value(u"digests").toArray())
            frames.append({need(Text::of(QStringLiteral("frame-%1").arg(++number))),
                need(core::fromHex(digest.toString().toLatin1()))});
        const core::Uuid id = paperId(*m_ground.state.id, "check", attempt);
        const bool passed = result.verdict == casefile::Verdict::Authentic;
        add(id,
            evidence::PalmAuthenticity{heading(id, finished.time, named(m_ground.criteria.checkSystem), frames),
                passed ? CheckOutcome::Passed : CheckOutcome::Failed, start.fields.value(u"number").toInt(),
                handOf(start), deviceOf(start), need(LocalText::of(kk.join(u", "), ru.join(u", "), en.join(u", ")))});
        m_basis.append(id);
    }

    void comparison(const Event& made)
    {
        const QString subject = field(made, "comparison");
        const QString attempt = attemptOf(subject);
        const Event& start = startOf(attempt);
        const auto result = need(casefile::MatchResult::fromJson(made.fields.value(u"result").toObject()));
        const core::Uuid id = paperId(*m_ground.state.id, "comparison", subject);
        const bool matched = field(made, "outcome") == casefile::nameOf(casefile::MatchOutcome::Match);
        add(id, evidence::PalmComparison{heading(id, made.time, named(m_ground.criteria.comparisonSystem)),
                    matched ? CheckOutcome::Passed : CheckOutcome::Failed, need(Text::of(result.probe)), handOf(start),
                    deviceOf(start)});
        m_basis.append(id);
    }
    [[nodiscard]] QString attemptOf(const QString& comparison) const
    {
        const auto found = std::ranges::find_if(m_ground.events, [&comparison](const Event& event) {
            return (event.kind == Kind::ComparisonMade || event.kind == Kind::ComparisonAwaited) &&
                   field(event, "comparison") == comparison;
        });
        return found == m_ground.events.end() ? QString() : field(*found, "attempt");
    }

    [[nodiscard]] const Event* newest(Kind kind) const
    {
        const auto found = std::find_if(m_ground.events.rbegin(), m_ground.events.rend(),
            [kind](const Event& event) { return event.kind == kind; });
        return found == m_ground.events.rend() ? nullptr : &*found;
    }
    // Who decided and why, in the words of the document.
    [[nodiscard]] QString groundsCode() const
    {
        const QString ending = casefile::nameOf(*m_ground.state.ending);
        const Event* made = newest(Kind::DecisionMade);
        if (!made)
            return ending;
        const bool bySupervisor = field(*made, "by") == u"supervisor";
        if (ending == u"accepted")
            return bySupervisor ? QStringLiteral("accepted-by-supervisor") : ending;
        return ending == u"refused" && !bySupervisor ? QStringLiteral("consent-refused") : ending;
    }
    [[nodiscard]] core::WallTime endedAt() const
    {
        const Event* made = newest(Kind::DecisionMade);
        const Event* ended = made ? made : newest(Kind::CaseEnded);
        return ended ? ended->time : m_ground.now;
    }

    // Paragraphs 16 and 29, for an ending without a decision as well: what was broken off is said to be.
    void decision()
    {
        const auto basis = evidence::AtLeastOne<core::Uuid>::from(m_basis.isEmpty() ? idsSoFar() : m_basis);
        if (!basis)
            return;
        const core::Uuid id = paperId(*m_ground.state.id, "decision", casefile::nameOf(*m_ground.state.ending));
        const bool accepted = m_ground.state.ending == casefile::Ending::Accepted;
        add(id,
            evidence::Decision{heading(id, endedAt(), named(m_ground.criteria.checkSystem)), evidence::Modality::Palm,
                accepted ? CheckOutcome::Passed : CheckOutcome::Failed, *basis, need(words(groundsCode()))});
    }
    [[nodiscard]] QList<core::Uuid> idsSoFar() const
    {
        QList<core::Uuid> ids;
        for (const Paper& paper : m_papers)
            ids.append(paper.id);
        return ids;
    }

    const PaperGround& m_ground;
    pki::Certificate m_signer;
    QList<Paper> m_papers;
    QList<core::Uuid> m_basis;
};
} // namespace

Result<QList<Paper>> papersOf(const PaperGround& ground)
{
    try {
        return Maker(ground).make();
    } catch (const Incomplete& incomplete) {
        return tl::make_unexpected(incomplete.error);
    }
}

} // namespace tirkeu::enrolment
