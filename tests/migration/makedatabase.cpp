// Writes the test database of the version this program is at: run once before that version is released, and never
// again. makedatabase FOLDER
#include "migrationcase.h"

#include <core/json.h>

#include <QDir>
#include <QFile>

#include <cstdio>

using namespace tirkeu;

int main(int argc, char** argv)
{
    if (argc != 2)
        return 64;
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QDir().mkpath(folder.path());
    test::FakeClock clock;
    pki::SoftwareKey workstation = test::testKey(QStringLiteral("workstation"));
    const core::SecureBytes key(32);
    auto store =
        vault::Store::create({folder.filePath(QStringLiteral("vault.db")), folder.filePath(QStringLiteral("keys.db"))},
            key, core::Uuid::make(clock), clock);
    if (!store)
        return 1;
    (*store)->journal().setSigner(&workstation);
    const Result<> filled = test::fillForMigration(**store, clock);
    const Result<QJsonObject> told = filled ? test::toldForMigration(**store) : failure(filled);
    if (!told || !(*store)->checkpoint()) {
        std::fprintf(stderr, "%s\n", told ? "checkpoint" : qPrintable(told.error().detail));
        return 1;
    }
    QFile out(folder.filePath(QStringLiteral("told.json")));
    return out.open(QIODevice::WriteOnly) && out.write(core::writeJson(*told)) > 0 ? 0 : 1;
}
