#include "documentspanel.h"

#include "enrolment/casewords.h"
#include "widgets/fieldbox.h"
#include "widgets/flowlayout.h"

#include <core/whendone.h>

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tirkeu::workstation {

namespace {
/// Who gets what is given out, as the journal keeps it.
constexpr std::array kRecipients{"client", "court", "authority", "auditor"};
constexpr int kShownLines = 6;

// A path is one long word; it may be broken behind its marks.
QString breakable(QString path)
{
    for (const QChar mark : {u'/', u'\\', u'-'})
        path.replace(mark, QString(mark) + QChar(0x200b));
    return path;
}
} // namespace

DocumentsPanel::DocumentsPanel(const Theme& theme, ClientFiles& files)
    : m_theme(theme)
    , m_files(files)
    , m_title(new QLabel)
    , m_list(new QListWidget)
    , m_to(new QComboBox)
    , m_row(new FlowLayout)
    , m_open(addButton("openDocument"))
    , m_print(addButton("printDocument"))
    , m_export(addButton("exportDocument"))
    , m_exportAll(addButton("exportAll"))
    , m_confirm(addButton("confirmDelivery"))
{
    setObjectName(QStringLiteral("documentsPanel"));
    setProperty("surface", QStringLiteral("card"));
    m_title->setProperty("text-role", QStringLiteral("heading"));
    m_list->setObjectName(QStringLiteral("documentList"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_to->setObjectName(QStringLiteral("exportTo"));
    m_toBox = new FieldBox(theme, m_to);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addWidget(m_list);
    auto* buttons = new QWidget;
    buttons->setLayout(m_row);
    m_row->setContentsMargins(0, 0, 0, 0);
    for (QPushButton* button : {m_open, m_print, m_export, m_exportAll, m_confirm})
        m_row->addWidget(button);
    column->addWidget(buttons);
    column->addWidget(m_toBox);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &DocumentsPanel::open);
    connect(m_open, &QPushButton::clicked, this, &DocumentsPanel::open);
    connect(m_print, &QPushButton::clicked, this, &DocumentsPanel::print);
    connect(m_export, &QPushButton::clicked, this, [this] {
        if (const auto one = chosen())
            exportSome({*one});
    });
    connect(m_exportAll, &QPushButton::clicked, this, [this] { exportSome({}); });
    connect(m_confirm, &QPushButton::clicked, this, &DocumentsPanel::confirmWanted);
    connect(&theme, &Theme::changed, this, &DocumentsPanel::restyle);
    restyle();
}

QPushButton* DocumentsPanel::addButton(const char* objectName)
{
    auto* button = new QPushButton;
    button->setObjectName(QLatin1StringView(objectName));
    return button;
}

void DocumentsPanel::showFile(const enrolment::ClientFile& file)
{
    if (m_client != file.id)
        ++m_generation;
    m_client = file.id;
    m_documents = file.documents;
    std::ranges::reverse(m_documents); // the newest are asked for
    retranslate();
}

void DocumentsPanel::forget()
{
    ++m_generation;
    m_client.reset();
    m_documents.clear();
    retranslate();
}

QWidget* DocumentsPanel::lastField() const
{
    return m_to;
}

std::optional<core::Uuid> DocumentsPanel::chosen() const
{
    const int at = m_list->currentRow();
    return at < 0 || at >= m_documents.size() ? std::nullopt : std::optional(m_documents.at(at).id);
}

void DocumentsPanel::open()
{
    const auto document = chosen();
    if (!document)
        return;
    setBusy(true);
    core::whenDone(m_files.open(*document), this, [this, asked = m_generation](const Result<CheckedDocument>& read) {
        setBusy(false);
        if (asked != m_generation)
            return;
        if (!read)
            return Q_EMIT failed(read.error());
        Q_EMIT opened(*read);
    });
}

void DocumentsPanel::print()
{
    const auto document = chosen();
    if (!document || !m_client)
        return;
    setBusy(true);
    core::whenDone(
        m_files.print(*m_client, *document), this, [this, asked = m_generation](const Result<QString>& where) {
            setBusy(false);
            if (asked != m_generation)
                return;
            if (!where)
                return Q_EMIT failed(where.error());
            Q_EMIT told(tr("Printed: %1").arg(breakable(*where)));
        });
}

void DocumentsPanel::exportSome(const QList<core::Uuid>& documents)
{
    if (!m_client)
        return;
    setBusy(true);
    const QString to = QString::fromLatin1(kRecipients.at(static_cast<std::size_t>(std::max(m_to->currentIndex(), 0))));
    core::whenDone(m_files.exportOriginals(*m_client, documents, to), this,
        [this, asked = m_generation](const Result<QString>& where) {
            setBusy(false);
            if (asked != m_generation)
                return;
            if (!where)
                return Q_EMIT failed(where.error());
            Q_EMIT told(tr("The originals lie in the folder: %1").arg(breakable(*where)));
        });
}

// The keyboard stays where it was: a disabled button would lose it.
void DocumentsPanel::setBusy(bool busy)
{
    setProperty("busy", busy);
    setCursor(busy ? Qt::WaitCursor : Qt::ArrowCursor);
}

void DocumentsPanel::retranslate()
{
    m_title->setText(tr("Documents"));
    m_open->setText(tr("Open"));
    m_print->setText(tr("Print"));
    m_export->setText(tr("Export"));
    m_exportAll->setText(tr("Export all"));
    m_confirm->setText(tr("Confirm delivery"));
    m_toBox->setName(tr("Who gets them"));
    const QSignalBlocker quiet(m_to);
    const int to = std::max(m_to->currentIndex(), 0);
    m_to->clear();
    m_to->addItems({tr("The client"), tr("A court"), tr("A state body"), tr("An auditor")});
    m_to->setCurrentIndex(to);
    const int at = std::max(m_list->currentRow(), 0);
    m_list->clear();
    m_list->setAccessibleName(tr("Documents"));
    for (const enrolment::ClientDocument& one : std::as_const(m_documents))
        m_list->addItem(QStringLiteral("%1  ·  %2").arg(CaseWords::paper(one.kind), core::shownDateTime(one.at)));
    m_list->setCurrentRow(std::min(at, m_list->count() - 1));
    const bool any = !m_documents.isEmpty();
    for (QWidget* one :
        std::initializer_list<QWidget*>{m_list, m_open, m_print, m_export, m_exportAll, m_confirm, m_toBox})
        one->setVisible(any);
    restyle();
}

void DocumentsPanel::restyle()
{
    const int side = m_theme.px(16);
    layout()->setContentsMargins(side, m_theme.px(12), side, m_theme.px(14));
    layout()->setSpacing(m_theme.px(8));
    m_row->setSpacing(m_theme.px(10));
    const int line = std::max(m_list->sizeHintForRow(0), m_theme.px(30));
    m_list->setFixedHeight(line * std::clamp(m_list->count(), 1, kShownLines) + 2 * m_list->frameWidth());
    m_toBox->setMaximumWidth(m_theme.px(420));
}

} // namespace tirkeu::workstation
