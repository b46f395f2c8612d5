#include <demo/demoenrolment.h>

#include <demo/demoscanner.h>

#include <core/encoding.h>
#include <devices/pluginscanner.h>
#include <enrolment/signing.h>
#include <evidence/levelraiser.h>
#include <guard/guardthread.h>
#include <guard/systemsurroundings.h>
#include <publisher/publisher.h>
#include <simulation_devices/scannerpuppet.h>
#include <simulation_pki/demoexchange.h>
#include <vault/vault.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <ctime>
#include <optional>

namespace tirkeu::demo {

using namespace std::chrono_literals;
using casefile::Hand;
using enrolment::CaseDesk;

namespace {
constexpr ErrorCode kNotWritten{"demo.document-not-written"};
constexpr auto kOpen = 10s;

QString fingerprintOf(const pki::Certificate& certificate)
{
    return QString::fromLatin1(core::toHex(certificate.fingerprint()));
}

// What the branch's scanner makes of the paper that the demo's client signed.
QByteArray scannedPaper()
{
    return "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
}

/// The guard's word first, then the client's hand: it comes when a capture is about to be asked for.
class HandAtTheGate final : public core::CaptureGate
{
public:
    HandAtTheGate(core::CaptureGate& guard, const simulation_devices::ScannerPuppet& puppet)
        : m_guard(guard)
        , m_puppet(puppet)
    {
    }
    void beginWith(const Persona& persona, Hand hand)
    {
        m_persona = persona;
        m_hand = hand;
        m_presented = 0;
    }
    [[nodiscard]] Result<> admit() override
    {
        if (const Result<> admitted = m_guard.admit(); !admitted)
            return admitted;
        return m_puppet.present(m_persona.scan(m_hand, m_presented++));
    }

private:
    core::CaptureGate& m_guard;
    const simulation_devices::ScannerPuppet& m_puppet;
    Persona m_persona;
    Hand m_hand = Hand::Right;
    int m_presented = 0;
};

class Story
{
public:
    Story(const DemoEnrolmentSetup& setup, const core::Clock& clock)
        : m_setup(setup)
        , m_clock(clock)
    {
    }

    Result<DemoEnrolmentReport> play()
    {
        const core::MonotonicTime began = m_clock.monotonic();
        for (const auto& [name, act] : {Act{"branch", &Story::openBranch}, Act{"guard", &Story::askGuard},
                 Act{"scanner", &Story::openScanner}, Act{"before", &Story::before}, Act{"client", &Story::client},
                 Act{"consents", &Story::consents}, Act{"palm-right", &Story::palmRight},
                 Act{"palm-left", &Story::palmLeft}, Act{"decision", &Story::decide}, Act{"signing", &Story::sign},
                 Act{"levels", &Story::raise}, Act{"documents", &Story::write}}) {
            const core::MonotonicTime start = m_clock.monotonic();
            const std::clock_t computed = std::clock();
            m_outcome.clear();
            if (const Result<> done = (this->*act)(); !done)
                return failure(done);
            if (m_isSkipped) { // a step this client's story does not have
                m_isSkipped = false;
                continue;
            }
            const DemoStep step{QLatin1StringView(name),
                std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - start),
                std::chrono::milliseconds((std::clock() - computed) * 1000 / CLOCKS_PER_SEC), m_outcome};
            m_report.steps.append(step);
            m_report.machine += step.machine;
            m_setup.tell(QStringLiteral("%1 %2 ms, machine %3 ms  %4")
                             .arg(step.name, -12)
                             .arg(step.took.count(), 6)
                             .arg(step.machine.count(), 5)
                             .arg(m_outcome));
        }
        m_report.state = m_desk->state();
        m_report.wall = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - began);
        m_scanner->close().waitForFinished();
        m_desk.reset();
        const Result<> closed = m_vault->close(m_teller.id);
        return closed ? Result<DemoEnrolmentReport>(m_report) : failure(closed);
    }

private:
    struct Act
    {
        const char* name;
        Result<> (Story::*act)();
    };

    Result<> openBranch()
    {
        auto branch = DemoBranch::open(m_setup.folder + QStringLiteral("/branch"), m_clock);
        if (!branch)
            return failure(branch);
        m_branch = std::move(*branch);
        if (!m_branch->criteria())
            return failure(m_branch->criteria());
        m_workstation = m_branch->workstationKey();
        m_key = m_branch->pki().signature(simulation::DemoPerson::Teller);
        pki::SoftwareKey person = m_branch->pki().authentication(simulation::DemoPerson::Teller);
        m_teller = {fingerprintOf(person.holder()), m_key->certificate(), m_branch->workstationId()};
        auto opened = vault::Vault::open(
            {.folder = m_branch->vaultFolder(), .clock = m_clock, .workstation = &*m_workstation, .actor = m_teller.id},
            person);
        if (!opened)
            return failure(opened);
        m_vault = std::move(*opened);
        m_desk.emplace(m_vault->store(), criteria(), m_teller);
        return {};
    }

    Result<> askGuard()
    {
        const QString program = QCoreApplication::applicationFilePath();
        m_guard.emplace(m_machine, m_clock,
            guard::GuardSetup{.program = program,
                .manifest = QFileInfo(program).path() + QStringLiteral("/tirkeu.manifest"),
                .publisher = publisher()},
            criteria().guard);
        m_guard->check().waitForFinished();
        return m_guard->admit();
    }

    Result<> openScanner()
    {
        const auto virtualScanner = DemoScanner::open(*m_branch);
        if (!virtualScanner)
            return failure(virtualScanner);
        const devices::RegisteredSetup setup = virtualScanner->setup(criteria(), m_branch->workstationId());
        const criteria::Scanner registered = criteria().scannersOf(m_branch->workstationId()).constFirst();
        m_scanner.emplace(
            devices::PluginSetup{setup.host, {registered, criteria().vendor(registered.vendor)->root}}, m_clock);
        m_puppet.emplace(virtualScanner->socket());
        m_gate.emplace(*m_guard, *m_puppet);
        const auto opened = m_scanner->open(kOpen).result();
        if (!opened)
            return failure(opened);
        m_outcome = opened->serial;
        return {};
    }

    // Whoever was enrolled here before: the same use cases, one hand, the other one attested as missing.
    Result<> before()
    {
        m_isSkipped = !m_setup.persona.after;
        if (m_isSkipped)
            return {};
        const Persona& first = forerunners().at(*m_setup.persona.after);
        return greet(first)
            .and_then([&] { return consents(); })
            .and_then([&] { return palm(first, Hand::Right); })
            .and_then([&] { return exceptLeft(); })
            .and_then([&] { return decide(); })
            .and_then([&] { return sign(); })
            .and_then([&] {
                m_outcome = first.name + QStringLiteral(" ") + casefile::nameOf(*m_desk->state().ending);
                return Result<>();
            });
    }

    Result<> client() { return greet(m_setup.persona); }
    Result<> greet(const Persona& persona)
    {
        const auto iin = identity::Iin::parse(persona.iin);
        const auto name = identity::PersonName::parse(persona.surname, persona.given);
        const QDate today = core::toQDateTime(m_clock.wall()).date();
        const auto shown = identity::IdentityDocument::make(
            identity::DocumentKind::IdentityCard, u"012345678", today.addYears(5), today.addYears(-5));
        if (!iin || !name || !shown)
            return !iin ? failure(iin) : !name ? failure(name) : failure(shown);
        const Result<> opened = m_desk->open({QStringLiteral("palm-enrolment"), *iin, core::Language::Kazakh});
        if (!opened)
            return opened;
        if (const Result<> recorded = m_desk->recordClient({*name, *shown}); !recorded)
            return recorded;
        if (const Result<> seen = m_desk->attestIdentity(); !seen)
            return seen;
        return m_desk->notePhone(enrolment::PhoneState::NotChecked);
    }

    // Each answered by itself, one paper signed for all.
    Result<> consents()
    {
        QList<enrolment::ConsentAnswer> answers;
        for (const criteria::ConsentKind kind : m_desk->purpose().consents)
            answers.append({kind, true, criteria::ConsentMeans::SignedPaper, core::Language::Kazakh, 9s,
                answers.isEmpty() ? scannedPaper() : QByteArray()});
        return m_desk->answerAll(answers);
    }

    Result<> palmRight() { return palm(m_setup.persona, Hand::Right); }
    Result<> palmLeft()
    {
        if (m_setup.persona.hasLeftHand)
            return palm(m_setup.persona, Hand::Left);
        m_outcome = QStringLiteral("excepted");
        return exceptLeft();
    }
    Result<> exceptLeft()
    {
        const pki::SoftwareKey supervisor = m_branch->pki().authentication(simulation::DemoPerson::Supervisor);
        return m_desk->exceptHand(Hand::Left, fingerprintOf(supervisor.holder()));
    }

    // Attempt after attempt, as the plan says, until the hand is in or no attempt is left.
    Result<> palm(const Persona& persona, Hand hand)
    {
        const auto isTurn = [this, hand] {
            const auto now = enrolment::stepNow(m_desk->plan());
            return now && enrolment::handOf(*now) == hand;
        };
        int rounds = 0;
        for (m_gate->beginWith(persona, hand); isTurn(); ++rounds) {
            const enrolment::PalmRound round{hand, criteria().palm.samplesToEnrol, criteria().palm};
            const std::atomic<bool> stop = false;
            const auto atDesk = [this](const std::function<Result<>(CaseDesk&)>& action) {
                return action(*m_desk);
            };
            const auto end = enrolment::runPalmRound(
                *m_scanner, atDesk, round, *m_gate, [](const enrolment::PalmProgress&) {}, stop, m_clock);
            if (!end)
                return failure(end);
            if (*end == enrolment::PalmRoundEnd::NoHand)
                return m_desk->end(casefile::Ending::TimedOut);
        }
        if (rounds == 0) { // the other hand has failed for good, or nobody agreed: this one is not asked for
            m_outcome = QStringLiteral("not asked for");
            return {};
        }
        m_outcome = m_desk->state().isAuthentic(casefile::Modality::Palm, hand)
                        ? QStringLiteral("real, attempt %1").arg(rounds)
                        : QStringLiteral("not authentic, %1 attempts").arg(rounds);
        return {};
    }

    Result<> decide()
    {
        if (m_desk->state().ending) { // nobody came
            m_outcome = casefile::nameOf(*m_desk->state().ending);
            return {};
        }
        if (const Result<> decided = m_desk->decide(); !decided)
            return decided;
        const casefile::CaseState& state = m_desk->state();
        QString asked;
        if (state.hasOpenQuestion()) {
            // The demo's supervisor attests what was seen, and lets nobody in on a palm that is somebody else's.
            const pki::SoftwareKey supervisor = m_branch->pki().authentication(simulation::DemoPerson::Supervisor);
            const bool yes = state.suspicions.isEmpty() && state.questionsAbout.last() != u"replacement";
            asked =
                QStringLiteral(", asked about %1").arg((state.suspicions + state.questionsAbout.values()).join(u' '));
            const Result<> answered = m_desk->answerQuestion(fingerprintOf(supervisor.holder()), yes,
                yes ? QStringLiteral("seen in person") : QStringLiteral("another person's palm"));
            if (!answered)
                return answered;
        }
        const auto ending = casefile::endingNamed(casefile::nameOf(*m_desk->state().decision));
        if (!ending)
            return failure(ending);
        m_outcome = casefile::nameOf(*ending) + asked;
        return m_desk->end(*ending);
    }

    Result<> sign()
    {
        const auto atDesk = [this](const std::function<Result<>(CaseDesk&)>& action) {
            return action(*m_desk);
        };
        pki::SoftwareKey bank = m_branch->pki().bankSeal();
        const auto seal = enrolment::Seal::of(m_branch->criteria()->criteria.signing, &bank, m_clock.wall());
        if (!seal)
            return failure(seal);
        const auto signedOnes =
            enrolment::signCase(atDesk, evidence::DocumentSigner(m_clock, m_branch->trust()), *m_key, *seal);
        if (!signedOnes)
            return failure(signedOnes);
        m_outcome = QStringLiteral("%1 documents").arg(signedOnes->size());
        return {};
    }

    // Time stamps and status from the demo's services, in the gateway's place.
    Result<> raise()
    {
        simulation::DemoResponders responders(m_branch->pki(), m_clock);
        simulation::DemoExchange exchange(responders);
        const QUrl stamping = m_branch->pki().options().services.resolved(QUrl(QStringLiteral("/tsa")));
        pki::TimeStampClient stamps(exchange, m_branch->trust(), {.authorities = {{stamping}}});
        pki::StatusChecker status(exchange, m_clock, m_branch->trust());
        evidence::LevelRaiser raiser(m_clock, m_branch->trust(), stamps, status);
        const QList<core::Uuid> ids = m_desk->state().documents.keys();
        QStringList levels;
        for (const core::Uuid& id : ids) {
            const auto pdf = m_desk->document(id);
            const auto raised = pdf ? raiser.raise(*pdf, evidence::SignatureLevel::BLTA) : failure(pdf);
            if (!raised)
                return failure(raised);
            if (const Result<> kept = m_desk->keepRaised({id, raised->pdf}); !kept)
                return kept;
            levels.append(evidence::nameOf(raised->level));
        }
        levels.removeDuplicates();
        m_outcome = levels.join(u' ');
        return {};
    }

    Result<> write()
    {
        const QDir folder(m_setup.folder + QStringLiteral("/documents"));
        folder.mkpath(QStringLiteral("."));
        const auto& documents = m_desk->state().documents;
        int number = 0;
        for (auto it = documents.cbegin(); it != documents.cend(); ++it) {
            const auto pdf = m_desk->document(it.key());
            if (!pdf)
                return failure(pdf);
            const QString path = folder.filePath(QStringLiteral("%1-%2.pdf").arg(++number).arg(it->kind));
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(*pdf) != pdf->size() || !file.commit())
                return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
            m_report.documents.append(path);
        }
        return {};
    }

    [[nodiscard]] const criteria::Criteria& criteria() const { return m_branch->criteria()->criteria; }

    const DemoEnrolmentSetup& m_setup;
    const core::Clock& m_clock;
    DemoEnrolmentReport m_report;
    QString m_outcome;
    bool m_isSkipped = false;

    std::optional<DemoBranch> m_branch;
    std::optional<pki::SoftwareKey> m_workstation;
    std::optional<pki::SoftwareKey> m_key;
    enrolment::Teller m_teller;
    std::unique_ptr<vault::Vault> m_vault;
    std::optional<CaseDesk> m_desk;
    guard::SystemSurroundings m_machine;
    std::optional<guard::GuardThread> m_guard;
    std::optional<devices::PluginScanner> m_scanner;
    std::optional<simulation_devices::ScannerPuppet> m_puppet;
    std::optional<HandAtTheGate> m_gate;
};
} // namespace

Result<DemoEnrolmentReport> enrolInDemo(const DemoEnrolmentSetup& setup, const core::Clock& clock)
{
    return Story(setup, clock).play();
}

} // namespace tirkeu::demo
