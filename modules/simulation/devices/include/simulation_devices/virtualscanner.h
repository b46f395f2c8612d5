#pragma once

#include <devices/scannerplugin.h>
#include <devices/securechannel.h>
#include <pki/softwarekey.h>
#include <simulation_devices/scannerscript.h>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <set>

namespace tirkeu::simulation_devices {

inline constexpr const char* kVirtualSerial = "TIRKEU-DEMO-SCANNER-0001";
inline constexpr const char* kVirtualModel = "Tirkeu virtual palm scanner";
inline constexpr const char* kVirtualBusPath = "virtual:palm-1";
inline constexpr const char* kVirtualFirmware = "TIRKEU DEMO SCANNER FIRMWARE 1.0";

/// What stands outside the device: its script and whether it is plugged in. Shared by the plug-in's functions and the
/// thread that hears the script; every function may be called from any thread.
class ScannerStage
{
public:
    using WhenRemoved = std::function<void()>;

    void take(const ScriptLine& line);
    void setWhenRemoved(WhenRemoved whenRemoved); ///< called when the plug is pulled; empty: nobody is there
    /// Where a file of this name exists, the plug is out, for other processes as well. Empty: only in this one.
    void setPlugFile(const QString& path);
    [[nodiscard]] bool isPlugged() const;
    [[nodiscard]] bool lies(Lie lie) const;
    [[nodiscard]] std::chrono::milliseconds eachFrame() const;
    [[nodiscard]] int dirt() const; ///< percent
    [[nodiscard]] std::pair<std::chrono::milliseconds, int> openManner() const;

    enum class Woken { Script, Time, Cancelled, Unplugged };
    /// Waits until there is a step, the time is over, or the capture is to end.
    [[nodiscard]] Woken wait(std::chrono::steady_clock::time_point until, bool takeSteps);
    [[nodiscard]] Step nextStep(); ///< after Woken::Script
    void beginCapture();
    void cancel();

private:
    void apply(const Change& change);

    mutable std::mutex m_mutex;
    std::condition_variable m_woken;
    std::deque<Step> m_steps;
    std::set<Lie> m_lies;
    std::chrono::milliseconds m_slow{0};
    std::chrono::milliseconds m_openTime{0};
    int m_openCode = 0;
    int m_dirt = 0;
    bool m_unplugged = false;
    bool m_cancelled = false;
    QString m_plugFile;
    WhenRemoved m_whenRemoved;
};

/// A palm scanner that is not there: claims, agrees a channel, shows hands of simulation/palm and signs what it showed
/// – or lies as its script says.
class VirtualScanner
{
public:
    VirtualScanner(ScannerStage& stage, pki::SoftwareKey key, const tirkeu_scanner_host& host);

    [[nodiscard]] Result<QByteArray> secure(QByteArrayView hello);
    [[nodiscard]] int capture(const tirkeu_scanner_request& request);

private:
    struct Shot
    {
        imaging::Frame visible;
        imaging::Frame infrared;
    };
    [[nodiscard]] devices::Attestation facts() const;
    [[nodiscard]] int perform(const Scan& scan, const tirkeu_scanner_request& request);
    [[nodiscard]] Shot shot(const simulation_palm::Hand& hand, const simulation_palm::CaptureSpec& spec);
    [[nodiscard]] int deliver(const QList<imaging::Frame>& frames, QByteArrayView nonce);
    [[nodiscard]] Result<QByteArray> statement(const QList<imaging::Frame>& frames, QByteArrayView nonce);
    [[nodiscard]] const simulation_palm::Hand& handOf(simulation_palm::HandId id);
    void showEmpty();
    void guide(const imaging::Frame& frame, bool present, int hint = TIRKEU_SCANNER_OK);
    void send(devices::RecordKind kind, const imaging::Frame& frame);
    void flood();
    [[nodiscard]] imaging::FrameInfo nextInfo(imaging::Band band);

    ScannerStage& m_stage;
    pki::SoftwareKey m_key;
    tirkeu_scanner_host m_host;
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::uint64_t m_sequence = 0;
    std::optional<devices::RecordSealer> m_records;
    QByteArray m_transcript;
    QByteArray m_heldBack; ///< a record that changes places
    QByteArray m_oldNonce = QByteArray(32, '\7');
    QList<imaging::Frame> m_shownBefore;
    imaging::Frame m_empty;
    int m_emptyDirt = 0; ///< what is drawn on it
    std::unique_ptr<simulation_palm::Hand> m_hand;
};

} // namespace tirkeu::simulation_devices
