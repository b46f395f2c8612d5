#include "showroomdevices.h"

#include <QPainter>

#include <utility>

namespace tirkeu::workstation {

using namespace Qt::StringLiterals;

namespace {
constexpr ErrorCode kMoved{"devices.registry-moved"};
constexpr ErrorCode kAbsent{"devices.registry-absent"};
constexpr ErrorCode kLooking{"devices.looking"};
constexpr ErrorCode kSubstituted{"devices.camera-substituted"};
constexpr ErrorCode kTooNear{"devices.retry-too-near"};

} // namespace

QImage ShowroomDevices::drawnHand()
{
    QImage image(320, 240, QImage::Format_RGB32);
    image.fill(QColor(24, 26, 30));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(168, 172, 178));
    painter.drawRoundedRect(QRectF(110, 110, 100, 110), 36, 36);
    for (int finger = 0; finger < 4; ++finger)
        painter.drawRoundedRect(QRectF(112 + 25 * finger, 24 + (finger % 3) * 8, 20, 110), 10, 10);
    return image;
}

QList<ShownDevice> ShowroomDevices::everyState()
{
    const QString model = u"DEMO Palm 2"_s;
    return {{u"1"_s, DeviceKind::PalmScanner, model, u"DEMO-0001"_s, u"1-1.4"_s, DeviceState::Ready, {},
                CareTold{CareState::Clean, QDateTime(QDate(2026, 7, 12), QTime(8, 56)), 5}},
        {u"2"_s, DeviceKind::PalmScanner, model, u"DEMO-0002"_s, u"1-2"_s, DeviceState::OtherPort,
            Error{kMoved, ErrorKind::OperatorCanFix, {}, {u"1-2"_s, u"1-1.3"_s}}},
        {u"3"_s, DeviceKind::PalmScanner, model, u"DEMO-0003"_s, u"1-3"_s, DeviceState::NotThere,
            Error{kAbsent, ErrorKind::OperatorCanFix, {}, {u"DEMO-0003"_s, u"1-3"_s}}},
        {u"4"_s, DeviceKind::PalmScanner, model, {}, {}, DeviceState::Looking, Error{kLooking, ErrorKind::Retry, {}}},
        {u"5"_s, DeviceKind::FaceCamera, u"Virtual Camera"_s, {}, {}, DeviceState::Refused,
            Error{kSubstituted, ErrorKind::SecurityStop, {}, {u"Virtual Camera"_s}}},
        {u"6"_s, DeviceKind::FaceCamera, u"DEMO Cam 1"_s, u"DEMO-0006"_s, u"1-5"_s, DeviceState::Ready, {},
            CareTold{CareState::NeverShownClean, QDateTime(QDate(2026, 7, 12), QTime(8, 56)), {}}}};
}

void ShowroomDevices::setDevices(const QList<ShownDevice>& devices)
{
    m_devices = devices;
    Q_EMIT changed();
}

QFuture<Result<>> ShowroomDevices::show(const QString&)
{
    m_showing = std::make_shared<QPromise<Result<>>>();
    m_showing->start();
    QFuture<Result<>> future = m_showing->future();
    Q_EMIT pictureCame({drawnHand(), true, Error{kTooNear, ErrorKind::Retry, {}}});
    return future;
}

void ShowroomDevices::stop()
{
    if (const auto promise = std::exchange(m_showing, {})) {
        promise->addResult(Result<>());
        promise->finish();
    }
}

void ShowroomDevices::setDue(const QStringList& ids)
{
    m_due = ids;
    Q_EMIT changed();
}

QFuture<Result<CareShown>> ShowroomDevices::care(const QString&, CareAsk)
{
    QImage marked(320, 240, QImage::Format_RGB32);
    marked.fill(QColor(28, 34, 40));
    QPainter painter(&marked);
    painter.fillRect(180, 60, 60, 40, QColor(230, 150, 40));
    painter.end();
    return QtFuture::makeReadyFuture(Result<CareShown>(CareShown{CareState::Dirty, marked}));
}

QFuture<Result<>> ShowroomDevices::permitPort(const QString&, core::SecureBytes, LastTry)
{
    return QtFuture::makeReadyFuture(Result<>());
}

} // namespace tirkeu::workstation
