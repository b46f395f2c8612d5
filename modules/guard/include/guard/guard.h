#pragma once

#include <core/clock.h>
#include <guard/finding.h>
#include <guard/surroundings.h>
#include <pki/certificate.h>

#include <QMutex>
#include <QSet>

#include <memory>

namespace tirkeu::guard {

class Ledger;

struct GuardSetup
{
    QString program;                             ///< this program's own file
    QString manifest;                            ///< its signed manifest
    std::optional<pki::Certificate> publisher{}; ///< without one no manifest is believed
    QString packages = QStringLiteral("/var/lib/dpkg/info");
};

enum class SupportMode { Off, On };

/// Looks once when asked and judges by the criteria (BIO-7). May be asked from several threads at once.
class Guard
{
public:
    /// Both outlive it.
    Guard(const Surroundings& surroundings, const core::Clock& clock, GuardSetup setup, criteria::GuardPolicy policy);
    ~Guard();

    [[nodiscard]] Report check(Depth depth);
    /// A helper may see the screen: remote control and screen capture are allowed while it lasts.
    void setSupportMode(SupportMode mode);
    [[nodiscard]] SupportMode supportMode() const;

private:
    [[nodiscard]] Action judge(const Finding& finding) const;

    const Surroundings& m_surroundings;
    const core::Clock& m_clock;
    GuardSetup m_setup;
    criteria::GuardPolicy m_policy;
    std::unique_ptr<Ledger> m_ledger;
    mutable QMutex m_mutex;
    /// Of the last full check, which a quick one does not look for.
    struct Deep
    {
        Process process;
        QList<Finding> findings;
    };
    QList<Deep> m_deep;
    SupportMode m_support = SupportMode::Off;
};

} // namespace tirkeu::guard
