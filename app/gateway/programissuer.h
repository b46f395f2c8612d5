#pragma once

#include <reference/certificateissuer.h>

#include <QString>

namespace tirkeu::gateway {

/// The bank's authority behind a program of the bank's own (EST, SCEP, a department's script): it is given the request
/// and, behind it, the present certificate, both as PEM, and gives back the next one. What it gives is held against
/// both before anybody believes it.
class ProgramIssuer final : public reference::CertificateIssuer
{
public:
    ProgramIssuer(QString program, std::chrono::milliseconds patience)
        : m_program(std::move(program))
        , m_patience(patience)
    {
    }
    [[nodiscard]] Result<pki::Certificate> issue(const pki::Certificate& present, QByteArrayView request) override;

private:
    QString m_program;
    std::chrono::milliseconds m_patience;
};

} // namespace tirkeu::gateway
