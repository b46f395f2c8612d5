#include "demoribbon.h"

#include "enrolment/caserail.h"
#include "widgets/flowlayout.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace tirkeu::workstation {

DemoRibbon::DemoRibbon(const Theme& theme, std::function<QStringList()> tokenNames, int inserted)
    : m_theme(theme)
    , m_tokenNames(std::move(tokenNames))
    , m_text(new QLabel)
    , m_clients(new QComboBox)
    , m_paper(new QPushButton)
    , m_phone(new QLabel)
{
    setObjectName(QStringLiteral("demoRibbon"));
    setLayout(new FlowLayout);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    layout()->addWidget(m_text);
    auto* group = new QButtonGroup(this);
    const qsizetype count = m_tokenNames().size();
    for (int i = 0; i < count; ++i) {
        auto* button = new QPushButton;
        button->setObjectName(QStringLiteral("demoToken-%1").arg(i));
        button->setProperty("kind", QStringLiteral("chip"));
        button->setCheckable(true);
        button->setChecked(i == inserted);
        button->setFocusPolicy(Qt::ClickFocus); // the demo's own switches stay out of the way of the keyboard
        group->addButton(button, i);
        layout()->addWidget(button);
        m_tokens.append(button);
    }
    connect(group, &QButtonGroup::idClicked, this, &DemoRibbon::tokenChosen);
    m_clients->setObjectName(QStringLiteral("demoClient"));
    m_clients->setProperty("kind", QStringLiteral("chip"));
    m_paper->setObjectName(QStringLiteral("demoPaper"));
    m_paper->setProperty("kind", QStringLiteral("chip"));
    m_phone->setObjectName(QStringLiteral("demoPhone"));
    for (QWidget* one :
        {static_cast<QWidget*>(m_clients), static_cast<QWidget*>(m_paper), static_cast<QWidget*>(m_phone)}) {
        one->setFocusPolicy(one == m_phone ? Qt::NoFocus : Qt::ClickFocus);
        one->hide();
        layout()->addWidget(one);
    }
    connect(m_clients, &QComboBox::activated, this, &DemoRibbon::clientChosen);
    connect(m_paper, &QPushButton::clicked, this, &DemoRibbon::paperSigned);
    connect(&m_theme, &Theme::changed, this, &DemoRibbon::refresh);
    refresh();
}

void DemoRibbon::setClients(const QStringList& names)
{
    m_clients->clear();
    m_clients->addItems(names);
    m_clients->setVisible(!names.isEmpty());
    m_paper->setVisible(!names.isEmpty());
    refresh();
}

void DemoRibbon::setClient(int index)
{
    m_clients->setCurrentIndex(index);
}

void DemoRibbon::showMessage(const QString& code)
{
    m_code = code;
    m_phone->setToolTip(QString());
    m_phone->show();
    refresh();
}

void DemoRibbon::showNotice(const QString& text)
{
    m_code.clear();
    m_phone->setToolTip(text);
    m_phone->show();
    refresh();
}

void DemoRibbon::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

void DemoRibbon::refresh()
{
    layout()->setContentsMargins(m_theme.px(16), m_theme.px(3), m_theme.px(16), m_theme.px(3));
    layout()->setSpacing(m_theme.px(8));
    const QString all = tr("Demo: simulated devices, demo keys, invented people.");
    m_text->setText(CaseRail::isCramped(m_theme) ? tr("Demo") : all);
    m_text->setAccessibleName(all);
    m_text->setToolTip(all);
    const QStringList names = m_tokenNames();
    for (qsizetype i = 0; i < m_tokens.size(); ++i) {
        m_tokens.at(i)->setText(names.at(i));
        m_tokens.at(i)->setAccessibleName(tr("Token in the reader: %1").arg(names.at(i)));
    }
    m_clients->setAccessibleName(tr("Client at the counter"));
    m_paper->setText(tr("Client signs the paper"));
    m_phone->setText(m_code.isEmpty() ? tr("The client's telephone: a message has come")
                                      : tr("The client's telephone: code %1").arg(m_code));
    m_phone->setAccessibleDescription(m_phone->toolTip());
    updateGeometry();
}

} // namespace tirkeu::workstation
