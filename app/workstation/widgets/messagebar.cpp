#include "messagebar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace tirkeu::workstation {

namespace {
struct Look
{
    const char* surface;
    const char* icon;
    Role role;
};

Look look(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Good:
        return {"good", "check", Role::Good};
    case MessageKind::Info:
        return {"info", "info", Role::Info};
    case MessageKind::Warning:
        return {"warning", "warning", Role::Warning};
    case MessageKind::Error:
        return {"error", "error", Role::Error};
    }
    Q_UNREACHABLE();
}
} // namespace

MessageBar::MessageBar(const Theme& theme)
    : m_theme(theme)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_action(new QPushButton)
{
    auto* row = new QHBoxLayout(this);
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_text->setTextFormat(Qt::PlainText);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionRequested);
    connect(&m_theme, &Theme::changed, this, &MessageBar::restyle);
    QFrame::hide();
    restyle();
}

void MessageBar::say(MessageKind kind, const QString& text)
{
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    restyle();
    setVisible(true);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::clear()
{
    m_text->clear();
    hide();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::setAction(const QString& text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
    // Beside the first of several lines; a button is higher than a line, and then both stand in its middle.
    layout()->setAlignment(m_icon, text.isEmpty() ? Qt::AlignTop : Qt::AlignVCenter);
}

void MessageBar::restyle()
{
    const Look wanted = look(m_kind);
    setProperty("surface", QString::fromLatin1(wanted.surface));
    style()->unpolish(this);
    style()->polish(this);
    m_icon->setPixmap(m_theme.picture(QString::fromLatin1(wanted.icon), 22, wanted.role));
    layout()->setContentsMargins(m_theme.px(12), m_theme.px(9), m_theme.px(12), m_theme.px(9));
    layout()->setSpacing(m_theme.px(10));
}

} // namespace tirkeu::workstation
