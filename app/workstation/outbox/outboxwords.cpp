#include "outboxwords.h"

namespace tirkeu::workstation {

QString OutboxWords::state(OutboxState state)
{
    switch (state) {
    case OutboxState::Preparing:
        return tr("Being prepared");
    case OutboxState::Queued:
        return tr("Waits to be sent");
    case OutboxState::Sending:
        return tr("Being sent");
    case OutboxState::Sent:
        return tr("Sent; the bank is checking");
    case OutboxState::Accepted:
        return tr("Delivered");
    case OutboxState::Refused:
        return tr("Refused by the bank");
    case OutboxState::Superseded:
        return tr("Replaced by a newer package");
    }
    Q_UNREACHABLE();
}

QString OutboxWords::sentence(const QString& code, const LanguageSwitch& language)
{
    const QByteArray id = code.toLatin1();
    return language.sentence(
        {ErrorCode({id.constData(), static_cast<std::size_t>(id.size())}), ErrorKind::ServiceFault, {}});
}

QString OutboxWords::stage(const OutboxStage& stage, const LanguageSwitch& language)
{
    const QString text = core::shownDateTime(stage.at) + QStringLiteral("  ") + state(stage.state);
    return stage.reason.isEmpty() ? text : text + QStringLiteral(". ") + sentence(stage.reason, language);
}

QString OutboxWords::size(qint64 bytes, const LanguageSwitch& language)
{
    return languageLocale(language.language()).formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString OutboxWords::link(const LinkState& link, const LanguageSwitch& language)
{
    const QString since = core::shownDateTime(link.since());
    QString text;
    if (link.isOnline()) {
        text = tr("Connected to the bank since: %1.").arg(since);
        if (link.isQuiet())
            text += u' ' + tr("Quiet hours: only withdrawals are sent now, the rest later.");
        else if (!link.why().isEmpty())
            text += u' ' + sentence(link.why(), language);
    } else {
        text = tr("No connection to the bank since: %1.").arg(since);
        if (!link.why().isEmpty())
            text += u' ' + sentence(link.why(), language);
        text += u' ' + tr("Everything at the counter works: enrolment, verification, signatures.");
        text += u' ' + tr("The bank's answers wait.");
    }
    if (link.outboxCount() > 0)
        text += u' ' + tr("Packages waiting: %1.").arg(link.outboxCount());
    if (link.withdrawals() > 0)
        text += u' ' + tr("Withdrawals of consent not passed on by the bank yet: %1.").arg(link.withdrawals());
    return text;
}

QString OutboxWords::today(int clients, int delivered)
{
    return tr("Today: clients served %1, delivered to the bank %2.").arg(clients).arg(delivered);
}

} // namespace tirkeu::workstation
