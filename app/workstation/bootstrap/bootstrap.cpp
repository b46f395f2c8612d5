#include "bootstrap.h"

#include "absentstaff.h"
#include "fileacknowledgementbook.h"
#include "gallery/gallery.h"
#include "logauditsink.h"
#include "selftests.h"
#include "shell/mainwindow.h"
#include "singleinstance.h"

#include <core/log.h>

#ifdef TIRKEU_WITH_DEMO
#    include "demostaff.h"
#    include "shell/demoribbon.h"
#endif

#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <memory>
#include <optional>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logStart, "tirkeu.start")

constexpr auto kIdleLimit = std::chrono::minutes(5);
constexpr int kExitRefused = 1;

void say(const QString& text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

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
} // namespace

int runWorkstation(QApplication& application, const StartOptions& options)
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

    LogAuditSink audit;
    FileAcknowledgementBook book(data.filePath(QStringLiteral("logbook.json")));
    std::unique_ptr<StaffSource> staff = std::make_unique<AbsentStaff>();
    Place place;
#ifdef TIRKEU_WITH_DEMO
    std::optional<DemoBranch> demo;
    if (options.demo) {
        Result<DemoBranch> opened = DemoBranch::open(data.filePath(QStringLiteral("branch")), clock);
        if (!opened) {
            core::logWarning(logStart()) << opened.error();
            say(language.sentence(opened.error()));
            return kExitRefused;
        }
        demo = std::move(*opened);
        place = demo->place();
        staff = std::make_unique<DemoStaff>(*demo);
    }
#endif
    SignInController signIn(*staff, book, audit, clock);
    ShellController shell(signIn, audit, kIdleLimit);
    application.installEventFilter(&shell);
    LinkState link(clock.wall());

    const auto selfTests = [provisioned = options.demo] {
        return runSelfTests(provisioned);
    };
    MainWindow window(Services{theme, language, signIn, shell, link, clock, place, preferences, selfTests});
    QObject::connect(&instance, &SingleInstance::secondStarted, &window, [&window] {
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.raise();
        window.activateWindow();
    });
#ifdef TIRKEU_WITH_DEMO
    if (auto* reader = qobject_cast<DemoStaff*>(staff.get())) {
        auto* ribbon = new DemoRibbon(
            theme, [&] { return demo->tokenNames(); }, reader->inserted());
        QObject::connect(ribbon, &DemoRibbon::tokenChosen, reader, &DemoStaff::insert);
        window.setBanner(ribbon);
    }
#endif
    shell.start(worst(selfTests()) != SelfTestState::Bad);
    window.show();
    if (options.quitWhenShown)
        QTimer::singleShot(0, &application, &QCoreApplication::quit);
    return QApplication::exec();
}

} // namespace tirkeu::workstation
