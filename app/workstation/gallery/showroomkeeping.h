#pragma once

#include "diagnostics/restoresource.h"
#include "retention/retentionsource.h"
#include "settings/authoritysource.h"
#include "shell/noticesource.h"

namespace tirkeu::workstation {

/// Clients of three kinds, acts of three states, a backup; nothing is behind them.
class ShowroomRetention final : public RetentionSource
{
public:
    explicit ShowroomRetention(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    QStringList asked; ///< what was ordered, for tests

    [[nodiscard]] QFuture<Result<RetentionShown>> read() override;
    [[nodiscard]] QFuture<Result<>> hold(const QString& client, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> release(const QString& client, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> propose(const QStringList& clients, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> approve(const QString& act) override;
    [[nodiscard]] QFuture<Result<>> carryOut(const QString& act) override;
    [[nodiscard]] QFuture<Result<>> sign(const QString& act, core::SecureBytes pin, LastTry lastTry) override;
    [[nodiscard]] QFuture<Result<>> save(const QString& act, const QString& file) override;
    [[nodiscard]] QFuture<Result<>> backUp(const QString& folder) override;

private:
    const core::Clock& m_clock;
};

/// Two authorities of nobody.
class ShowroomAuthorities final : public AuthoritySource
{
public:
    explicit ShowroomAuthorities(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] QList<AuthorityShown> list() const override;
    [[nodiscard]] Result<AuthorityShown> add(const QString& file) override;
    [[nodiscard]] Result<> remove(const QString& id) override;

private:
    const core::Clock& m_clock;
    QStringList m_removed;
};

/// A store that is damaged where that is asked for; any backup puts it right.
class ShowroomRestore final : public RestoreSource
{
    Q_OBJECT
public:
    [[nodiscard]] std::optional<Error> damage() const override { return m_damage; }
    [[nodiscard]] RestoreFiles newest() const override;
    [[nodiscard]] QFuture<Result<RestoreDone>> restore(const RestoreFiles& files, core::SecureBytes password) override;
    void setDamage(const std::optional<Error>& damage);

private:
    std::optional<Error> m_damage;
};

class ShowroomNotices final : public NoticeSource
{
    Q_OBJECT
public:
    [[nodiscard]] QList<Notice> notices() const override { return m_notices; }
    void act(const QString& id) override { acted.append(id); }
    void show(const QList<Notice>& notices);
    QStringList acted;

private:
    QList<Notice> m_notices;
};

} // namespace tirkeu::workstation
