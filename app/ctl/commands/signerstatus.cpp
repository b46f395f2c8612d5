#include "signerstatus.h"

#include <QDir>

#ifdef TIRKEU_HAS_DEMO_SERVICES
#    include <simulation_pki/loopbackhttp.h>
#endif

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kRevoked{"ctl.signer-revoked"};
constexpr qint64 kLongestList = qint64(64) << 20;
} // namespace

SignerStatus::SignerStatus(const Arguments& arguments, pki::TrustStore trust, const core::Clock& clock)
    : m_trust(std::move(trust))
    , m_clock(clock)
{
    if (arguments.has(QStringLiteral("trust"))) {
        const QDir lists(arguments.value(QStringLiteral("trust")) + QStringLiteral("/crls"));
        for (const QString& name : lists.entryList({QStringLiteral("*.crl")}, QDir::Files)) {
            if (const auto list = arguments.read(lists.filePath(name), kLongestList))
                m_lists.append(*list);
        }
    }
#ifdef TIRKEU_HAS_DEMO_SERVICES
    m_http = std::make_unique<simulation::LoopbackHttp>();
#endif
}

SignerStatus::~SignerStatus() = default;

pki::StatusResult SignerStatus::ask(const pki::Certificate& certificate, const pki::Certificate& issuer)
{
    pki::StatusResult known;
    for (const QByteArray& list : std::as_const(m_lists)) {
        const auto said = pki::judgeCrl(list, certificate, issuer, {m_clock.wall()});
        if (said.status == pki::CertificateStatus::Revoked)
            return said;
        if (said.isGood())
            known = said;
    }
    if (!m_http)
        return known;
    const auto said = pki::StatusChecker(*m_http, m_clock, m_trust).check(certificate, issuer);
    return said.status == pki::CertificateStatus::Unavailable ? known : said;
}

Result<pki::CertificateStatus> SignerStatus::judge(const pki::Certificate& certificate)
{
    const auto issuer = m_trust.check(certificate, m_clock.wall(), pki::CertificateUse::Any).issuer();
    if (!issuer)
        return pki::CertificateStatus::Unavailable;
    const auto said = ask(certificate, *issuer);
    if (said.wasRevokedAt(m_clock.wall()))
        return failure(kRevoked, ErrorKind::SecurityStop, pki::nameOf(said.reason), {certificate.subject().commonName});
    return said.status;
}

} // namespace tirkeu::ctl
