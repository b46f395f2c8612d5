#include "header.h"

#include "enrolment/caserail.h"
#include "outbox/outboxwords.h"
#include "widgets/flowlayout.h"

#include <token/credentials.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tirkeu::workstation {

Header::Header(
    const Theme& theme, LanguageSwitch& language, const LinkState& link, const core::Clock& clock, Place place)
    : m_theme(theme)
    , m_language(language)
    , m_link(link)
    , m_clock(clock)
    , m_place(std::move(place))
    , m_who(new QLabel)
    , m_where(new QLabel)
    , m_lock(new QPushButton)
{
    setObjectName(QStringLiteral("header"));
    auto* flow = new FlowLayout;
    setLayout(flow);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_who->setProperty("text-role", QStringLiteral("who"));
    m_who->setObjectName(QStringLiteral("who"));
    m_where->setProperty("text-role", QStringLiteral("muted"));
    layout()->addWidget(m_who);
    layout()->addWidget(m_where);
    m_online = addChip(QStringLiteral("onlineChip"));
    m_outbox = addChip(QStringLiteral("outboxChip"));
    m_certificate = addChip(QStringLiteral("certificateChip"));
    m_factoryPin = addChip(QStringLiteral("factoryPinChip"));
    flow->setTrailingFrom(flow->count());
    for (const Language one : core::kLanguages) {
        auto* button = new QPushButton(languageShort(one));
        button->setProperty("kind", QStringLiteral("chip"));
        button->setObjectName(QStringLiteral("language-") + core::languageCode(one));
        button->setCheckable(true);
        button->setAccessibleName(languageName(one));
        button->setToolTip(languageName(one));
        connect(button, &QPushButton::clicked, this, [this, one] {
            m_language.setLanguage(one);
            refresh();
        });
        layout()->addWidget(button);
        m_languages.append(button);
    }
    m_lock->setProperty("kind", QStringLiteral("chip"));
    m_lock->setObjectName(QStringLiteral("lockButton"));
    connect(m_lock, &QPushButton::clicked, this, &Header::lockRequested);
    layout()->addWidget(m_lock);
    connect(&m_theme, &Theme::changed, this, &Header::refresh);
    connect(&m_link, &LinkState::changed, this, &Header::refresh);
    refresh();
}

Header::Chip Header::addChip(const QString& objectName)
{
    Chip chip{new QWidget, new QLabel, new QLabel};
    chip.box->setObjectName(objectName);
    auto* row = new QHBoxLayout(chip.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(chip.icon);
    row->addWidget(chip.text);
    layout()->addWidget(chip.box);
    return chip;
}

// Over the work of whoever is in it takes one line, however large that is: every line more is one less to work on.
bool Header::isBrief() const
{
    return m_member && CaseRail::isCramped(m_theme);
}

void Header::setChip(const Chip& chip, const QString& icon, Role role, const QString& text, const QString& explanation,
    const QString& brief)
{
    const bool isShort = isBrief() && !brief.isEmpty();
    chip.box->layout()->setSpacing(m_theme.px(5));
    chip.icon->setPixmap(m_theme.picture(icon, 18, role));
    chip.text->setText(isShort ? brief : text);
    chip.text->setAccessibleName(text);
    chip.box->setToolTip(isShort ? text + QLatin1Char('\n') + explanation : explanation);
    chip.text->setAccessibleDescription(explanation);
}

void Header::setMember(const std::optional<StaffMember>& member)
{
    m_member = member;
    refresh();
}

void Header::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

void Header::refresh()
{
    layout()->setContentsMargins(m_theme.px(16), m_theme.px(6), m_theme.px(16), m_theme.px(6));
    layout()->setSpacing(m_theme.px(10));
    m_who->setVisible(m_member.has_value());
    m_who->setText(m_member ? m_member->shownName : QString());
    m_where->setText(m_place.branch.in(m_language.language()) + QStringLiteral(" · ") + m_place.workstation);
    m_where->setVisible(!m_place.workstation.isEmpty() && !isBrief());
    m_who->setToolTip(isBrief() ? m_where->text() : QString());
    m_where->setToolTip(m_place.organisation.in(m_language.language()));

    const QString since = core::shownTime(m_link.since());
    const QString link = OutboxWords::link(m_link, m_language);
    if (m_link.isOnline())
        setChip(m_online, QStringLiteral("online"), Role::Good, tr("Connected"), link);
    else
        setChip(m_online, QStringLiteral("offline"), Role::Warning, tr("Offline, since: %1").arg(since), link,
            tr("Offline"));
    setChip(m_outbox, QStringLiteral("outbox"), Role::MutedText, tr("Outbox: %1").arg(m_link.outboxCount()),
        tr("Cases that still have to reach the bank"), QString::number(m_link.outboxCount()));
    m_outbox.box->setVisible(m_member.has_value());
    refreshCertificate();

    for (qsizetype i = 0; i < m_languages.size(); ++i)
        m_languages.at(i)->setChecked(core::kLanguages.at(static_cast<std::size_t>(i)) == m_language.language());
    m_lock->setText(tr("Lock  F12"));
    m_lock->setAccessibleName(tr("Lock the screen"));
    m_lock->setVisible(m_member.has_value());
    updateGeometry();
}

// Announced 30, 7 and 1 days ahead: muted before, then a warning, then in the colour of what stops the work.
void Header::refreshCertificate()
{
    m_certificate.box->setVisible(m_member.has_value());
    m_factoryPin.box->setVisible(m_member && m_member->hasFactoryPin);
    if (!m_member)
        return;
    setChip(m_factoryPin, QStringLiteral("warning"), Role::Warning, tr("Factory PIN"),
        tr("Anybody can read this PIN in a manual. Have it changed with branch IT."));
    QString explanation = tr("Your certificate ends on: %1").arg(core::shownDate(m_member->certificateEnds));
    if (m_member->signatureEnds)
        explanation +=
            QLatin1Char('\n') + tr("Your EDS for documents ends on: %1").arg(core::shownDate(*m_member->signatureEnds));
    if (!m_member->wasStatusAsked)
        explanation += QLatin1Char('\n') + tr("Nobody could be asked whether they were revoked.");
    if (m_member->cannotSign)
        return setChip(m_certificate, QStringLiteral("certificate"), Role::Error, tr("Cannot sign documents"),
            m_language.sentence(*m_member->cannotSign) + QLatin1Char('\n') + explanation);
    // The one that ends first.
    const core::WallTime signature = m_member->signatureEnds.value_or(core::WallTime::max());
    const bool bySignature = signature < m_member->certificateEnds;
    const core::WallTime ends = bySignature ? signature : m_member->certificateEnds;
    const auto days = core::toQDateTime(m_clock.wall()).daysTo(core::toQDateTime(ends));
    const std::optional<int> notice = token::expiryNotice(ends, m_clock.wall());
    QString text = bySignature ? tr("EDS, days left: %1").arg(days) : tr("Certificate, days left: %1").arg(days);
    if (notice)
        text += QStringLiteral(". ") + noticeText(*notice);
    const Role role = !notice ? Role::MutedText : *notice > 1 ? Role::Warning : Role::Error;
    setChip(m_certificate, QStringLiteral("certificate"), role, text, explanation,
        notice ? QString() : QString::number(days));
}

// What is to be done about it stands there to be read, not only under the pointer.
QString Header::noticeText(int days)
{
    if (days == 1)
        return tr("Get the new one today.");
    return days == 7 ? tr("Get the new one this week.") : tr("Order a new one.");
}

} // namespace tirkeu::workstation
