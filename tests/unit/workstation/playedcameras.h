#pragma once

#include "support/testfiles.h"

#include <devices/camerabus.h>

#include <QDir>
#include <QMutex>
#include <QTemporaryDir>
#include <QThread>

#include <linux/videodev2.h>
#include <memory>

namespace tirkeu::test {

/// The cameras of a machine's /sys, plugged in and pulled out while somebody looks.
class PlayedCameras
{
public:
    struct Camera
    {
        int number = 0; ///< of its node
        QString port;   ///< "1-1.4"
        QString serial = QStringLiteral("CAM-1");
        QString usb = QStringLiteral("046d:082d");
        QString controller = QStringLiteral("pci0000:00/0000:00:14.0/usb1");
    };

    void plug(const Camera& camera)
    {
        const QString device = m_folder.filePath(QStringLiteral("devices/%1/%2").arg(camera.controller, camera.port));
        const QString name = QStringLiteral("video%1").arg(camera.number);
        const QString node = QStringLiteral("%1/%2:1.0/video4linux/%3").arg(device, camera.port, name);
        QDir().mkpath(node);
        write(device, "idVendor", camera.usb.section(u':', 0, 0));
        write(device, "idProduct", camera.usb.section(u':', 1));
        write(device, "serial", camera.serial);
        write(device, "product", QStringLiteral("HD Camera"));
        QFile::link(QStringLiteral("/drivers/uvcvideo"), QStringLiteral("%1/%2:1.0/driver").arg(device, camera.port));
        const QMutexLocker lock(&m_said->mutex);
        m_said->drivers.insert(
            QStringLiteral("/dev/") + name, {QStringLiteral("uvcvideo"), QStringLiteral("HD Camera"),
                                                QStringLiteral("usb-0000:00:14.0-") + camera.port.section(u'-', 1),
                                                V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING});
        const QString list = m_folder.filePath(QStringLiteral("class/video4linux"));
        QDir().mkpath(list);
        QFile::link(node, list + u'/' + name);
    }
    void pull(int number)
    {
        const QString name = QStringLiteral("video%1").arg(number);
        const QString link = m_folder.filePath(QStringLiteral("class/video4linux/") + name);
        const QString node = QFile::symLinkTarget(link);
        QFile::remove(link);
        QDir(QDir(node).filePath(QStringLiteral("../../.."))).removeRecursively();
    }
    [[nodiscard]] devices::CameraBus bus() const
    {
        return devices::CameraBus(m_folder.path(), [said = m_said](const QString& node) {
            const QMutexLocker lock(&said->mutex);
            said->threads.insert(QThread::currentThread());
            ++said->asks;
            if (said->isWithheld)
                return std::optional<devices::CameraDriver>();
            const auto one = said->drivers.constFind(node);
            return one == said->drivers.constEnd() ? std::nullopt : std::optional(*one);
        });
    }
    /// As where udev has not given leave to open it yet.
    void withhold(bool isWithheld)
    {
        const QMutexLocker lock(&m_said->mutex);
        m_said->isWithheld = isWithheld;
        m_said->asks = 0;
    }
    /// How often a driver was asked since.
    [[nodiscard]] int asks() const
    {
        const QMutexLocker lock(&m_said->mutex);
        return m_said->asks;
    }
    /// Which threads asked the drivers.
    [[nodiscard]] QSet<QThread*> askedFrom() const
    {
        const QMutexLocker lock(&m_said->mutex);
        return m_said->threads;
    }

private:
    static void write(const QString& folder, const char* name, const QString& value)
    {
        test::writeFile(folder + u'/' + QLatin1StringView(name), value.toUtf8() + '\n');
    }
    struct Said
    {
        QMutex mutex;
        QMap<QString, devices::CameraDriver> drivers;
        QSet<QThread*> threads;
        bool isWithheld = false;
        int asks = 0;
    };
    QTemporaryDir m_folder;
    std::shared_ptr<Said> m_said = std::make_shared<Said>();
};

} // namespace tirkeu::test
