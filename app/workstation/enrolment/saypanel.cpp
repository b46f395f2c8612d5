#include "saypanel.h"

#include <QAccessible>
#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

SayPanel::SayPanel(const Theme& theme, const LanguageSwitch& language)
    : m_theme(theme)
    , m_language(language)
    , m_column(new QVBoxLayout(this))
    , m_title(new QLabel)
    , m_sentence(new QLabel)
    , m_meaning(new QLabel)
{
    setObjectName(QStringLiteral("sayPanel"));
    setProperty("surface", QStringLiteral("say"));
    m_title->setProperty("text-role", QStringLiteral("small"));
    m_sentence->setObjectName(QStringLiteral("saySentence"));
    m_sentence->setProperty("text-role", QStringLiteral("say"));
    m_meaning->setObjectName(QStringLiteral("sayMeaning"));
    m_meaning->setProperty("text-role", QStringLiteral("muted"));
    for (QLabel* label : {m_title, m_sentence, m_meaning}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        m_column->addWidget(label);
    }
    connect(&theme, &Theme::changed, this, &SayPanel::restyle);
    restyle();
    retranslate();
}

void SayPanel::say(const char* line, Language client)
{
    m_line = line;
    m_client = client;
    retranslate();
}

void SayPanel::repeat()
{
    QAccessibleEvent event(m_sentence, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void SayPanel::retranslate()
{
    setVisible(m_line != nullptr);
    m_title->setText(tr("Say this"));
    if (m_line == nullptr)
        return;
    const QString quoted = m_client == Language::English ? QStringLiteral("“%1”") : QStringLiteral("«%1»");
    m_sentence->setText(quoted.arg(m_words.in(m_client, m_line)));
    m_meaning->setText(m_words.in(m_language.language(), m_line));
    m_meaning->setVisible(m_client != m_language.language());
    setAccessibleName(m_title->text() + QStringLiteral(": ") + m_sentence->text());
}

void SayPanel::restyle()
{
    const int side = m_theme.px(16);
    m_column->setContentsMargins(side, m_theme.px(10), side, m_theme.px(12));
    m_column->setSpacing(m_theme.px(3));
}

} // namespace tirkeu::workstation
