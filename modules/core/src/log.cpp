#include <core/log.h>

#include <core/clock.h>
#include <core/securebytes.h>

#include <QRegularExpression>

#include <cstdio>

namespace tirkeu::core {

QString logMasked(const SecureBytes& secret)
{
    return QStringLiteral("‹%1 secret bytes›").arg(secret.size());
}

LogLine::LogLine(const QLoggingCategory& category, QtMsgType level)
    : m_category(category)
    , m_level(level)
{
}

LogLine::~LogLine()
{
    if (!m_category.isEnabled(m_level))
        return;
    const QMessageLogger logger(nullptr, 0, nullptr, m_category.categoryName());
    const QByteArray text = m_text.toUtf8();
    switch (m_level) {
    case QtDebugMsg:
        logger.debug("%s", text.constData());
        break;
    case QtInfoMsg:
        logger.info("%s", text.constData());
        break;
    case QtWarningMsg:
    case QtCriticalMsg:
    case QtFatalMsg:
        logger.warning("%s", text.constData());
        break;
    }
}

LogLine& LogLine::append(const QString& text)
{
    if (!m_text.isEmpty())
        m_text += u' ';
    m_text += text;
    return *this;
}

LogLine& LogLine::operator<<(const Error& error)
{
    return append(error.code.toString() + QStringLiteral(" (") + scrubbed(error.detail) + u')');
}

QString scrubbed(const QString& line)
{
    // Nine digits and more, however grouped: an IIN or BIN, a telephone, a card, a document number. A digest is a
    // longer run of hexadecimal digits and stays readable.
    static const QRegularExpression numbers(
        QStringLiteral(R"((?<digest>[0-9A-Fa-f]{32,})|\+?\d(?:[ \-()./\t]{0,2}\d){8,})"));
    QString safe = line;
    qsizetype at = 0;
    for (QRegularExpressionMatch match = numbers.match(safe, at); match.hasMatch(); match = numbers.match(safe, at)) {
        at = match.capturedEnd();
        if (match.hasCaptured(QStringLiteral("digest")))
            continue;
        const QString mask = QStringLiteral("‹number›");
        safe.replace(match.capturedStart(), match.capturedLength(), mask);
        at = match.capturedStart() + mask.size();
    }
    return safe;
}

namespace {
void writeLine(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    static const SystemClock clock;
    const char* level = type == QtDebugMsg ? "debug" : type == QtInfoMsg ? "info" : "warning";
    const QByteArray line = (toIsoText(clock.wall()) + u' ' + QLatin1StringView(level) + u' ' +
                             QLatin1StringView(context.category) + QStringLiteral(": ") + scrubbed(message) + u'\n')
                                .toUtf8();
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}
} // namespace

void installLogHandler()
{
    qInstallMessageHandler(writeLine);
}

} // namespace tirkeu::core
