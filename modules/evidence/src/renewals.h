#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QHash>
#include <QStringList>

#include <optional>

namespace tirkeu::evidence {

/// When each archived document wants its next archive time stamp: years of documents, so each change is one line added
/// to the file, and the file is written anew only when most of its lines are out of date.
class Renewals
{
public:
    [[nodiscard]] static Result<Renewals> open(const QString& file);

    // Durable when they return.
    [[nodiscard]] Result<> put(const QString& document, core::WallTime due);
    [[nodiscard]] Result<> drop(const QString& document);
    /// For this run only.
    void postpone(const QString& document, core::WallTime until) { m_due.insert(document, until); }

    [[nodiscard]] qsizetype size() const { return m_due.size(); }
    [[nodiscard]] std::optional<core::WallTime> nextDue() const;
    [[nodiscard]] QStringList dueAt(core::WallTime now, qsizetype most) const; ///< the longest due first

private:
    explicit Renewals(QString file)
        : m_file(std::move(file))
    {
    }
    [[nodiscard]] Result<> add(const QByteArray& line);
    [[nodiscard]] Result<> writeAnew();

    QString m_file;
    QHash<QString, core::WallTime> m_due;
    qsizetype m_lines = 0;
};

} // namespace tirkeu::evidence
