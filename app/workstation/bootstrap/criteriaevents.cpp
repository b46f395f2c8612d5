#include "criteriaevents.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/log.h>

#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logCriteria, "tirkeu.criteria")
} // namespace

void recordCriteria(const criteria::SignedCriteria& inForce, core::AuditSink& audit)
{
    const QJsonObject fields{{QStringLiteral("version"), QString::number(inForce.criteria.version)},
        {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(inForce.signedBytes)))}};
    if (const Result<> done = audit.record("criteria.loaded", fields); !done)
        core::logWarning(logCriteria()) << "not recorded" << done.error();
}

} // namespace tirkeu::workstation
