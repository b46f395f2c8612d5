#include "verifierpage.h"

#include "documentchecker.h"
#include "resultview.h"
#include "theme/language.h"
#include "widgets/emptystate.h"
#include "widgets/messagebar.h"

#include <QAccessible>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
// One file of this machine, or nothing.
QString fileIn(const QMimeData* data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}
} // namespace

VerifierPage::VerifierPage(const Theme& theme, const LanguageSwitch& language, DocumentChecker& checker)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_checker(checker)
    , m_empty(new EmptyState(theme, QStringLiteral("verify")))
    , m_message(new MessageBar(theme))
{
    setObjectName(QStringLiteral("verifierPage"));
    setBodyWidth(960);
    setAcceptDrops(true);
    body()->addWidget(m_message);
    body()->addWidget(m_empty, 1);
    connect(primary(), &QPushButton::clicked, this, &VerifierPage::choose);
    connect(&theme, &Theme::changed, this, &VerifierPage::rebuild);
    retranslate();
}

void VerifierPage::check(const QString& file)
{
    const int asked = ++m_asked;
    m_error.reset();
    m_message->say(MessageKind::Info, tr("Checking: %1").arg(QFileInfo(file).fileName()));
    m_checker.check(file).then(this, [this, asked](const Result<CheckedDocument>& checked) {
        if (asked == m_asked) // the last file that was asked about, whatever came back first
            take(checked);
    });
}

void VerifierPage::take(const Result<CheckedDocument>& checked)
{
    m_document = checked ? std::optional(*checked) : std::nullopt;
    m_error = checked ? std::nullopt : std::optional(checked.error());
    rebuild();
    enter();
    if (m_result != nullptr) {
        QAccessibleEvent event(m_result, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void VerifierPage::forget()
{
    ++m_asked; // an answer on its way belongs to whoever asked
    m_document.reset();
    m_error.reset();
    rebuild();
}

void VerifierPage::choose()
{
    auto* dialog = new QFileDialog(this, tr("Choose a signed document"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Documents (*.pdf)"), tr("All files (*)")});
    dialog->setLabelText(QFileDialog::LookIn, tr("Look in"));
    dialog->setLabelText(QFileDialog::FileName, tr("File name"));
    dialog->setLabelText(QFileDialog::FileType, tr("File type"));
    dialog->setLabelText(QFileDialog::Accept, tr("Verify"));
    dialog->setLabelText(QFileDialog::Reject, tr("Cancel"));
    connect(dialog, &QFileDialog::fileSelected, this, &VerifierPage::check);
    dialog->open();
}

void VerifierPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!fileIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void VerifierPage::dropEvent(QDropEvent* event)
{
    if (const QString file = fileIn(event->mimeData()); !file.isEmpty()) {
        event->acceptProposedAction();
        check(file);
    }
}

void VerifierPage::retranslate()
{
    setTitle(tr("Verify a document"));
    m_empty->setTexts(tr("Drop a signed document here"),
        tr("Or choose it with Enter. The program says whether the document is as it was signed, who signed it and "
           "when, and shows the pictures and the record inside. Nothing is sent anywhere."));
    rebuild();
}

// Built anew from the answer whenever language, scheme or scale change.
void VerifierPage::rebuild()
{
    if (m_result != nullptr) {
        body()->removeWidget(m_result);
        delete m_result;
        m_result = nullptr;
    }
    primary()->setText(m_document ? tr("Choose another") : tr("Choose a file"));
    m_empty->setVisible(!m_document);
    if (m_error)
        m_message->say(MessageKind::Error, m_language.sentence(*m_error));
    else
        m_message->clear();
    if (m_document) {
        m_result = new ResultView(theme(), m_language, *m_document);
        body()->addWidget(m_result);
    }
}

} // namespace tirkeu::workstation
