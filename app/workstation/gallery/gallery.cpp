#include "gallery.h"

#include "clientroom.h"
#include "settings/preferences.h"
#include "showroom.h"

#include <QCoreApplication>
#include <QDir>
#include <QPainter>
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

// A counter at a glance, for whoever reads about it: a few pictures side by side.
class Strip
{
public:
    void offer(const QString& name, const QPixmap& picture)
    {
        static const QStringList wanted{QStringLiteral("c02-language"), QStringLiteral("c03-consent"),
            QStringLiteral("c12-palm-centre"), QStringLiteral("c18-thanks")};
        if (m_pictures.size() < wanted.size() && wanted.at(m_pictures.size()) == name)
            m_pictures.append(picture.scaledToWidth(kStripPicture, Qt::SmoothTransformation));
    }
    [[nodiscard]] bool save(const QString& file) const
    {
        const int height = m_pictures.isEmpty() ? 1 : m_pictures.first().height();
        QPixmap strip(static_cast<int>(m_pictures.size()) * (kStripPicture + kStripGap) - kStripGap, height);
        strip.fill(Qt::transparent);
        QPainter painter(&strip);
        int left = 0;
        for (const QPixmap& picture : m_pictures) {
            painter.drawPixmap(left, 0, picture);
            left += kStripPicture + kStripGap;
        }
        painter.end();
        return strip.save(file);
    }

private:
    static constexpr int kStripPicture = 480;
    static constexpr int kStripGap = 12;
    QList<QPixmap> m_pictures;
};
} // namespace

Result<int> writeGallery(Theme& theme, LanguageSwitch& language, const QString& folder, const GalleryScope& scope)
{
    if (!QDir().mkpath(folder))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, folder, {folder});
    const StandingClock clock;
    Showroom showroom(theme, language, clock);
    MainWindow& window = showroom.window();
    window.setFixedSize(kBranchScreen);
    window.show();
    Showroom bare(theme, language, clock, Showroom::Ground::Bare);
    bare.window().setFixedSize(kBranchScreen);
    bare.window().show();
    int written = 0;
    bool good = true;
    Strip strip;
    const auto keep = [&](QWidget& shown, const QDir& target, const QString& name) {
        for (int depth = 0; depth < 8; ++depth) // layouts within layouts ask for room one after the other
            QCoreApplication::sendPostedEvents();
        // What is not on a display has not laid itself out: it would be drawn as nobody sees it.
        good = good && shown.isVisible();
        const QPixmap picture = shown.grab();
        good = picture.save(target.filePath(name + QStringLiteral(".png"))) && good;
        strip.offer(name, picture);
        ++written;
    };
    ClientRoom client(theme, clock);
    client.window().setFixedSize(kClientScreen);
    client.window().show();
    for (const core::Language one : scope.languages) {
        language.setLanguage(one);
        for (const Scheme scheme : scope.schemes) {
            theme.setScheme(scheme);
            for (const int percent : scope.percents) {
                theme.setScalePercent(percent);
                const QDir target(
                    QStringLiteral("%1/%2-%3-%4").arg(folder, core::languageCode(one), schemeId(scheme)).arg(percent));
                good = good && QDir().mkpath(target.path());
                showroom.walk([&](const QString& name) { keep(window, target, name); });
                bare.walkBare([&](const QString& name) { keep(bare.window(), target, name); });
            }
            theme.setScalePercent(100); // the client's screen has its own size
            const QDir target(QStringLiteral("%1/%2-%3-client").arg(folder, core::languageCode(one), schemeId(scheme)));
            good = good && QDir().mkpath(target.path());
            client.setLanguage(one);
            client.walk([&](const QString& name) { keep(client.window(), target, name); });
        }
    }
    good = strip.save(QDir(folder).filePath(QStringLiteral("strip.png"))) && good;
    if (!good)
        return failure(kNotWritten, ErrorKind::OperatorCanFix, folder, {folder});
    return written;
}

} // namespace tirkeu::workstation
