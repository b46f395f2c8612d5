#pragma once

#include <criteria/signedcriteria.h>

#include <pki/status.h>

#include <functional>
#include <optional>

namespace tirkeu::criteria {

/// The versions this machine accepted, byte for byte, in one folder. The officers of each version are those who may
/// sign the next; the first are given at provisioning. What is refused changes nothing: the last good one stays in
/// force. Used by one thread.
class CriteriaStore
{
public:
    struct Settings
    {
        QString folder;
        pki::TrustStore trust;
        Officers firstOfficers;
        bool isDemo = false; ///< a demo branch takes demo criteria only, a bank's never
        /// Asks whether a signer's certificate was revoked, for documents that come in; may block. Empty where no
        /// service can be asked: then chain and dates alone decide.
        std::function<pki::StatusResult(const pki::Certificate&)> statusOf = {};
    };
    CriteriaStore(Settings settings, const core::Clock& clock);

    /// Walks the versions from the first. An error where one does not hold; then the last that held is in force.
    /// `knownVersion` comes from outside this folder (the journal, the gateway): where the folder knows less, files
    /// were taken away, and nothing is in force.
    [[nodiscard]] Result<> load(int knownVersion = 0);

    /// Takes in a document that came from outside; on any error the one in force stays.
    [[nodiscard]] Result<> offer(QByteArrayView signedBytes);

    [[nodiscard]] const std::optional<SignedCriteria>& current() const { return m_current; }
    /// All that hold, the one in force last; bytes as signed.
    [[nodiscard]] const QList<SignedCriteria>& held() const { return m_held; }

private:
    [[nodiscard]] Officers officers() const;
    [[nodiscard]] Result<> signersStand(const QList<pki::Certificate>& signers) const;
    [[nodiscard]] QString fileOf(int version) const;

    Settings m_settings;
    const core::Clock& m_clock;
    std::optional<SignedCriteria> m_last;    ///< the last that held, whose officers sign the next
    std::optional<SignedCriteria> m_current; ///< the same, where it is known to be the newest
    QList<SignedCriteria> m_held;
    int m_known = 0;
};

} // namespace tirkeu::criteria
