#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace tirkeu::test {

/// A PostgreSQL cluster of this test alone: in a temporary folder, on a socket there, gone with the test. Where the
/// test runs as root the server runs as nobody, as it asks. Making and starting one takes seconds: whoever needs many
/// stores takes a database of one cluster for each.
class PrivatePostgres
{
public:
    ~PrivatePostgres();
    [[nodiscard]] static bool isInstalled();
    [[nodiscard]] bool start(); ///< makes the cluster the first time; nothing where it runs already
    void kill();                ///< as a power cut would
    [[nodiscard]] QString connection(
        const QString& user = QStringLiteral("owner"), const QString& database = QStringLiteral("postgres")) const;
    bool run(const QString& sql, const QString& database = QStringLiteral("postgres")); ///< as the owner
    [[nodiscard]] QString complaint() const { return m_complaint; }

private:
    [[nodiscard]] bool call(const QString& program, const QStringList& arguments);

    QTemporaryDir m_dir;
    QProcess m_server;
    QString m_complaint;
    bool m_made = false;
};

} // namespace tirkeu::test
