#include "gallery.h"

#include "clientroom.h"
#include "settings/preferences.h"
#include "showroom.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"gallery.not-written"};
constexpr QSize kBranchScreen(1366, 768);
constexpr QSize kClientScreen(1280, 800);

// The pictures show one and the same moment, so that two galleries can be compared.
class StandingClock final : public core::Clock
{
public:
    [[nodiscard]] core::WallTime wall() const override
    {
        return core::WallTime(std::chrono::milliseconds(1'783'829'520'000));
    }
    [[nodiscard]] core::MonotonicTime monotonic() const override { return {}; }
};
} // namespace

Result<int> writeGallery(Theme& theme, LanguageSwitch& language, const QString& folder)
{
    const StandingClock clock;
    Showroom showroom(theme, language, clock);
    MainWindow& window = showroom.window();
    window.setFixedSize(kBranchScreen);
    window.show();
    int written = 0;
    bool good = true;
    const auto keep = [&written, &good](QWidget& shown, const QString& file) {
        for (int depth = 0; depth < 4; ++depth) // layouts within layouts ask for room one after the other
            QCoreApplication::sendPostedEvents();
        good = shown.grab().save(file + QStringLiteral(".png")) && good;
        ++written;
    };
    ClientRoom client(theme, clock);
    client.window().setFixedSize(kClientScreen);
    client.window().show();
    for (const core::Language one : core::kLanguages) {
        language.setLanguage(one);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            theme.setScheme(scheme);
            for (const int percent : {100, 200}) {
                theme.setScalePercent(percent);
                const QDir target(
                    QStringLiteral("%1/%2-%3-%4").arg(folder, core::languageCode(one), schemeId(scheme)).arg(percent));
                good = good && QDir().mkpath(target.path());
                showroom.walk([&](const QString& name) { keep(window, target.filePath(name)); });
            }
            theme.setScalePercent(100); // the client's screen has its own size
            const QDir target(QStringLiteral("%1/%2-%3-client").arg(folder, core::languageCode(one), schemeId(scheme)));
            good = good && QDir().mkpath(target.path());
            client.setLanguage(one);
            client.walk([&](const QString& name) { keep(client.window(), target.filePath(name)); });
        }
    }
    if (!good)
        return failure(kNotWritten, ErrorKind::OperatorCanFix, folder, {folder});
    return written;
}

} // namespace tirkeu::workstation
