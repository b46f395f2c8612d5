#include "bootstrap.h"

#include "bankworkplace.h"
#include "criteriaevents.h"
#include "gallery/gallery.h"
#include "quitwhenpainted.h"
#include "runmark.h"
#include "running.h"
#include "singleinstance.h"

#include <core/log.h>

#ifdef TIRKEU_WITH_DEMO
#    include "demoworkplace.h"
#endif

#include <QApplication>
#include <QJsonObject>
#include <QStandardPaths>

#include <cstdio>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logStart, "tirkeu.start")

constexpr int kExitRefused = 1;
constexpr QLatin1StringView kPreferences("preferences.json");

void say(const QString& text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

int giveUp(const LanguageSwitch& language, const Error& error)
{
    core::logWarning(logStart()) << error;
    say(language.sentence(error));
    return kExitRefused;
}

int showScreens(Theme& theme, LanguageSwitch& language, const QString& folder)
{
    const Result<int> written = writeGallery(theme, language, folder);
    if (!written)
        return giveUp(language, written.error());
    say(QStringLiteral("%1 pictures in %2").arg(*written).arg(QDir(folder).absolutePath()));
    return 0;
}

QDir dataFolder(const StartOptions& options)
{
    if (!options.dataFolder.isEmpty())
        return QDir(options.dataFolder);
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                (options.demo ? QStringLiteral("/demo") : QString()));
}

Result<std::unique_ptr<Workplace>> openWorkplace(
    const StartOptions& options, const Preferences& chosen, const QDir& data, const core::Clock& clock)
{
#ifdef TIRKEU_WITH_DEMO
    if (options.demo)
        return DemoWorkplace::open(options, chosen.moduleFile, data, clock);
#else
    Q_UNUSED(chosen)
#endif
    BankWorkplace::Machine machine;
    machine.tpm = options.tpm.isEmpty() ? QStringLiteral("machine") : options.tpm;
    machine.tokenModule = [named = options.moduleFile, data] {
        return named.isEmpty() ? PreferenceFile(data.filePath(kPreferences)).load().moduleFile : named;
    };
    return std::make_unique<BankWorkplace>(data, clock, machine);
}

void record(core::AuditSink& audit, std::string_view kind, const QJsonObject& fields)
{
    if (const Result<> done = audit.record(kind, fields); !done)
        core::logWarning(logStart()) << "not recorded" << done.error();
}

void recordStart(Workplace& workplace, const RunMark& mark)
{
    record(workplace.audit(), "program.started",
        {{QStringLiteral("version"), QApplication::applicationVersion()}, {QStringLiteral("clean"), mark.wasClean()}});
    if (workplace.inForce())
        recordCriteria(*workplace.inForce(), workplace.audit());
    else
        core::logWarning(logStart()) << workplace.inForce().error();
    if (const std::optional<Error> fault = workplace.criteriaFault())
        core::logWarning(logStart()) << *fault;
}

int runOnce(QApplication& application, const StartOptions& options)
{
    const core::SystemClock clock;
    Theme theme(application);
    LanguageSwitch language;
    if (!options.screensFolder.isEmpty())
        return showScreens(theme, language, options.screensFolder);

    const QDir data = dataFolder(options);
    SingleInstance instance(data.absolutePath());
    if (!instance.claim()) {
        say(QStringLiteral("Tirkeu is running already; its window comes forward."));
        return 0;
    }
    const PreferenceFile preferences(data.filePath(kPreferences));
    const Preferences chosen = preferences.load();
    language.setLanguage(chosen.language);
    theme.setScheme(chosen.scheme);
    theme.setScalePercent(chosen.scalePercent);

    RunMark mark(data.filePath(QStringLiteral("running")));
    const Result<std::unique_ptr<Workplace>> workplace = openWorkplace(options, chosen, data, clock);
    if (!workplace)
        return giveUp(language, workplace.error());
    recordStart(**workplace, mark);

    Running running(theme, language, **workplace, preferences, data, clock);
    QObject::connect(&instance, &SingleInstance::secondStarted, &running.window(), [&] { running.bringForward(); });
    running.show();
    if (options.quitWhenShown)
        QuitWhenPainted::follow(running.window());
    const int code = QApplication::exec();
    record((*workplace)->audit(), "program.stopped", {});
    mark.remove();
    return code;
}
} // namespace

int runWorkstation(QApplication& application, const StartOptions& options)
{
    int code = Running::kBeginAnew;
    while (code == Running::kBeginAnew)
        code = runOnce(application, options);
    return code;
}

} // namespace tirkeu::workstation
