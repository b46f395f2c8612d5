#include "paperconfirmation.h"

#include "consentsheet.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace tirkeu::workstation {

PaperConfirmation::PaperConfirmation(const StepTools& tools, PaperTray& tray)
    : Confirmation(tools)
    , m_tray(tray)
    , m_print(new QPushButton)
{
    m_print->setObjectName(QStringLiteral("printConsents"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_print);
    row->addStretch(1);
    connect(m_print, &QPushButton::clicked, this, &PaperConfirmation::print);
    connect(&m_tray, &PaperTray::changed, this, &Confirmation::changed);
}

QString PaperConfirmation::name() const
{
    return tr("Signed paper");
}

QString PaperConfirmation::sentence() const
{
    if (const auto found = paper())
        return tr("The signed paper is here: %1").arg(found->name);
    if (!m_where.isEmpty())
        return tr(
            "The sheet is printed: %1. The client marks and signs it; put it on the scanner. It is awaited in the "
            "folder: %2")
            .arg(m_where, m_tray.folder());
    return tr("The client signs the paper; put it on the scanner. It is awaited in the folder: %1")
        .arg(m_tray.folder());
}

std::optional<TrayPaper> PaperConfirmation::paper() const
{
    const auto& view = controller().view();
    auto newest = m_tray.newest();
    return view && newest && newest->at >= view->state.openedAt ? newest : std::nullopt;
}

void PaperConfirmation::ask(const Answers&)
{
    if (stage().isReady())
        letWait();
}

void PaperConfirmation::drop()
{
    if (!controller().view())
        m_where.clear();
}

// Nothing is marked on it: the client's pen does.
void PaperConfirmation::print()
{
    const auto& view = controller().view();
    const criteria::Purpose* purpose = controller().purpose();
    if (!view || purpose == nullptr)
        return;
    const CounterRules& rules = controller().rules();
    ConsentSheet sheet{rules.organisation, rules.organisationBin, view->client ? view->client->name.full() : QString(),
        view->state.iin, view->state.id->toString().left(8), {}};
    for (const criteria::ConsentKind kind : purpose->consents) {
        if (const criteria::ConsentText* text = rules.consents.find(kind))
            sheet.texts.append(*text);
    }
    const QByteArray pdf = consentSheetPdf(sheet, controller().clientLanguage());
    core::whenDone(counter().print(QStringLiteral("consents-%1").arg(sheet.caseName), pdf), this,
        [this](const Result<QString>& printed) {
            if (!controller().view()) // the client is gone meanwhile
                return;
            if (!printed)
                return controller().fail(printed.error());
            m_where = *printed;
            Q_EMIT changed();
        });
}

void PaperConfirmation::collect(const Taken& taken)
{
    m_taken = paper();
    if (!m_taken)
        return;
    controller().setBusy(true);
    core::whenDone(m_tray.read(*m_taken), this, [this, taken](const Result<QByteArray>& bytes) {
        if (!bytes)
            return controller().fail(bytes.error());
        taken(*bytes);
    });
}

void PaperConfirmation::kept()
{
    if (m_taken)
        m_tray.discard(*m_taken);
    m_taken.reset();
}

void PaperConfirmation::retranslate()
{
    m_print->setText(tr("Print the sheet"));
}

} // namespace tirkeu::workstation
