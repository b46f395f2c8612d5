#include "findclientpage.h"

#include "theme/language.h"
#include "widgets/digitsfield.h"
#include "widgets/messagebar.h"

#include <identity/iin.h>

#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace tirkeu::workstation {

FindClientPage::FindClientPage(const Theme& theme, const LanguageSwitch& language)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_label(new QLabel)
    , m_iin(new DigitsField(12))
    , m_error(new QLabel)
    , m_answer(new MessageBar(theme))
{
    setObjectName(QStringLiteral("findClientPage"));
    setBodyWidth(560);
    m_iin->setObjectName(QStringLiteral("iinField"));
    m_label->setBuddy(m_iin);
    m_label->setProperty("text-role", QStringLiteral("field"));
    m_error->setObjectName(QStringLiteral("iinError"));
    m_error->setProperty("text-role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    body()->addWidget(m_label);
    body()->addWidget(m_iin);
    body()->addWidget(m_error);
    body()->addWidget(m_answer);
    body()->addStretch(1);
    connect(m_iin, &QLineEdit::textChanged, this, [this] {
        m_otherKey = false;
        m_searched = false;
        refresh();
    });
    connect(m_iin, &DigitsField::otherKeyRefused, this, [this] {
        m_otherKey = true;
        refresh();
    });
    connect(m_iin, &DigitsField::burstRead, this, &FindClientPage::search);
    connect(primary(), &QPushButton::clicked, this, &FindClientPage::search);
    retranslate();
}

void FindClientPage::focusFirst()
{
    m_iin->setFocus();
    m_iin->selectAll();
}

void FindClientPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_iin->clear();
}

void FindClientPage::retranslate()
{
    setTitle(tr("Find client"));
    m_label->setText(tr("IIN, 12 digits"));
    m_iin->setAccessibleName(tr("IIN, 12 digits"));
    primary()->setText(tr("Find"));
    refresh();
}

void FindClientPage::forget()
{
    m_iin->clear();
    m_searched = false;
    m_otherKey = false;
    refresh();
}

void FindClientPage::search()
{
    m_searched = true;
    refresh();
    if (!m_error->isHidden())
        focusFirst();
}

void FindClientPage::refresh()
{
    QString error;
    bool found = false;
    if (m_otherKey) {
        error = tr("Only digits belong here.");
    } else if (m_searched || m_iin->text().size() == 12) {
        const auto iin = identity::Iin::parse(m_iin->text());
        if (!iin)
            error = m_language.sentence(iin.error());
        found = iin.has_value();
    }
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    m_iin->setProperty("state", error.isEmpty() ? QString() : QStringLiteral("wrong"));
    m_iin->style()->unpolish(m_iin);
    m_iin->style()->polish(m_iin);
    if (m_searched && found)
        m_answer->say(MessageKind::Info, tr("The number is good. Searching for clients is not part of this version "
                                            "yet; clients appear here once they "
                                            "can be enrolled."));
    else
        m_answer->clear();
}

} // namespace tirkeu::workstation
