#pragma once

#include "signin/staffsource.h"

#include <core/result.h>
#include <core/securebytes.h>

#include <QDateTime>
#include <QFuture>
#include <QImage>
#include <QObject>

#include <optional>

namespace tirkeu::workstation {

enum class DeviceKind { PalmScanner, FaceCamera, DocumentCamera, Microphone };
enum class DeviceState {
    Ready,
    Looking,
    OtherPort,
    NotThere,
    Refused,
    OfComputer, ///< whatever this computer has; nobody registers it
};

enum class CareState { Clean, Dirty, Unclear, NeverShownClean };

/// How a scanner's window or a camera's lens was when it was looked at last, and where that leads.
struct CareTold
{
    CareState state = CareState::Unclear;
    QDateTime at;
    std::optional<int> daysLeft = {}; ///< until it wants wiping, where dirt grows
    bool operator==(const CareTold&) const = default;
};

/// A device of this workstation, registered or plugged in, as the page shows it.
struct ShownDevice
{
    QString id; ///< of this source, until the next `changed`
    DeviceKind kind = DeviceKind::PalmScanner;
    QString model;
    QString serial;
    QString place; ///< the port
    DeviceState state = DeviceState::Looking;
    std::optional<Error> why = {}; ///< and what to do about it
    std::optional<CareTold> care = {};
    bool operator==(const ShownDevice& other) const
    {
        const auto code = [](const std::optional<Error>& error) {
            return error ? error->code.toString() : QString();
        };
        return id == other.id && kind == other.kind && model == other.model && serial == other.serial &&
               place == other.place && state == other.state && care == other.care && code(why) == code(other.why);
    }
};

struct LivePicture
{
    QImage picture; ///< null: only the words have changed
    bool handPresent = false;
    std::optional<Error> hint = {}; ///< what the person before the device should do
};

struct CareShown
{
    CareState state = CareState::Unclear;
    QImage marked; ///< where to wipe
    /// Somebody says that it is clean, and it differs from the clean picture kept of it: another may say so only.
    bool needsSupervisor = false;
};
enum class CareAsk {
    Look,
    TakeAsClean, ///< somebody has just wiped it
};

/// The devices of this workstation. Lives in the window's thread; the work behind it does not.
class DeviceSource : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] virtual QList<ShownDevice> devices() const = 0;
    /// Opens the device and shows what it sees until `stop`; nothing is kept. Ends with an error where it does not
    /// open.
    [[nodiscard]] virtual QFuture<Result<>> show(const QString& id) = 0;
    virtual void stop() = 0;
    /// Lets a device work in another port than the registered one, until the program ends: after its pictures were
    /// shown, with the PIN of the supervisor whose token is in the reader.
    [[nodiscard]] virtual QFuture<Result<>> permitPort(const QString& id, core::SecureBytes pin, LastTry lastTry) = 0;

    /// The devices that can be looked at and that nobody has looked at today.
    [[nodiscard]] virtual QStringList careDue() const = 0;
    /// A short look, at most twenty seconds, at the empty window of a scanner or through a camera's lens, held against
    /// how it was when clean. `stop` ends it as well; nothing of a client's is spent.
    [[nodiscard]] virtual QFuture<Result<CareShown>> care(const QString& id, CareAsk ask) = 0;

    /// The machine is about to sleep: what is under way ends, and the answer comes when no device is held any more.
    /// Until `wake` nothing is opened.
    [[nodiscard]] virtual QFuture<Result<>> rest() = 0;
    virtual void wake() = 0;

Q_SIGNALS:
    void changed();
    void pictureCame(const tirkeu::workstation::LivePicture& live);
};

} // namespace tirkeu::workstation
