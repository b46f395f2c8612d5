#include "consentcard.h"

#include "widgets/choice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

ConsentCard::ConsentCard(const Theme& theme, const criteria::ConsentText& text)
    : m_theme(theme)
    , m_text(text)
    , m_column(new QVBoxLayout(this))
    , m_sentence(new QLabel)
    , m_meaning(new QLabel)
    , m_refused(new QLabel)
    , m_choice(new Choice(this))
    , m_yes(new QPushButton)
    , m_no(new QPushButton)
{
    setProperty("surface", QStringLiteral("card"));
    const QString name = criteria::code(text.kind);
    setObjectName(QStringLiteral("consent-") + name);
    m_sentence->setProperty("text-role", QStringLiteral("lead"));
    m_meaning->setProperty("text-role", QStringLiteral("muted"));
    m_refused->setObjectName(QStringLiteral("refused-") + name);
    for (QLabel* label : {m_sentence, m_meaning, m_refused}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_column->addWidget(m_sentence);
    m_column->addWidget(m_meaning);
    auto* row = new QHBoxLayout;
    for (QPushButton* button : {m_yes, m_no}) {
        m_choice->add(button);
        row->addWidget(button, 1);
    }
    row->addStretch(2);
    m_yes->setObjectName(QStringLiteral("yes-") + name);
    m_no->setObjectName(QStringLiteral("no-") + name);
    m_column->addLayout(row);
    m_column->addWidget(m_refused);
    m_refused->hide();
    connect(m_choice, &Choice::changed, this, [this](int number) {
        m_reading = std::chrono::milliseconds(m_shown.elapsed());
        m_readIn = m_client;
        m_refused->setVisible(number == 1);
        Q_EMIT answered();
    });
    connect(&theme, &Theme::changed, this, &ConsentCard::restyle);
    m_shown.start();
    restyle();
}

std::optional<bool> ConsentCard::answer() const
{
    return m_choice->chosen() < 0 ? std::nullopt : std::optional(m_choice->chosen() == 0);
}

void ConsentCard::setAnswer(bool given, std::chrono::milliseconds reading)
{
    m_choice->choose(given ? 0 : 1);
    m_reading = reading; // measured where the client read
}

QWidget* ConsentCard::lastField() const
{
    return m_no;
}

QWidget* ConsentCard::firstField() const
{
    return answer() == false ? m_no : m_yes;
}

void ConsentCard::retranslate(Language screen, Language client)
{
    m_client = client;
    m_sentence->setText(m_text.sentence.in(client));
    m_meaning->setText(m_text.sentence.in(screen));
    m_meaning->setVisible(screen != client);
    m_yes->setText(tr("Yes"));
    m_no->setText(tr("No"));
    // The same word stands under each sentence: a screen reader says which it answers.
    m_yes->setAccessibleName(QStringLiteral("%1: %2").arg(m_yes->text(), m_text.sentence.in(screen)));
    m_no->setAccessibleName(QStringLiteral("%1: %2").arg(m_no->text(), m_text.sentence.in(screen)));
    m_refused->setText(m_text.ifRefused.in(screen));
}

void ConsentCard::restyle()
{
    const int side = m_theme.px(16);
    m_column->setContentsMargins(side, m_theme.px(12), side, m_theme.px(12));
    m_column->setSpacing(m_theme.px(8));
}

} // namespace tirkeu::workstation
