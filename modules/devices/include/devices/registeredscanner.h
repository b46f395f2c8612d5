#pragma once

#include <core/clock.h>
#include <core/ports/auditsink.h>
#include <criteria/criteria.h>
#include <devices/devicejournal.h>
#include <devices/devicewatch.h>
#include <devices/palmscanner.h>
#include <devices/registry.h>
#include <devices/sbiscanner.h>
#include <devices/sbiwatch.h>
#include <devices/usbbus.h>

#include <QPromise>

#include <memory>
#include <optional>

namespace tirkeu::devices {

template<typename T>
class Mailbox;

/// A scanner that is plugged in, or registered and not there, and what the criteria say to it.
struct SeenScanner
{
    DeviceIdentity device;
    Judgement judgement;
};

struct RegisteredSetup
{
    PluginHost host;  ///< opens and captures; without a plug-in only device services are looked for
    PluginHost watch; ///< looks what is plugged in; the same plug-in, in a process of its own
    criteria::Criteria criteria;
    QString workstation;
    QString sysfs = QStringLiteral("/sys");
    QList<quint16> servicePorts = SbiSetup::usualPorts();
};

/// The palm scanner of this workstation: the one that the criteria register, in whatever state it is, behind a plug-in
/// or a device service. It opens by itself at the first capture and comes back after the cable did. A look
/// (`CaptureMode::Guide`) gives way to opening and to a capture that is to enrol; everything else is one at a time.
/// What is plugged in, pulled out and refused goes into the journal, and nothing is used whose line the journal did not
/// take.
///
/// Lives in the thread that made it; the device has a thread and two processes of its own. Calls may come from any
/// thread, signals come from its own.
class RegisteredScanner final : public PalmScanner
{
    Q_OBJECT
public:
    /// Journal and clock outlive it.
    RegisteredScanner(
        RegisteredSetup setup, core::AuditSink& audit, const core::Clock& clock, QObject* parent = nullptr);
    ~RegisteredScanner() override; ///< answers what is under way

    void start(); ///< begins to look; until the first answer every action is refused with a hint to wait

    // From its own thread only.
    [[nodiscard]] const QList<SeenScanner>& seen() const { return m_seen; }
    /// Why there is no scanner to work with; nothing where there is one.
    [[nodiscard]] const std::optional<Error>& refusal() const { return m_refusal; }

    /// The registered scanner in another port: live pictures for a person to look at, until cancelled. It has to attest
    /// itself as ever, and captures nothing.
    [[nodiscard]] QFuture<Result<>> showMoved(const DeviceIdentity& device, std::chrono::milliseconds deadline);
    /// What the person saw, and the supervisor whose PIN was asked just now. Refused where no picture was shown.
    [[nodiscard]] Result<> permitMove(
        const DeviceIdentity& device, PictureTest test, const criteria::StaffMember& supervisor);

    [[nodiscard]] QFuture<Result<DeviceIdentity>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<PalmCapture>> capture(
        const CaptureRequest& request, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void cancel() override;
    void suspend() override;
    void resume() override;

Q_SIGNALS:
    void seenChanged(); ///< `seen` and `refusal` are worth reading again

private:
    /// The one action under way and the one way to answer it.
    using Answer = std::function<void(const Result<PalmCapture>&)>;
    enum class Whether { OpenOnly, Capture };
    struct Next
    {
        Whether whether;
        CaptureRequest request;
        std::chrono::milliseconds deadline;
        Answer answer;
    };
    void begin(const std::optional<criteria::Scanner>& moved, Whether whether, const CaptureRequest& request,
        std::chrono::milliseconds deadline, Answer answer);
    void opened(const Result<DeviceIdentity>& result, Whether whether, const CaptureRequest& request,
        std::chrono::milliseconds deadline);
    void finish(const Result<PalmCapture>& result);
    [[nodiscard]] bool giveWay(const Next& next);
    void startNext();
    void judgeAll();
    [[nodiscard]] QList<DeviceIdentity> attached() const;
    [[nodiscard]] std::optional<Error> written(const DeviceIdentity& device, const Judgement& judgement);
    [[nodiscard]] Result<criteria::Scanner> usable() const;
    [[nodiscard]] Result<> prepare(const criteria::Scanner& scanner);
    [[nodiscard]] std::unique_ptr<PalmScanner> made(
        const criteria::Scanner& scanner, const criteria::ScannerVendor& vendor) const;
    void giveGuidance();
    void servicesLooked();
    void detached(const DeviceIdentity& device);
    void inOwnThread(const std::function<void()>& action);

    RegisteredSetup m_setup;
    const core::Clock& m_clock;
    DeviceJournal m_journal;
    UsbBus m_usb;
    Registry m_registry;
    DeviceWatch m_watch;
    std::optional<SbiWatch> m_services; ///< where the criteria register a served scanner
    QList<DeviceIdentity> m_served;     ///< what they had when they were asked last
    bool m_hasLooked = false;
    std::optional<Error> m_watchError;
    QList<SeenScanner> m_seen;
    std::optional<Error> m_refusal;
    QMap<QString, Standing> m_written; ///< by port and serial, what the journal has taken

    std::shared_ptr<Mailbox<Guidance>> m_guidance; ///< the newest few, from the scanner's thread
    std::unique_ptr<PalmScanner> m_scanner;
    std::optional<criteria::Scanner> m_for; ///< what `m_scanner` was made for
    DeviceIdentity m_identity;
    Answer m_answer; ///< of the action under way; empty: none
    bool m_isLook = false;
    std::optional<Next> m_next; ///< begins when the look under way has ended
    bool m_givenUp = false;
    bool m_asleep = false;
    std::optional<DeviceIdentity> m_shown; ///< the moved scanner that a person looks at
    bool m_pictureSeen = false;
};

} // namespace tirkeu::devices
