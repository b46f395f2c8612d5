#pragma once

#include <core/clock.h>
#include <core/ports/httpexchange.h>
#include <simulation_pki/demopki.h>

#include <QMap>
#include <QSet>

namespace tirkeu::test {

/// A time-stamping authority, a status responder and revocation lists for the demo's national centre, answering in the
/// caller's thread, with faults.
class LocalServices final : public core::HttpExchange
{
public:
    LocalServices(const simulation::DemoPki& pki, const core::Clock& clock);

    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override;

    void setDown(const QString& path, bool down); ///< "/tsa", "/ocsp/national", "/crl/root" …
    void revoke(const pki::Certificate& certificate, core::WallTime since);
    void answerAboutAnother(const std::optional<pki::Certificate>& certificate) { m_another = certificate; }
    /// Who stamps from here on; another authority of the national centre.
    void stampWith(const pki::SoftwareKey& key) { m_stamping = key; }
    [[nodiscard]] int asked() const { return m_asked; }

    [[nodiscard]] QByteArray crl(const pki::SoftwareKey& issuer) const;
    [[nodiscard]] QByteArray stamp(const QByteArray& request) const;

private:
    [[nodiscard]] QByteArray status(const QByteArray& request) const;

    const simulation::DemoPki& m_pki;
    const core::Clock& m_clock;
    QSet<QString> m_down;
    QMap<QByteArray, core::WallTime> m_revoked; // serial number -> since
    std::optional<pki::Certificate> m_another;
    std::optional<pki::SoftwareKey> m_stamping;
    int m_asked = 0;
};

} // namespace tirkeu::test
