#include "counterroom.h"

#include "bootstrap/stafflookup.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <sync/receiving.h>
#include <wire/receipt.h>

#include <QDir>
#include <QFile>

#include <algorithm>

namespace tirkeu::test {

using namespace workstation;

namespace {
std::unique_ptr<DemoStaff> tableOf(const demo::DemoBranch& branch, VaultDoor& door)
{
    const criteria::Criteria& criteria = branch.criteria()->criteria;
    auto table = std::make_unique<DemoStaff>(
        branch,
        [&criteria, id = branch.branchId()](
            const pki::Certificate& certificate) { return staffFrom(criteria, certificate, id); },
        [&door](core::KeyUnwrapper& key) { door.useKey(key); });
    table->insert(1);
    return table;
}
} // namespace

CounterRoom::CounterRoom(const QString& folder, Theme& theme, LanguageSwitch& language, const QString& clientDisplay,
    const StaffMaker& staff)
    : m_branch(demo::DemoBranch::open(folder + QStringLiteral("/branch"), m_clock).value())
    , m_keeping(m_branch, *m_branch.criteria(), m_clock, folder + QStringLiteral("/exports"), std::nullopt)
    , m_table(nullptr)
    , m_staff(
          [this, &staff]() -> std::unique_ptr<StaffSource> {
              if (staff)
                  return staff(m_branch, m_keeping.door);
              auto table = tableOf(m_branch, m_keeping.door);
              m_table = table.get();
              return table;
          }(),
          m_keeping.door)
    , m_seal(m_branch.pki().bankSeal())
    , m_signing({m_staff, m_branch.criteria()->criteria, m_branch.trust(), m_clock,
          [this] { return Result<core::Signer*>(&m_seal); }, nullptr})
    , m_book(folder + QStringLiteral("/logbook.json"), &m_keeping.key.signer())
    , m_signIn(m_staff, m_book, m_keeping.sink, m_clock, QStringLiteral("127.0.0.1"))
    , m_shell(m_signIn, m_keeping.sink, std::chrono::hours(1))
    , m_client(theme, m_clientClock, m_shell, Place{}, clientDisplay)
    , m_codes(m_clock, [this](const identity::PhoneNumber&, const QString& code) { m_sentCode = code; })
    , m_course(folder + QStringLiteral("/training.json"), true)
    , m_link(m_clock.wall())
    , m_checker(m_branch.trust(), m_clock)
    , m_papers(folder + QStringLiteral("/papers"))
    , m_bank({m_keeping.thread, m_keeping.door, m_keeping.care.notices,
          [this] {
              return m_bankFolder;
          }})
    , m_counter({m_keeping.thread, m_keeping.door, m_signing, m_scanner, m_gate, m_clock, m_branch.criteria()->criteria,
          m_branch.trust(), [this] { return m_shell.member(); }, m_branch.workstationId(),
          folder + QStringLiteral("/prints"), m_branch.branchId(),
          [this](const identity::Iin& iin) { return m_bank.find(iin); }, {},
          [this](const wire::PhoneAsked&) {
              return QtFuture::makeReadyFuture(
                  m_phoneSaid ? Result<wire::PhoneSaid>(*m_phoneSaid)
                              : Result<wire::PhoneSaid>(failure(ErrorCode("sync.not-reached"), ErrorKind::Retry)));
          },
          [this](const wire::SuspicionAsked& asked, const core::Uuid&, std::chrono::milliseconds) -> AskedSuspicion {
              m_suspicionAsked = asked;
              if (m_lateSuspicion)
                  return m_lateSuspicion->future();
              if (!m_suspicionSaid)
                  return std::nullopt;
              return QtFuture::makeReadyFuture(Result<wire::SuspicionSaid>(*m_suspicionSaid));
          }})
    , m_onRequest({m_staff, m_keeping.thread, m_branch.criteria()->criteria, m_branch.trust(), m_clock,
          [this] { return Result<core::Signer*>(&m_seal); }, nullptr})
    , m_clients({m_keeping.thread, m_keeping.door, m_clock, m_branch.trust(), folder + QStringLiteral("/prints"),
          folder + QStringLiteral("/exports"), &m_onRequest})
    , m_messages([this](const identity::PhoneNumber& to, const QString& text) -> Result<> {
        if (m_areMessagesBroken)
            return failure(ErrorCode("enrolment.notices-unsent"), ErrorKind::ServiceFault, QStringLiteral("no answer"));
        m_onTelephone.append(to.e164() + u' ' + text);
        return {};
    })
    , m_noticeSender(
          {m_keeping.thread, m_keeping.door, m_keeping.care.notices, m_branch.criteria()->criteria, m_messages})
{
    QObject::connect(&m_counter, &Counter::waitingChanged, &m_noticeSender, &NoticeSender::look);
    QObject::connect(&m_shell, &ShellController::stateChanged, &m_keeping.door,
        [this] { m_keeping.door.setHeld(m_shell.member().has_value()); });
    Services services{theme, language, m_signIn, m_shell, m_link, m_checker, m_keeping.sink, m_clock, Place{},
        PreferenceFile(QString()), [] {
            return QList<SelfTest>();
        }};
    services.counter = &m_counter;
    services.paperTray = &m_papers;
    services.clients = &m_clients;
    services.codes = &m_codes;
    services.training = &m_course;
    services.stage = &m_client.stage();
    m_window = std::make_unique<MainWindow>(services);
    m_shell.start(true);
}

std::unique_ptr<BankLine> CounterRoom::lineTo(std::unique_ptr<wire::Gateway> gateway)
{
    const simulation::DemoPki& pki = m_branch.pki();
    return std::make_unique<BankLine>(
        BankLine::Parts{std::move(gateway), m_keeping.thread, m_keeping.door, m_keeping.care.notices,
            {m_branch.workstationId(), m_branch.branchId(), pki.gateway().holder(), m_keeping.key.signer()},
            m_branch.vaultFolder() + QStringLiteral(".spool"), m_branch.folder() + QStringLiteral("/carried"),
            pki.bankTrust(), pki.gateway().holder(), m_clock, m_branch.criteria()->criteria.version});
}

std::unique_ptr<VaultCounter> CounterRoom::counterUnder(
    const criteria::Criteria& criteria, AskPalms askPalms, AskAttempts askAttempts)
{
    return std::make_unique<VaultCounter>(CounterGround{m_keeping.thread, m_keeping.door, m_signing, m_scanner, m_gate,
        m_clock, criteria, m_branch.trust(), [this] { return m_shell.member(); }, m_branch.workstationId(),
        m_branch.folder() + QStringLiteral("/prints"), m_branch.branchId(), {}, std::move(askPalms), {}, {},
        std::move(askAttempts)});
}

void CounterRoom::holdSuspicion()
{
    m_lateSuspicion.emplace();
    m_lateSuspicion->start();
}

void CounterRoom::saySuspicionLate(const wire::SuspicionSaid& said)
{
    m_lateSuspicion->addResult(Result<wire::SuspicionSaid>(said));
    m_lateSuspicion->finish();
}

void CounterRoom::layPaper(const QString& name)
{
    QFile file(QDir(m_papers.folder()).filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write("%PDF-1.4 what a client signed\n%%EOF\n");
}

QList<WaitingCase> CounterRoom::waiting()
{
    return m_counter.waiting().result().value();
}

int CounterRoom::journalled(casefile::Kind kind)
{
    const auto read = m_keeping.thread.perform<int>([kind](vault::Vault& vault) -> Result<int> {
        const auto lines = vault.store().journal().read({.kinds = {kind}});
        return lines ? Result<int>(static_cast<int>(lines->size())) : failure(lines);
    });
    return read.result().value();
}

QJsonObject CounterRoom::newest(casefile::Kind kind)
{
    const auto read = m_keeping.thread.perform<QJsonObject>([kind](vault::Vault& vault) -> Result<QJsonObject> {
        const auto lines = vault.store().journal().read({.kinds = {kind}, .most = 1});
        if (!lines)
            return failure(lines);
        return lines->empty() || !lines->front().fields ? QJsonObject() : *lines->front().fields;
    });
    return read.result().value();
}

void CounterRoom::deliver()
{
    const casefile::CaseState state = newestCase(vault::CaseList::All);
    const auto done = m_keeping.thread.perform<void>([this, state](vault::Vault& vault) -> Result<> {
        const core::Uuid package = core::Uuid::make(m_clock);
        const QByteArray fingerprint = core::sha256(package.toString().toLatin1());
        pki::SoftwareKey gateway = m_branch.pki().gateway();
        const auto receipt =
            wire::signReceipt({wire::PackageId(package), fingerprint, wire::Verdict::Accepted, {}, m_clock.wall(),
                                  vault.store().journal().head(), QStringLiteral("demo-gateway")},
                gateway);
        if (!receipt)
            return failure(receipt);
        const auto hex = [](const QByteArray& bytes) {
            return QString::fromLatin1(core::toHex(bytes));
        };
        return vault.store().write([&](vault::Writer& writer) -> Result<> {
            const auto kept = writer.keep(vault::ObjectKind::Original, *state.client, state.id, *receipt);
            if (!kept)
                return failure(kept);
            const QList<std::pair<casefile::Kind, QJsonObject>> said{
                {casefile::Kind::PackageQueued,
                    {{QStringLiteral("fingerprint"), hex(fingerprint)}, {QStringLiteral("size"), 1000}}},
                {casefile::Kind::PackageSent, {}},
                {casefile::Kind::PackageAccepted, {{QStringLiteral("receipt"), hex(core::sha256(*receipt))}}}};
            for (const auto& [kind, more] : said) {
                QJsonObject fields = more;
                fields.insert(QStringLiteral("package"), package.toString());
                const auto entry =
                    writer.append({kind, m_clock.wall(), QStringLiteral("gateway"), state.client, state.id, fields});
                if (!entry)
                    return failure(entry);
            }
            return {};
        });
    });
    if (const Result<> result = done.result(); !result)
        qFatal("not delivered: %s", qPrintable(result.error().detail));
}

bool CounterRoom::isValid(const QString& file)
{
    const auto document = checkedDocument(file, m_branch.trust(), m_clock.wall());
    return document && document->verdict != Verdict::Invalid && document->record;
}

casefile::CaseState CounterRoom::newestCase(vault::CaseList which)
{
    const auto read =
        m_keeping.thread.perform<casefile::CaseState>([which](vault::Vault& vault) -> Result<casefile::CaseState> {
            const auto lines = vault.store().cases(which);
            if (!lines)
                return failure(lines);
            const auto newest = std::ranges::max_element(*lines, {}, &vault::CaseLine::opened);
            return vault.store().caseState(newest->id);
        });
    return read.result().value();
}

Result<> CounterRoom::answerDuplicates(int candidates)
{
    wire::Answer answer{.kind = wire::Answer::Kind::Duplicate,
        .caseId = newestCase(vault::CaseList::All).id,
        .time = m_clock.wall(),
        .fields = {{QStringLiteral("candidates"), candidates}}};
    return m_keeping.thread
        .perform<void>([answer](vault::Vault& vault) mutable -> Result<> {
            const auto last = sync::lastAnswer(vault.store());
            if (!last)
                return failure(last);
            answer.number = *last + 1;
            const auto taken = sync::takeAnswers(vault, {answer}, [](const pki::Certificate&, core::WallTime) {
                return Result<>(); // no receipt is among them
            });
            return taken ? Result<>() : failure(taken);
        })
        .result();
}

std::optional<casefile::Ending> CounterRoom::lastEnding()
{
    return newestCase(vault::CaseList::All).ending;
}

bool CounterRoom::isPaused()
{
    return newestCase(vault::CaseList::Unsettled).phase == casefile::Phase::Paused;
}

QStringList CounterRoom::consentMeans()
{
    QStringList means;
    for (const casefile::ConsentState& consent : newestCase(vault::CaseList::All).consents)
        means.append(consent.means);
    means.removeDuplicates();
    return means;
}

QStringList CounterRoom::signedKinds()
{
    const auto read = m_keeping.thread.perform<QStringList>([](vault::Vault& vault) -> Result<QStringList> {
        const auto lines = vault.store().cases(vault::CaseList::All);
        if (!lines)
            return failure(lines);
        QStringList kinds;
        for (const vault::CaseLine& line : *lines) {
            const auto state = vault.store().caseState(line.id);
            if (!state)
                return failure(state);
            for (const casefile::DocumentState& document : state->documents)
                kinds.append(document.isSigned ? document.kind : QStringLiteral("unsigned"));
        }
        kinds.sort();
        return kinds;
    });
    return read.result().value();
}

} // namespace tirkeu::test
