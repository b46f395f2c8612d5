#include "../command.h"

#include <opencv2/core/utility.hpp>
#include <openssl/crypto.h>
#include <sqlite3.h>

namespace tirkeu::ctl {

namespace {

QString sqlCipherVersion()
{
    sqlite3* database = nullptr;
    QString version;
    if (sqlite3_open(":memory:", &database) == SQLITE_OK) {
        sqlite3_stmt* statement = nullptr;
        // A plain SQLite answers this pragma with no row.
        if (sqlite3_prepare_v2(database, "PRAGMA cipher_version", -1, &statement, nullptr) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW)
            version = QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
    return version.isEmpty() ? QStringLiteral("absent") : version;
}

Outcome version(const Arguments&)
{
    const QString openssl = QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING));
    const QString cipher = sqlCipherVersion();
    const QString opencv = QString::fromStdString(cv::getVersionString());
    const QString build = QStringLiteral(TIRKEU_BUILD_TYPE ", " TIRKEU_COMPILER);
    const QJsonObject result{{QStringLiteral("tirkeu"), QStringLiteral(TIRKEU_VERSION)},
        {QStringLiteral("build"), build}, {QStringLiteral("openssl"), openssl},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())}, {QStringLiteral("sqlcipher"), cipher},
        {QStringLiteral("sqlite"), QString::fromLatin1(sqlite3_libversion())}, {QStringLiteral("opencv"), opencv}};
    const QString text = QStringLiteral("Tirkeu %1 (%2)\nOpenSSL %3\nQt %4\nSQLCipher %5 on SQLite %6\nOpenCV %7")
                             .arg(QStringLiteral(TIRKEU_VERSION), build, openssl, QString::fromLatin1(qVersion()),
                                 cipher, QString::fromLatin1(sqlite3_libversion()), opencv);
    return good(result, text);
}

} // namespace

QList<Command> versionCommands()
{
    return {{.name = QStringLiteral("version"),
        .operands = {},
        .summary = QStringLiteral("This build and the libraries it runs with"),
        .run = version}};
}

} // namespace tirkeu::ctl
