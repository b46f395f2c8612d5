#include "keyspage.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

KeysPage::KeysPage(const Theme& theme)
    : Page(theme, Footer::Primary)
{
    setObjectName(QStringLiteral("keysPage"));
    setBodyWidth(760);
    auto* card = new QFrame;
    card->setProperty("surface", QStringLiteral("card"));
    m_grid = new QGridLayout(card);
    m_grid->setColumnStretch(1, 1);
    body()->addWidget(card);
    body()->addStretch(1);
    const auto space = [this] {
        const int side = this->theme().px(18);
        m_grid->setContentsMargins(side, side, side, side);
        m_grid->setHorizontalSpacing(this->theme().px(28));
        m_grid->setVerticalSpacing(this->theme().px(10));
    };
    connect(&theme, &Theme::changed, this, space);
    space();
    connect(primary(), &QPushButton::clicked, this, &KeysPage::backRequested);
    retranslate();
}

void KeysPage::addRow()
{
    auto* key = new QLabel;
    auto* meaning = new QLabel;
    key->setProperty("text-role", QStringLiteral("field"));
    meaning->setWordWrap(true);
    const int at = static_cast<int>(m_rows.size());
    m_grid->addWidget(key, at, 0, Qt::AlignTop);
    m_grid->addWidget(meaning, at, 1);
    m_rows.append(qMakePair(key, meaning));
}

void KeysPage::retranslate()
{
    setTitle(tr("Keys"));
    primary()->setText(tr("Back"));
    const QList<QPair<QString, QString>> rows{
        {QStringLiteral("Enter"), tr("The main button of the page, always at the bottom right")},
        {QStringLiteral("Tab  Shift+Tab"), tr("To the next field or button, and back")},
        {tr("Space"), tr("Presses the button that has the focus")},
        {QStringLiteral("Esc"), tr("Back to the page before")},
        {QStringLiteral("PgUp  PgDn"), tr("Through a page that is longer than the screen")},
        {QStringLiteral("F1"), tr("This sheet")},
        {QStringLiteral("F2"), tr("Large answers to what clients ask")},
        {QStringLiteral("F3"), tr("Find client")},
        {QStringLiteral("F4"), tr("Reads out once more what is to be said")},
        {QStringLiteral("F5"), tr("New client")},
        {QStringLiteral("F6"), tr("The case pauses and waits under Drafts")},
        {QStringLiteral("F7"), tr("Verify a document")},
        {QStringLiteral("F8"), tr("Calls a supervisor; once they are here, takes their answer")},
        {QStringLiteral("F9"), tr("Breaks the case off, after asking why")},
        {QStringLiteral("F10"), tr("Hand the case over to a colleague")},
        {QStringLiteral("F12"), tr("Locks the screen")},
        {QStringLiteral("Ctrl+PgUp  Ctrl+PgDn"), tr("Through the sections at the left edge")},
    };
    while (m_rows.size() < rows.size())
        addRow();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        m_rows.at(i).first->setText(rows.at(i).first);
        m_rows.at(i).second->setText(rows.at(i).second);
    }
}

} // namespace tirkeu::workstation
