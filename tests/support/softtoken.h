#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace tirkeu::test {

/// A SoftHSM token in a folder of its own, filled with other people's tools. One per process: SoftHSM reads its
/// configuration when it is initialised.
class SoftToken
{
public:
    enum class Use { Sign, SignAlways, Unwrap };

    SoftToken(); ///< an empty token "TIRKEU", PIN 271828
    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] static QString softHsm() { return QStringLiteral("/usr/lib/softhsm/libsofthsm2.so"); }
    [[nodiscard]] static QString scripted(); ///< the scripted module over the same token
    [[nodiscard]] static QByteArray pin() { return QByteArrayLiteral("271828"); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Puts a private key (PKCS#8 DER) and its certificate (DER) on the token under one id of two hex digits.
    [[nodiscard]] bool put(const QString& id, const QString& label, const QByteArray& key,
        const QByteArray& certificate, Use use, const QString& token = QStringLiteral("TIRKEU")) const;
    /// One token more, with the same PIN.
    [[nodiscard]] bool addToken(const QString& label) const;
    [[nodiscard]] QByteArray tool(
        const QStringList& arguments, const QString& token = QStringLiteral("TIRKEU")) const; ///< pkcs11-tool's answer

private:
    QTemporaryDir m_folder;
    bool m_good = false;
};

/// Runs a program, `input` on its standard input; empty where it failed.
[[nodiscard]] std::optional<QByteArray> runTool(
    const QString& program, const QStringList& arguments, const QByteArray& input = {});

/// Sends the scripted token one command.
[[nodiscard]] bool script(const char* command);

} // namespace tirkeu::test
