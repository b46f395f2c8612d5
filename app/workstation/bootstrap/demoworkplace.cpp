#include "demoworkplace.h"

#include "demotable.h"
#include "ncalayersetting.h"
#include "shell/shellcontroller.h"
#include "stafflookup.h"
#include "tokenreader.h"

#include <core/log.h>
#include <core/whendone.h>
#include <demo/demoscanner.h>
#include <sync/errors.h>
#include <sync/renewal.h>
#include <wire/gatewayclient.h>

#include <QCoreApplication>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logDemo, "tirkeu.start")
constexpr std::chrono::minutes kPatience{2}; ///< for the stamps of a case's documents and the slip

QString branchFolder(const QDir& data)
{
    return data.filePath(QStringLiteral("branch"));
}
} // namespace

Result<std::unique_ptr<Workplace>> DemoWorkplace::open(
    const StartOptions& options, const QString& chosenModule, const QDir& data, const core::Clock& clock)
{
    // Where there is no TPM the journal page says so, and the work goes on.
    const std::optional<MachineTpm> machine = MachineTpm::at(options.tpm);
    auto branch = demo::DemoBranch::open(branchFolder(data), clock, machine ? machine->key->publicKey() : QByteArray());
    if (!branch)
        return failure(branch);
    std::unique_ptr<DemoWorkplace> place(new DemoWorkplace(std::move(*branch), data, clock));
    place->m_clientDisplay = options.clientDisplay;
    place->m_persona = std::clamp(options.persona, 1, static_cast<int>(demo::personas().size())) - 1;
    if (!place->inForce())
        return Result<std::unique_ptr<Workplace>>(std::move(place));
    place->m_keeping.emplace(
        place->m_branch, *place->inForce(), clock, data.filePath(QStringLiteral("exports")), machine);
    if (const Result<> staffed = place->openStaff(options, chosenModule); !staffed)
        return failure(staffed);
    if (const Result<> equipped = place->openDevices(); !equipped)
        return failure(equipped);
    if (const Result<> line = place->openBank(); !line)
        return failure(line);
    return Result<std::unique_ptr<Workplace>>(std::move(place));
}

DemoWorkplace::DemoWorkplace(demo::DemoBranch branch, const QDir& data, const core::Clock& clock)
    : m_clock(clock)
    , m_data(data)
    , m_branch(std::move(branch))
    , m_gateway(m_branch)
    , m_seal(m_branch.pki().bankSeal())
    , m_careStore(data.filePath(QStringLiteral("care")))
{
}

DemoWorkplace::~DemoWorkplace()
{
    if (m_sealWatch)
        m_sealWatch->stop();
}

Result<> DemoWorkplace::openStaff(const StartOptions& options, const QString& chosenModule)
{
    auto source = reader(options.moduleFile.isEmpty() ? chosenModule : options.moduleFile, options.token);
    // A module that was chosen and does not load must not keep out whoever could choose another.
    if (!source && options.moduleFile.isEmpty() && !chosenModule.isEmpty()) {
        core::logWarning(logDemo()) << source.error();
        source = reader({}, options.token);
    }
    if (!source)
        return failure(source);
    m_table = qobject_cast<DemoStaff*>(source->get());
    m_staff = std::make_unique<VaultedStaff>(std::move(*source), m_keeping->door);
    const SealSource seal = sealSource();
    m_papers = std::make_unique<CaseSigning>(CaseSigning::Parts{
        *m_staff, inForce()->criteria, m_branch.trust(), m_clock, seal, &m_keeping->upgrader, ncaLayerIn(m_data)});
    const VaultSigning::Parts parts{
        *m_staff, m_keeping->thread, inForce()->criteria, m_branch.trust(), m_clock, seal, &m_keeping->upgrader};
    m_acts = std::make_unique<ActSigning>(parts);
    m_signing = std::make_unique<VaultSigning>(parts);
    m_keeping->care.retention.signWith(m_acts.get());
    return {};
}

// A token that was named and is not there is no reason to take another key: what asks for a seal says why it is not
// to be had.
SealSource DemoWorkplace::sealSource()
{
    const QString file = m_data.filePath(QStringLiteral("seal.json"));
    if (!QFile::exists(file))
        return [this] {
            return Result<core::Signer*>(&m_seal);
        };
    // The criteria may be renewed while the watch reads: it has what was in force at the start.
    const criteria::Criteria criteria = inForce()->criteria;
    // While it waits for its token the module stays open: to close it after each look could end what others do with it.
    std::shared_ptr<token::CryptokiModule> kept;
    m_sealWatch = std::make_unique<SealWatch>([file, criteria, kept]() mutable {
        if (const auto settings = SealToken::settingsFrom(file); !kept && settings && *settings)
            kept = token::CryptokiModule::load((*settings)->module).value_or(nullptr);
        return SealToken::fromFile(file, criteria.signing.seals,
            [&criteria](const QByteArray& fingerprint) { return criteria.staffByCertificate(fingerprint) != nullptr; });
    });
    return [this] {
        return m_sealWatch->key();
    };
}

// The demo's key files, or a real token whose certificates the demo's criteria know.
Result<std::unique_ptr<StaffSource>> DemoWorkplace::reader(const QString& moduleFile, int token)
{
    const criteria::Criteria& criteria = inForce()->criteria;
    if (!moduleFile.isEmpty()) {
        auto module = token::CryptokiModule::load(moduleFile);
        if (!module)
            return failure(module);
        return TokenReader{m_branch.trust(), criteria, m_branch.branchId(), m_clock, m_keeping->door,
            &m_keeping->status, ncaLayerIn(m_data)}
            .behind(*std::move(module));
    }
    auto table = std::make_unique<DemoStaff>(
        m_branch,
        [&criteria, id = m_branch.branchId()](
            const pki::Certificate& certificate) { return staffFrom(criteria, certificate, id); },
        [this](core::KeyUnwrapper& key) { return m_keeping->door.useKey(key); }, &m_keeping->status);
    table->insert(token);
    return table;
}

Result<> DemoWorkplace::openDevices()
{
    const Result<demo::DemoScanner> played = demo::DemoScanner::open(m_branch);
    if (!played)
        return failure(played);
    const criteria::Criteria& known = inForce()->criteria;
    m_scanner = std::make_unique<devices::RegisteredScanner>(
        played->setup(known, m_branch.workstationId()), m_keeping->sink, m_clock);
    m_station = std::make_unique<DeviceStation>(*m_scanner, *m_staff, m_careStore, m_clock, known,
        m_branch.workstationId(), devices::CameraBus(), &demo::DemoScanner::camera);
    m_station->recordTo(m_keeping->sink);
    m_played = std::make_unique<demo::PlayedScanner>(*m_scanner, played->socket());
    m_played->setPersona(demo::personas().at(m_persona));
    m_tray = std::make_unique<FolderTray>(m_data.filePath(QStringLiteral("papers")));
    return {};
}

Result<> DemoWorkplace::openBank()
{
    auto gateway = wire::GatewayClient::make({.address = demo::DemoGateway::address(),
                                                 .bank = m_branch.pki().bankTrust(),
                                                 .workstation = m_keeping->key.line(),
                                                 .version = QCoreApplication::applicationVersion()},
        m_clock);
    if (!gateway)
        return failure(gateway);
    sync::CourierRules rules;
    rules.packing.patience = kPatience;
    m_bank = std::make_unique<BankLine>(BankLine::Parts{std::move(*gateway), m_keeping->thread, m_keeping->door,
        m_keeping->care.notices,
        {m_branch.workstationId(), m_branch.branchId(), m_branch.pki().gateway().holder(), m_keeping->key.signer()},
        m_branch.vaultFolder() + QStringLiteral(".spool"), m_data.filePath(QStringLiteral("exports")),
        m_branch.pki().bankTrust(), m_branch.pki().gateway().holder(), m_clock, inForce()->criteria.version, rules,
        [settings = m_branch.criteriaSettings(), &clock = m_clock](const QByteArray& document) -> Result<> {
            // Of its own: the courier's thread. What it takes in is in force from the next start on.
            criteria::CriteriaStore store(settings, clock);
            const Result<> loaded = store.load();
            const auto json = loaded ? criteria::criteriaContent(document) : failure(loaded);
            const auto read = json ? criteria::readCriteria(*json) : failure(json);
            if (!read)
                return failure(read);
            const bool isHere = store.current() && read->version <= store.current()->criteria.version;
            return isHere ? Result<>() : store.offer(document);
        },
        [this, keys = sync::KeyFolder(m_branch.laterKeys())](wire::Gateway& door) mutable -> Result<> {
            // The one in the TPM is always the same: its certificate is made anew with the demo's others.
            if (m_keeping->key.line().holder() != m_branch.workstationKey().holder())
                return {};
            const auto renewed =
                sync::renewWhenDue(door, m_branch.workstationKey(), keys, m_branch.pki().bankTrust(), m_clock.wall());
            return renewed ? Result<>() : failure(renewed);
        }});
    return {};
}

bool DemoWorkplace::isMended() const
{
    if (inForce())
        return false;
    const auto again = demo::DemoBranch::open(branchFolder(m_data), m_clock);
    return again && again->criteria();
}

Place DemoWorkplace::place() const
{
    return placeOf(m_branch);
}

QString DemoWorkplace::clientDisplay() const
{
    const criteria::Workstation* here = m_branch.workstation();
    return m_clientDisplay.isEmpty() && here != nullptr ? here->clientScreen : m_clientDisplay;
}

core::AuditSink& DemoWorkplace::audit()
{
    return m_keeping ? static_cast<core::AuditSink&>(m_keeping->sink) : Workplace::audit();
}

void DemoWorkplace::addTrust(pki::TrustStore& trust) const
{
    for (const pki::Certificate& anchor : m_branch.trust().anchors()) {
        if (const Result<> added = trust.addAnchor(anchor); !added)
            core::logWarning(logDemo()) << added.error();
    }
    for (const pki::Certificate& known : m_branch.trust().intermediates())
        trust.addIntermediate(known);
}

DocumentChecker& DemoWorkplace::checker(DocumentChecker& plain)
{
    if (!m_keeping)
        return plain;
    m_viewed = std::make_unique<ViewedPictures>(plain, m_keeping->thread, m_keeping->door);
    return *m_viewed;
}

std::optional<DeviceFinding> DemoWorkplace::deviceFinding() const
{
    if (!m_scanner)
        return {};
    return DeviceFinding{m_scanner->refusal(), m_station->missingCamera()};
}

Workplace::AtCounter DemoWorkplace::openCounter(core::CaptureGate& gate, const ShellController& shell)
{
    if (!m_keeping)
        return {};
    m_bankWatch = std::make_unique<BankWatch>(BankWatch::Ground{
        m_keeping->thread, m_keeping->door, m_keeping->care.notices, [this] {
            return PreferenceFile(m_data.filePath(QStringLiteral("preferences.json"))).load().bankFolder;
        }});
    m_counter = std::make_unique<VaultCounter>(CounterGround{m_keeping->thread, m_keeping->door, *m_papers, *m_played,
        gate, m_clock, inForce()->criteria, m_branch.trust(), [&shell] { return shell.member(); },
        m_branch.workstationId(), m_data.filePath(QStringLiteral("prints")), m_branch.branchId(),
        [this](const identity::Iin& iin) { return m_bankWatch->find(iin); },
        [this](const wire::PalmsAsked& asked) { return m_bank->palmsOf(asked); },
        [this](const wire::PhoneAsked& asked) { return m_bank->ask(asked); },
        [this](const wire::SuspicionAsked& asked, const core::Uuid& call,
            std::chrono::milliseconds patience) -> AskedSuspicion {
            // Without a line a client does not wait to hear that there is none.
            return m_bank->isOnline() ? AskedSuspicion(m_bank->ask(asked, call, patience)) : std::nullopt;
        },
        [this](const identity::Iin& iin) {
            return m_bank->isOnline() ? AskedAttempts(m_bank->attemptsOf(iin)) : std::nullopt;
        }});
    m_clients = std::make_unique<VaultClients>(
        VaultClients::Ground{m_keeping->thread, m_keeping->door, m_clock, m_branch.trust(),
            m_data.filePath(QStringLiteral("prints")), m_data.filePath(QStringLiteral("exports")), m_signing.get()});
    // On the line's thread, where the line has just failed.
    m_ownCodes.emplace(m_clock, [this](const identity::PhoneNumber&, const QString& code) {
        QMetaObject::invokeMethod(
            &m_here, [this, code] { showCode(code); }, Qt::QueuedConnection);
    });
    m_codes.emplace(LineCodes::Line{[this](const wire::CodeWanted& wanted) {
                                        const auto sent = m_bank->ask(wanted);
                                        core::whenDone(sent, m_bank.get(),
                                            [this, phone = wanted.phone](const Result<wire::CodeSent>& came) {
                                                if (came)
                                                    showCode(demo::DemoGateway::codeOn(m_branch, phone));
                                            });
                                        return sent;
                                    },
                        [this](const wire::CodeTyped& typed) {
                            return m_bank->ask(typed);
                        }},
        &*m_ownCodes);
    m_messages.emplace([this](const identity::PhoneNumber&, const QString& text) -> Result<> {
        if (m_ribbon)
            m_ribbon->showNotice(text);
        return {};
    });
    m_noticeSender = std::make_unique<NoticeSender>(NoticeSender::Ground{
        m_keeping->thread, m_keeping->door, m_keeping->care.notices, inForce()->criteria, *m_messages});
    QObject::connect(m_counter.get(), &Counter::waitingChanged, m_noticeSender.get(), &NoticeSender::look);
    m_course = std::make_unique<DemoCourse>(m_data.filePath(QStringLiteral("training.json")), m_table != nullptr);
    QObject::connect(m_course.get(), &DemoCourse::seated, m_played.get(), [this](int index) {
        m_played->setPersona(demo::personas().at(index));
        if (m_ribbon)
            m_ribbon->setClient(index);
    });
    QObject::connect(m_counter.get(), &Counter::waitingChanged, m_bank.get(), &BankLine::noteSettled);
    return {m_counter.get(), m_tray.get(), m_clients.get(), &*m_codes, m_course.get()};
}

void DemoWorkplace::showCode(const QString& code)
{
    if (m_ribbon)
        m_ribbon->showMessage(code);
}

void DemoWorkplace::follow(ShellController& shell, SignInController& signIn)
{
    if (!m_keeping)
        return;
    m_station->askWhoServes([&shell] { return shell.member(); });
    m_keeping->follow(shell, signIn);
}

QWidget* DemoWorkplace::makeBanner(const Theme& theme)
{
    if (m_table == nullptr)
        return nullptr;
    auto* ribbon = new DemoRibbon(
        theme, [this] { return tokenNames(m_branch); }, m_table->inserted());
    m_ribbon = ribbon;
    QObject::connect(ribbon, &DemoRibbon::tokenChosen, m_table, &DemoStaff::insert);
    ribbon->setClients(clientNames());
    ribbon->setClient(m_persona);
    QObject::connect(ribbon, &DemoRibbon::clientChosen, m_played.get(),
        [this](int index) { m_played->setPersona(demo::personas().at(index)); });
    QObject::connect(ribbon, &DemoRibbon::paperSigned, m_tray.get(), [this] { signPaper(m_tray->folder()); });
    return ribbon;
}

void DemoWorkplace::windowStands()
{
    const auto tell = [this](const Error& why) {
        core::logWarning(logDemo()) << why;
        if (m_keeping)
            m_keeping->care.notices.set(
                {QStringLiteral("demo-gateway"), MessageKind::Warning, why, NoticeAction::Seen});
    };
    m_gateway.whenEnded(tell);
    if (const Result<bool> started = m_gateway.start(m_keeping ? m_keeping->servicesUrl() : QUrl()); !started)
        tell(started.error());
    if (m_scanner)
        m_scanner->start();
}

} // namespace tirkeu::workstation
