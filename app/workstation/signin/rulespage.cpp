#include "rulespage.h"

#include "theme/language.h"
#include "widgets/messagebar.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace tirkeu::workstation {

RulesPage::RulesPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(controller)
    , m_lead(new QLabel)
    , m_text(new QTextEdit)
    , m_read(new QCheckBox)
    , m_message(new MessageBar(theme))
    , m_leave(addSecondary(QStringLiteral("leaveButton")))
{
    setObjectName(QStringLiteral("rulesPage"));
    setBodyWidth(860);
    m_lead->setWordWrap(true);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setObjectName(QStringLiteral("rulesText"));
    m_text->setMinimumHeight(theme.px(180));
    m_read->setObjectName(QStringLiteral("readBox"));
    body()->addWidget(m_lead);
    body()->addWidget(m_text, 1);
    body()->addWidget(m_read);
    body()->addWidget(m_message);
    connect(m_text->verticalScrollBar(), &QScrollBar::valueChanged, this, &RulesPage::noticeScrolling);
    connect(m_text->verticalScrollBar(), &QScrollBar::rangeChanged, this, &RulesPage::noticeScrolling);
    connect(m_read, &QCheckBox::toggled, this, &RulesPage::refresh);
    connect(primary(), &QPushButton::clicked, &controller, &SignInController::acknowledgeRules);
    connect(m_leave, &QPushButton::clicked, this, &RulesPage::leaveRequested);
    retranslate();
}

void RulesPage::focusFirst()
{
    m_text->setFocus();
}

void RulesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_endSeen = false;
    m_laidOut = false;
    m_message->clear();
    m_read->setChecked(false);
    retranslate();
    m_text->verticalScrollBar()->setValue(0);
    refresh();
    QTimer::singleShot(0, this, [this] {
        m_laidOut = true;
        noticeScrolling();
    });
}

void RulesPage::retranslate()
{
    setTitle(tr("Read the security rules first"));
    m_lead->setText(tr("Until you have read and confirmed them, nothing else opens. Confirm by: %1")
                        .arg(core::shownDate(m_controller.rulesDue())));
    QFile file(QStringLiteral(":/rules/security-rules.%1.txt").arg(QLocale().name().left(2)));
    m_text->setPlainText(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
    m_text->setAccessibleName(tr("Security rules"));
    primary()->setText(tr("Confirm and sign in"));
    m_leave->setText(tr("Sign out"));
    refresh();
}

void RulesPage::showNotWritten(const Error& error)
{
    m_message->say(MessageKind::Error, m_language.sentence(error));
    bringIntoView(m_message);
}

void RulesPage::noticeScrolling()
{
    // An empty range means either a text that fits or a page not laid out yet; only the first counts.
    const QScrollBar* bar = m_text->verticalScrollBar();
    const bool fits = m_laidOut && m_text->document()->size().height() <= m_text->viewport()->height();
    if (isVisible() && (bar->maximum() > 0 ? bar->value() >= bar->maximum() : fits))
        m_endSeen = true;
    refresh();
}

void RulesPage::refresh()
{
    m_read->setEnabled(m_endSeen);
    m_read->setText(
        m_endSeen ? tr("I have read the rules and will keep them") : tr("Scroll to the end of the rules to confirm"));
    primary()->setEnabled(m_endSeen && m_read->isChecked());
}

} // namespace tirkeu::workstation
