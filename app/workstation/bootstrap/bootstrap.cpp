#include "bootstrap.h"

#include "absentstaff.h"
#include "criteriaevents.h"
#include "evidencechecker.h"
#include "fileacknowledgementbook.h"
#include "gallery/gallery.h"
#include "guarding.h"
#include "logauditsink.h"
#include "selftests.h"
#include "shell/mainwindow.h"
#include "singleinstance.h"
#include "stafflookup.h"
#include "vaultcare.h"
#include "vaultdoor.h"
#include "vaultjournal.h"

#include <core/log.h>

#ifdef TIRKEU_WITH_DEMO
#    include "demostaff.h"
#    include "demotable.h"
#    include "devicestation.h"
#    include "documentupgrader.h"
#    include "filecarestore.h"
#    include "shell/demoribbon.h"
#    include "tokenstaff.h"

#    include <demo/demoscanner.h>
#    include <simulation_pki/demoexchange.h>
#    include <tpm/tpmanchor.h>
#endif

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QJsonObject>
#include <QNetworkInterface>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <memory>
#include <optional>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logStart, "tirkeu.start")

constexpr std::chrono::milliseconds kIdleLimit = std::chrono::minutes(5);
constexpr int kExitRefused = 1;
constexpr int kBeginAnew = 101; // never leaves the program
constexpr ErrorCode kCriteriaAbsent{"start.criteria-absent"};

void say(const QString& text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

// The first address that others could reach; a machine without a network is itself.
QString networkAddress()
{
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && !address.isLinkLocal())
            return address.toString();
    }
    return QStringLiteral("127.0.0.1");
}

void record(core::AuditSink& audit, std::string_view kind, const QJsonObject& fields)
{
    if (const Result<> done = audit.record(kind, fields); !done)
        core::logWarning(logStart()) << "not recorded" << done.error();
}

/// Ends the program behind its first picture: what a start is measured to.
class QuitWhenPainted final : public QObject
{
public:
    static void follow(QWidget& window)
    {
        auto* watcher = new QuitWhenPainted;
        watcher->setParent(&window);
        window.installEventFilter(watcher);
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        return QObject::eventFilter(watched, event);
    }
};

int showScreens(Theme& theme, LanguageSwitch& language, const QString& folder)
{
    const Result<int> written = writeGallery(theme, language, folder);
    if (!written) {
        say(language.sentence(written.error()));
        return kExitRefused;
    }
    say(QStringLiteral("%1 pictures in %2").arg(*written).arg(QDir(folder).absolutePath()));
    return 0;
}

#ifdef TIRKEU_WITH_DEMO
int giveUp(const LanguageSwitch& language, const Error& error)
{
    core::logWarning(logStart()) << error;
    say(language.sentence(error));
    return kExitRefused;
}

// The demo's key files, or a real token whose certificates the demo's criteria know.
Result<std::unique_ptr<StaffSource>> readerFor(const demo::DemoBranch& branch, const criteria::Criteria& criteria,
    const StartOptions& options, const core::Clock& clock, VaultDoor& door)
{
    const auto useKey = [&door](core::KeyUnwrapper& key) {
        door.useKey(key);
    };
    const auto lookup = [&criteria, id = branch.branchId()](const pki::Certificate& certificate) {
        return staffFrom(criteria, certificate, id);
    };
    if (options.moduleFile.isEmpty()) {
        auto reader = std::make_unique<DemoStaff>(branch, lookup, useKey);
        reader->insert(options.token);
        return reader;
    }
    auto module = token::CryptokiModule::load(options.moduleFile);
    if (!module)
        return failure(module);
    return std::make_unique<TokenStaff>(*std::move(module),
        token::CredentialRules{.trust = branch.trust(), .organisationBin = criteria.customer.bin.toString()}, lookup,
        clock, useKey);
}

// Where there is no TPM the journal page says so, and the work goes on.
std::unique_ptr<core::AnchorCheck> anchorAt(const QString& address)
{
    if (address.isEmpty())
        return nullptr;
    auto machine = tpm::Tpm::open(address == u"machine" ? QString() : address);
    if (!machine) {
        core::logWarning(logStart()) << machine.error();
        return nullptr;
    }
    return std::make_unique<tpm::TpmAnchor>(std::move(*machine));
}

/// All that stands on the opened vault, in the order in which it has to end.
struct Keeping
{
    Keeping(const demo::DemoBranch& branch, const criteria::SignedCriteria& inForce, const core::Clock& clock,
        const QString& exports, std::unique_ptr<core::AnchorCheck> machine)
        : workstation(branch.workstationKey())
        , anchor(std::move(machine))
        , thread({.folder = branch.vaultFolder(), .clock = clock, .workstation = &workstation, .anchors = anchor.get()})
        , sink(thread, clock)
        , door(thread, sink, [entitled = entitledBy(inForce.criteria, branch.branchId())] { return entitled; })
        , journal(thread, door, workstation, clock, exports, [names = staffNames(inForce.criteria)] { return names; })
        , care(thread, door, workstation, clock, branch.vaultFolder() + QStringLiteral(".backups"), inForce.criteria)
        , responders(branch.pki(), clock)
        , services(responders)
        , upgrader(branch.vaultFolder() + QStringLiteral(".levels"), thread, clock,
              {services, branch.trust(), {{{branch.pki().options().services.resolved(QUrl(QStringLiteral("/tsa")))}}}})
    {
        QObject::connect(&door, &VaultDoor::openChanged, &upgrader, &DocumentUpgrader::setVaultOpen);
        QObject::connect(&upgrader, &DocumentUpgrader::failed, &upgrader,
            [](const Error& error) { core::logWarning(logStart()) << "levels do not rise" << error; });
    }
    pki::SoftwareKey workstation;
    std::unique_ptr<core::AnchorCheck> anchor; ///< used on the vault's thread
    vault::VaultThread thread;
    vault::VaultSink sink;
    VaultDoor door;
    VaultJournal journal;
    VaultCare care;
    simulation::DemoResponders responders; ///< in the gateway's place, which will relay both kinds of question
    simulation::DemoExchange services;
    DocumentUpgrader upgrader;
};
#endif

int runOnce(QApplication& application, const StartOptions& options)
{
    const core::SystemClock clock;
    Theme theme(application);
    LanguageSwitch language;
    if (!options.screensFolder.isEmpty())
        return showScreens(theme, language, options.screensFolder);

    QString folder = options.dataFolder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                 (options.demo ? QStringLiteral("/demo") : QString());
    const QDir data(folder);

    SingleInstance instance(data.absolutePath());
    if (!instance.claim()) {
        say(QStringLiteral("Tirkeu is running already; its window comes forward."));
        return 0;
    }

    const PreferenceFile preferences(data.filePath(QStringLiteral("preferences.json")));
    const Preferences chosen = preferences.load();
    language.setLanguage(chosen.language);
    theme.setScheme(chosen.scheme);
    theme.setScalePercent(chosen.scalePercent);

    LogAuditSink log;
    core::AuditSink* audit = &log;
    // The mark stands while the program runs; finding it at the start tells of a crash or a power cut.
    QFile mark(data.filePath(QStringLiteral("running")));
    const bool wasClean = !mark.exists();
    QDir().mkpath(folder);
    if (mark.open(QIODevice::WriteOnly))
        mark.close();
#ifdef TIRKEU_WITH_DEMO
    std::optional<Keeping> keeping; // outlives whoever signs in
    std::unique_ptr<devices::RegisteredScanner> scanner;
    FileCareStore careStore(data.filePath(QStringLiteral("care")));
    std::unique_ptr<DeviceStation> station;
#endif
    std::unique_ptr<StaffSource> staff = std::make_unique<AbsentStaff>();
    Result<criteria::SignedCriteria> inForce =
        failure(kCriteriaAbsent, ErrorKind::OperatorCanFix, QStringLiteral("nothing is installed"));
    Place place;
    // Whose documents the verifier page believes; a bank's installation keeps the authorities' certificates here.
    pki::TrustStore trust;
    if (auto installed = pki::TrustStore::fromFolder(data.filePath(QStringLiteral("trust"))))
        trust = std::move(*installed);
#ifdef TIRKEU_WITH_DEMO
    const QString branchFolder = data.filePath(QStringLiteral("branch"));
    std::optional<demo::DemoBranch> demo;
    DemoStaff* table = nullptr;
    if (options.demo) {
        Result<demo::DemoBranch> opened = demo::DemoBranch::open(branchFolder, clock);
        if (!opened)
            return giveUp(language, opened.error());
        demo = std::move(*opened);
        inForce = demo->criteria();
        place = placeOf(*demo);
        for (const pki::Certificate& anchor : demo->trust().anchors()) {
            if (const Result<> added = trust.addAnchor(anchor); !added)
                core::logWarning(logStart()) << added.error();
        }
        for (const pki::Certificate& known : demo->trust().intermediates())
            trust.addIntermediate(known);
        if (inForce) {
            keeping.emplace(*demo, *inForce, clock, data.filePath(QStringLiteral("exports")), anchorAt(options.tpm));
            audit = &keeping->sink;
            StartOptions wanted = options;
            if (wanted.moduleFile.isEmpty())
                wanted.moduleFile = chosen.moduleFile;
            Result<std::unique_ptr<StaffSource>> reader =
                readerFor(*demo, inForce->criteria, wanted, clock, keeping->door);
            // A module that was chosen and does not load must not keep out whoever could choose another.
            if (!reader && options.moduleFile.isEmpty() && !chosen.moduleFile.isEmpty()) {
                core::logWarning(logStart()) << reader.error();
                reader = readerFor(*demo, inForce->criteria, options, clock, keeping->door);
            }
            if (!reader)
                return giveUp(language, reader.error());
            table = qobject_cast<DemoStaff*>(reader->get());
            staff = std::make_unique<VaultedStaff>(std::move(*reader), keeping->door);
            const Result<demo::DemoScanner> virtualScanner = demo::DemoScanner::open(*demo);
            if (!virtualScanner)
                return giveUp(language, virtualScanner.error());
            const criteria::Criteria& known = inForce->criteria;
            scanner = std::make_unique<devices::RegisteredScanner>(
                virtualScanner->setup(known, demo->workstationId()), *audit, clock);
            station = std::make_unique<DeviceStation>(*scanner, *staff, careStore, clock, known, demo->workstationId(),
                devices::CameraBus(), &demo::DemoScanner::camera);
        }
    }
#endif
    record(*audit, "program.started",
        {{QStringLiteral("version"), QApplication::applicationVersion()}, {QStringLiteral("clean"), wasClean}});
    if (inForce)
        recordCriteria(*inForce, *audit);
    else
        core::logWarning(logStart()) << inForce.error();
    const std::chrono::milliseconds idleLimit = inForce ? inForce->criteria.session.idleLock : kIdleLimit;
    core::Signer* workstationKey = nullptr;
#ifdef TIRKEU_WITH_DEMO
    if (keeping)
        workstationKey = &keeping->workstation;
#endif
    FileAcknowledgementBook book(data.filePath(QStringLiteral("logbook.json")), workstationKey);
    SignInController signIn(*staff, book, *audit, clock, networkAddress());
    if (inForce) {
        signIn.setPinLengths(static_cast<std::size_t>(inForce->criteria.pin.minLength),
            static_cast<std::size_t>(inForce->criteria.pin.maxLength));
        signIn.setWarnTriesLeft(inForce->criteria.pin.warnTriesLeft);
        signIn.setAdmission([&] { return inForceAt(inForce->criteria, clock.wall()); });
    }
    ShellController shell(signIn, *audit, idleLimit);
    if (inForce)
        shell.setLongestSession(inForce->criteria.session.longest);
    application.installEventFilter(&shell);
    LinkState link(clock.wall());

    EvidenceChecker checker(std::move(trust), clock);

    std::optional<Guarding> guarding;
    if (inForce)
        guarding.emplace(inForce->criteria.guard, *audit, clock);

    // Everything is wired around the criteria; once they have been put right, the wiring begins anew.
    const auto selfTests = [&] {
#ifdef TIRKEU_WITH_DEMO
        if (demo && !inForce) {
            if (const auto again = demo::DemoBranch::open(branchFolder, clock); again && again->criteria())
                QApplication::exit(kBeginAnew);
        }
        if (scanner)
            return withGuard(runSelfTests(inForce, clock.wall(), DeviceFinding{scanner->refusal()}),
                guarding ? guarding->rows() : QList<SelfTest>());
#endif
        return withGuard(runSelfTests(inForce, clock.wall()), guarding ? guarding->rows() : QList<SelfTest>());
    };
    Services services{theme, language, signIn, shell, link, checker, *audit, clock, place, preferences, selfTests};
    services.guard = guarding ? &*guarding : nullptr;
#ifdef TIRKEU_WITH_DEMO
    if (keeping) {
        services.journal = &keeping->journal;
        services.retention = &keeping->care.retention;
        services.notices = &keeping->care.notices;
        services.devices = station.get();
        // Lock keeps the vault open for the outbox, sign-out closes it.
        const auto follow = [&] {
            keeping->door.setHeld(shell.member().has_value());
        };
        QObject::connect(&shell, &ShellController::stateChanged, &keeping->door, follow);
        QObject::connect(&signIn, &SignInController::refused, &keeping->door, &VaultDoor::closeUnlessHeld);
    }
#endif
    MainWindow window(services);
    QObject::connect(&instance, &SingleInstance::secondStarted, &window, [&window] {
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.raise();
        window.activateWindow();
    });
#ifdef TIRKEU_WITH_DEMO
    if (table) {
        auto* ribbon = new DemoRibbon(
            theme, [&] { return tokenNames(*demo); }, table->inserted());
        QObject::connect(ribbon, &DemoRibbon::tokenChosen, table, &DemoStaff::insert);
        window.setBanner(ribbon);
    }
#endif
    shell.start(worst(selfTests()) != SelfTestState::Bad);
    if (guarding) {
        // MFO-25: what blocks ends the work at once, and once it has gone work may begin again.
        QObject::connect(&*guarding, &Guarding::changed, &shell, [&] {
            if (guarding->blocks() && shell.state() != ShellState::Checks && shell.state() != ShellState::Support)
                shell.stop();
            else if (shell.state() == ShellState::Checks && worst(selfTests()) != SelfTestState::Bad)
                shell.start(true);
        });
        guarding->start();
    }
    window.show();
#ifdef TIRKEU_WITH_DEMO
    if (scanner) // behind the first picture
        QTimer::singleShot(0, scanner.get(), &devices::RegisteredScanner::start);
#endif
    if (options.quitWhenShown)
        QuitWhenPainted::follow(window);
    const int code = QApplication::exec();
    record(*audit, "program.stopped", {});
    mark.remove();
    return code;
}
} // namespace

int runWorkstation(QApplication& application, const StartOptions& options)
{
    int code = kBeginAnew;
    while (code == kBeginAnew)
        code = runOnce(application, options);
    return code;
}

} // namespace tirkeu::workstation
