#pragma once

#include "support/fakeclock.h"
#include "support/gateway/privatepostgres.h"

#include <casefile/entry.h>
#include <core/hashing.h>
#include <reference/embeddedengine.h>
#include <reference/postgresengine.h>

namespace tirkeu::test {

/// One of the engines on a store of its own, opened as often as is liked: the embedded one, or a database of a cluster
/// that has to outlive it.
class EngineBench
{
public:
    explicit EngineBench(PrivatePostgres* postgres)
        : m_postgres(postgres)
    {
    }
    [[nodiscard]] Result<> open()
    {
        engine.reset();
        if (!m_postgres) {
            QByteArray key(32, '\x07');
            auto opened = reference::EmbeddedEngine::open(
                {.path = m_dir.filePath(QStringLiteral("r.db"))}, core::SecureBytes::takeFrom(key));
            if (!opened)
                return failure(opened);
            engine = std::move(*opened);
            return {};
        }
        if (m_database.isEmpty()) {
            static int made = 0;
            m_database = QStringLiteral("bank_%1").arg(++made);
            if (!m_postgres->start() || !m_postgres->run(QStringLiteral("CREATE DATABASE ") + m_database))
                return failure(ErrorCode("reference.database-away"), ErrorKind::Bug, m_postgres->complaint());
            if (const Result<> migrated = reference::PostgresEngine::migrate(connection()); !migrated)
                return migrated;
            // It works as a member of the role that can add and not delete; a role belongs to all of the cluster.
            if (!run(QStringLiteral("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'g1') THEN "
                                    "CREATE ROLE g1 LOGIN IN ROLE tirkeu_gateway; END IF; END $$")))
                return failure(ErrorCode("reference.database-away"), ErrorKind::Bug, m_postgres->complaint());
        }
        auto opened = reference::PostgresEngine::open({.connection = connection(QStringLiteral("g1"))});
        if (!opened)
            return failure(opened);
        engine = std::move(*opened);
        return {};
    }
    [[nodiscard]] QString connection(const QString& user = QStringLiteral("owner")) const
    {
        return m_postgres->connection(user, m_database);
    }
    bool run(const QString& sql) { return m_postgres->run(sql, m_database); } ///< as the owner

    std::unique_ptr<reference::Engine> engine;
    FakeClock clock;
    core::Uuid vault = core::Uuid::make(clock);
    quint64 number = 0;

    [[nodiscard]] reference::Delivery delivery(const QByteArray& person = QByteArray(32, 'p'))
    {
        const core::Uuid id = core::Uuid::make(clock);
        reference::Delivery made{.row = {.package = wire::PackageId(id),
                                     .fingerprint = core::sha256(id.toString().toLatin1()),
                                     .workstation = QStringLiteral("ws-1"),
                                     .branch = QStringLiteral("b-1"),
                                     .vault = vault,
                                     .number = ++number,
                                     .person = person,
                                     .caseId = core::Uuid::make(clock),
                                     .received = clock.wall(),
                                     .journal = {5, core::sha256("head")},
                                     .receipt = "receipt " + id.toString().toLatin1()},
            .identity = "sealed identity",
            .subject = QByteArray(32, 's')};
        made.parts = {{wire::PartKind::Events, core::Uuid::make(clock), core::sha256("e"), "sealed events"},
            {wire::PartKind::Document, core::Uuid::make(clock), core::sha256("d"), QByteArray(300'000, '\0')},
            {wire::PartKind::Clip, core::Uuid::make(clock), core::sha256(""), "sealed nothing"}};
        made.templates = {{wire::PartKind::Template, core::Uuid::make(clock), core::sha256("t"), "sealed template"}};
        return made;
    }
    /// Of the delivery's one template, at this moment.
    [[nodiscard]] reference::HandChange enrolled(
        const reference::Delivery& delivery, casefile::Hand hand = casefile::Hand::Right)
    {
        return {.id = delivery.templates.constFirst().id,
            .subject = delivery.subject,
            .hand = hand,
            .at = clock.wall(),
            .ticket = "sealed ticket"};
    }
    [[nodiscard]] reference::HandChange withdrawn(const reference::Delivery& delivery)
    {
        return {.kind = reference::HandChange::Kind::Withdrawn,
            .id = delivery.row.caseId,
            .subject = delivery.subject,
            .at = clock.wall()};
    }
    [[nodiscard]] reference::AttemptRow attempt(bool isVoided = false)
    {
        return {core::Uuid::make(clock), casefile::Modality::Palm, casefile::Hand::Right, isVoided, clock.wall()};
    }
    [[nodiscard]] std::vector<casefile::Entry> entries(
        const core::JournalHead& after, int count, const std::optional<core::Uuid>& caseId = {})
    {
        std::vector<casefile::Entry> made;
        casefile::Linker linker;
        QByteArray previous = after.hash;
        for (int i = 0; i < count; ++i) {
            casefile::Entry entry;
            entry.sequence = after.sequence + 1 + static_cast<quint64>(i);
            entry.time = clock.wall();
            entry.kind = 4;
            entry.actor = QStringLiteral("t");
            if (caseId) {
                entry.client = core::Uuid::make(clock);
                entry.caseId = *caseId;
            }
            entry.payload = "sealed " + QByteArray::number(entry.sequence);
            linker.link(entry, previous);
            previous = entry.hash;
            made.push_back(entry);
        }
        return made;
    }

private:
    PrivatePostgres* m_postgres;
    QString m_database = {};
    QTemporaryDir m_dir;
};

} // namespace tirkeu::test
