#pragma once

#include "support/vaultbench.h"

#include <wire/package.h>

namespace tirkeu::test {

/// A bank's key, a workstation's, and one small case between them.
struct WireBench
{
    FakeClock clock;
    pki::SoftwareKey workstation = testKey(QStringLiteral("workstation"));
    pki::SoftwareKey bank = testKey(QStringLiteral("bank"), pki::NewKey::EcP384);
    QList<wire::Part> parts{
        {wire::PartKind::Events, core::Uuid::make(clock), R"({"events":[]})"},
        {wire::PartKind::Document, core::Uuid::make(clock), "%PDF-1.7 signed"},
        {wire::PartKind::Original, core::Uuid::make(clock), {}},
        {wire::PartKind::Template, core::Uuid::make(clock), QByteArray(2000, 'T')},
    };

    [[nodiscard]] wire::PackageContext context(quint64 number = 1)
    {
        return {wire::PackageId::make(clock), QStringLiteral("almaty-3-07"), QStringLiteral("almaty-3"),
            casefile::ClientId::make(clock), casefile::CaseId::make(clock), number, {}, QStringLiteral("2026-4"),
            clock.wall(), core::Uuid::make(clock), {12, core::sha256("head")}};
    }
};

} // namespace tirkeu::test
