#include "emptylistpage.h"

#include "widgets/emptystate.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
QString iconOf(Section section)
{
    for (const SectionLook& look : sections()) {
        if (look.section == section)
            return QString::fromLatin1(look.icon);
    }
    return {};
}
} // namespace

EmptyListPage::EmptyListPage(const Theme& theme, Section section)
    : Page(theme, Footer::Primary)
    , m_section(section)
    , m_empty(new EmptyState(theme, iconOf(section)))
{
    setObjectName(QStringLiteral("page-") + iconOf(section));
    body()->addWidget(m_empty, 1);
    connect(primary(), &QPushButton::clicked, this, &EmptyListPage::backRequested);
    retranslate();
}

void EmptyListPage::retranslate()
{
    setTitle(sectionName(m_section));
    primary()->setText(tr("Home"));
    switch (m_section) {
    case Section::NewClient:
    case Section::FindClient:
        m_empty->setTexts(tr("Clients are not served at this workplace"),
            tr("It has not been set up for that. Until it is, a client is served the way your branch's instructions "
               "describe; ask branch IT when it will be."));
        break;
    case Section::Drafts:
        m_empty->setTexts(tr("No draft is waiting"),
            tr("When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its "
               "deadline. Nothing that was recorded is lost."));
        break;
    case Section::ToFinish:
        m_empty->setTexts(tr("Nothing waits to be finished"),
            tr("Cases taken while there was no connection stand here until the bank has answered."));
        break;
    case Section::Outbox:
        m_empty->setTexts(tr("The outbox is empty"),
            tr("Each signed case appears here with its way to the bank, and stays until the bank's receipt is "
               "verified. This workplace has no line to the bank yet."));
        break;
    case Section::Devices:
        m_empty->setTexts(tr("The program drives no devices here"),
            tr("Scanners and cameras are registered in the bank's criteria, signed by two security officers. Branch IT "
               "lists and checks them with the command: tirkeuctl device"));
        break;
    case Section::Home:
    case Section::ClientCard:
    case Section::Question:
    case Section::Journal:
    case Section::Keeping:
    case Section::Answers:
    case Section::Guide:
    case Section::Training:
    case Section::Verify:
    case Section::Diagnostics:
    case Section::Settings:
    case Section::TokenPin:
    case Section::Authorities:
    case Section::Keys:
        Q_UNREACHABLE();
    }
}

} // namespace tirkeu::workstation
