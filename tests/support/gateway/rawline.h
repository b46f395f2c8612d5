#pragma once

#include <pki/softwarekey.h>

#include <QByteArray>

#include <memory>
#include <optional>

namespace tirkeu::test {

/// A TLS client that follows no rule but its caller's: for questions that our own client would never ask. It trusts
/// anybody. Blocking, with a receive time-out.
class RawLine
{
public:
    struct Options
    {
        std::optional<pki::SoftwareKey> key = {}; ///< none: no certificate is shown
        int mostTls = 0;                          ///< TLS1_1_VERSION …; 0: the newest
        QByteArray ciphers = {};
        int patienceMs = 5000;
    };
    explicit RawLine(quint16 port, const Options& options);
    ~RawLine();
    RawLine(const RawLine&) = delete;
    RawLine& operator=(const RawLine&) = delete;

    [[nodiscard]] bool isOpen() const; ///< as far as the handshake tells; TLS 1.3 refuses later
    bool write(QByteArrayView bytes);
    [[nodiscard]] QByteArray readAll(); ///< until the other side ends it or is silent
    [[nodiscard]] QByteArray readSome();
    [[nodiscard]] QByteArray version() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::test
