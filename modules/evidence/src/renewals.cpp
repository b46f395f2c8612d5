#include "renewals.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>

#include <unistd.h>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kUnreadable{"evidence.queue-unreadable"};
constexpr ErrorCode kNotWritten{"evidence.queue-not-written"};
constexpr qint64 kMostLine = 128;
constexpr qsizetype kSpareLines = 1000; ///< out of date, before the file is written anew

[[nodiscard]] QByteArray lineOf(const QString& document, core::WallTime due)
{
    return core::toIsoText(due).toLatin1() + ' ' + document.toUtf8() + '\n';
}

[[nodiscard]] tl::unexpected<Error> unreadable(const QString& detail)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, detail);
}

[[nodiscard]] tl::unexpected<Error> notWritten(const QString& detail)
{
    return failure(kNotWritten, ErrorKind::OperatorCanFix, detail);
}
} // namespace

Result<Renewals> Renewals::open(const QString& file)
{
    Renewals renewals(file);
    QFile source(file);
    if (!source.exists())
        return renewals;
    if (!source.open(QIODevice::ReadOnly))
        return unreadable(source.errorString());
    bool torn = false;
    while (!source.atEnd()) {
        QByteArray line = source.readLine(kMostLine);
        if (!line.endsWith('\n')) {
            // The last line may have been cut off with the power; its document is in the queue still.
            if (!source.atEnd())
                return unreadable(QStringLiteral("a line is too long"));
            torn = true;
            break;
        }
        line.chop(1);
        const qsizetype gap = line.indexOf(' ');
        const QString document = QString::fromUtf8(line.sliced(gap + 1));
        const auto due = core::fromIsoText(QString::fromLatin1(line.first(std::max<qsizetype>(gap, 0))));
        ++renewals.m_lines;
        if (gap < 1 || document.isEmpty() || (!due && !line.startsWith("- ")))
            return unreadable(QStringLiteral("line %1").arg(renewals.m_lines));
        if (due)
            renewals.m_due.insert(document, *due);
        else
            renewals.m_due.remove(document);
    }
    if (torn || renewals.m_lines > 2 * renewals.m_due.size() + kSpareLines) {
        if (const Result<> written = renewals.writeAnew(); !written)
            return failure(written);
    }
    return renewals;
}

Result<> Renewals::put(const QString& document, core::WallTime due)
{
    if (const Result<> added = add(lineOf(document, due)); !added)
        return added;
    m_due.insert(document, due);
    return {};
}

Result<> Renewals::drop(const QString& document)
{
    if (!m_due.contains(document))
        return {};
    if (const Result<> added = add("- " + document.toUtf8() + '\n'); !added)
        return added;
    m_due.remove(document);
    return {};
}

std::optional<core::WallTime> Renewals::nextDue() const
{
    const auto first = std::min_element(m_due.begin(), m_due.end());
    return first == m_due.end() ? std::nullopt : std::optional(*first);
}

QStringList Renewals::dueAt(core::WallTime now, qsizetype most) const
{
    std::vector<std::pair<core::WallTime, QString>> due;
    for (auto one = m_due.begin(); one != m_due.end(); ++one) {
        if (*one <= now)
            due.emplace_back(*one, one.key());
    }
    const auto end = due.begin() + std::min<qsizetype>(most, std::ssize(due));
    std::partial_sort(due.begin(), end, due.end());
    QStringList documents;
    for (auto one = due.begin(); one != end; ++one)
        documents.append(one->second);
    return documents;
}

Result<> Renewals::add(const QByteArray& line)
{
    if (line.size() >= kMostLine)
        return notWritten(QStringLiteral("a line is too long"));
    QFile target(m_file);
    if (!target.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return notWritten(target.errorString());
    const qint64 before = target.size();
    if (target.write(line) != line.size() || ::fsync(target.handle()) != 0) {
        const QString detail = target.errorString();
        target.resize(before); // no half line in front of the next
        return notWritten(detail);
    }
    ++m_lines;
    return {};
}

Result<> Renewals::writeAnew()
{
    QSaveFile target(m_file);
    if (!target.open(QIODevice::WriteOnly))
        return notWritten(target.errorString());
    for (auto one = m_due.begin(); one != m_due.end(); ++one)
        target.write(lineOf(one.key(), *one));
    if (!target.commit())
        return notWritten(target.errorString());
    m_lines = m_due.size();
    return {};
}

} // namespace tirkeu::evidence
