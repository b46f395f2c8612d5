#include "showroomkeeping.h"

namespace tirkeu::workstation {

namespace {
QFuture<Result<>> done()
{
    return QtFuture::makeReadyFuture(Result<>());
}
} // namespace

QFuture<Result<RetentionShown>> ShowroomRetention::read()
{
    const core::WallTime now = m_clock.wall();
    const auto days = [](int count) {
        return std::chrono::hours(24 * count);
    };
    RetentionShown shown;
    shown.clients = {
        {QStringLiteral("1"), QStringLiteral("Арман С. …0010"), now - days(3), false, {}, true},
        {QStringLiteral("2"), QStringLiteral("Айгерім С. …0025"), now - days(40), true, QStringLiteral("№ 17-26"),
            false},
        {QStringLiteral("3"), QStringLiteral("…0178"), now + days(400), false, {}, false},
    };
    shown.acts = {
        {QStringLiteral("a"), 2, QStringLiteral("№ 4"), QStringLiteral("Серік Б."), now - days(1), {}, ActState::Waits},
        {QStringLiteral("b"), 1, QStringLiteral("№ 3"), QStringLiteral("Серік Б."), now - days(9),
            QStringLiteral("Айгүл С."), ActState::Approved},
        {QStringLiteral("c"), 5, QStringLiteral("№ 2"), QStringLiteral("Айгүл С."), now - days(90),
            QStringLiteral("Серік Б."), ActState::Done},
        {QStringLiteral("d"), 3, QStringLiteral("№ 1"), QStringLiteral("Серік Б."), now - days(180),
            QStringLiteral("Айгүл С."), ActState::Done, false, true},
    };
    shown.backup = {QStringLiteral("/media/backup/tirkeu"), now - days(1)};
    return QtFuture::makeReadyFuture(Result<RetentionShown>(shown));
}

QFuture<Result<>> ShowroomRetention::hold(const QString& client, const QString& reason)
{
    asked.append(QStringLiteral("hold ") + client + u' ' + reason);
    return done();
}

QFuture<Result<>> ShowroomRetention::release(const QString& client, const QString& reason)
{
    asked.append(QStringLiteral("release ") + client + u' ' + reason);
    return done();
}

QFuture<Result<>> ShowroomRetention::propose(const QStringList& clients, const QString& reason)
{
    asked.append(QStringLiteral("propose ") + clients.join(u',') + u' ' + reason);
    return done();
}

QFuture<Result<>> ShowroomRetention::approve(const QString& act)
{
    asked.append(QStringLiteral("approve ") + act);
    return done();
}

QFuture<Result<>> ShowroomRetention::carryOut(const QString& act)
{
    asked.append(QStringLiteral("destroy ") + act);
    return done();
}

QFuture<Result<>> ShowroomRetention::sign(const QString& act, core::SecureBytes, LastTry)
{
    asked.append(QStringLiteral("sign ") + act);
    return done();
}

QFuture<Result<>> ShowroomRetention::save(const QString& act, const QString& file)
{
    asked.append(QStringLiteral("save ") + act + u' ' + file);
    return done();
}

QFuture<Result<>> ShowroomRetention::backUp(const QString& folder)
{
    asked.append(QStringLiteral("back up ") + folder);
    return done();
}

QList<AuthorityShown> ShowroomAuthorities::list() const
{
    QList<AuthorityShown> all{
        {QString(64, u'a'), QStringLiteral("DEMO NCALayer CA"), m_clock.wall() + std::chrono::hours(24 * 900)},
        {QString(64, u'b'), QStringLiteral("DEMO Local Programs CA"), m_clock.wall() + std::chrono::hours(24 * 90)},
    };
    all.removeIf([this](const AuthorityShown& one) { return m_removed.contains(one.id); });
    return all;
}

Result<AuthorityShown> ShowroomAuthorities::add(const QString& file)
{
    return failure(ErrorCode("settings.authority-unreadable"), ErrorKind::OperatorCanFix, {}, {file});
}

Result<> ShowroomAuthorities::remove(const QString& id)
{
    m_removed.append(id);
    return {};
}

RestoreFiles ShowroomRestore::newest() const
{
    return {QStringLiteral("/media/backup/tirkeu/tirkeu-20260711T180000.backup"),
        QStringLiteral("/media/backup/tirkeu/tirkeu-client-keys.backup"), {}, {}};
}

QFuture<Result<RestoreDone>> ShowroomRestore::restore(const RestoreFiles&, core::SecureBytes)
{
    setDamage({});
    return QtFuture::makeReadyFuture(
        Result<RestoreDone>(RestoreDone{4711, QStringLiteral("/var/lib/tirkeu/vault/aside-20260712T041200")}));
}

void ShowroomRestore::setDamage(const std::optional<Error>& damage)
{
    m_damage = damage;
    Q_EMIT damageChanged();
}

void ShowroomNotices::show(const QList<Notice>& notices)
{
    m_notices = notices;
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
