#include "findclientpage.h"

#include "theme/language.h"
#include "widgets/digitsfield.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"
#include "widgets/numberfield.h"

#include <core/whendone.h>

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kIinDigits = 12;
constexpr int kLongestOther = 40;
constexpr std::chrono::milliseconds kSettle{150}; ///< longer than a reader takes between two keys
} // namespace

FindClientPage::FindClientPage(const Theme& theme, const LanguageSwitch& language, ClientFiles* files)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_files(files)
    , m_iin(new DigitsField(kIinDigits))
    , m_other(new NumberField(NumberField::Takes::Anything, kLongestOther))
    , m_answer(new MessageBar(theme))
    , m_list(new QListWidget)
{
    setObjectName(QStringLiteral("findClientPage"));
    setBodyWidth(560);
    m_iin->setObjectName(QStringLiteral("iinField"));
    m_other->setObjectName(QStringLiteral("otherField"));
    m_list->setObjectName(QStringLiteral("foundList"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_iinBox = new FieldBox(theme, m_iin);
    m_otherBox = new FieldBox(theme, m_other);
    for (QWidget* one : std::initializer_list<QWidget*>{m_iinBox, m_otherBox, m_answer})
        body()->addWidget(one);
    body()->addWidget(m_list, 1);
    body()->addStretch(1);
    connect(m_iin, &QLineEdit::textChanged, this, &FindClientPage::edited);
    connect(m_other, &QLineEdit::textChanged, this, &FindClientPage::edited);
    connect(m_iin, &DigitsField::otherKeyRefused, this, [this] {
        m_otherKey = true;
        refresh();
    });
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &FindClientPage::search);
    connect(m_iin, &DigitsField::burstRead, this, &FindClientPage::search);
    connect(primary(), &QPushButton::clicked, this, &FindClientPage::submit);
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
    forget();
}

void FindClientPage::retranslate()
{
    setTitle(tr("Find client"));
    m_iinBox->setName(tr("IIN, 12 digits"));
    m_otherBox->setName(tr("Or the number of a document, or a phone"));
    m_list->setAccessibleName(tr("Clients that were found"));
    refresh();
}

void FindClientPage::forget()
{
    m_iin->clear();
    m_other->clear();
    edited();
}

void FindClientPage::edited()
{
    ++m_asked;
    m_otherKey = false;
    m_searched = false;
    m_found.reset();
    m_failed.reset();
    refresh();
    if (identity::Iin::parse(m_iin->text()))
        m_settle.start();
    else
        m_settle.stop();
}

bool FindClientPage::mayEnrol() const
{
    return m_found && m_found->isEmpty() && identity::Iin::parse(m_iin->text());
}

void FindClientPage::submit()
{
    if (mayEnrol())
        return Q_EMIT newClientWanted(m_iin->text());
    if (m_found && m_list->currentRow() >= 0)
        return Q_EMIT chosen(m_found->at(m_list->currentRow()).id);
    search();
}

void FindClientPage::search()
{
    m_settle.stop();
    m_searched = true;
    const bool isWrong = !m_iin->text().isEmpty() && !identity::Iin::parse(m_iin->text());
    const QString other = m_other->text().trimmed();
    const bool isEmpty = m_iin->text().isEmpty() && other.isEmpty();
    if (m_files == nullptr || isWrong || isEmpty) {
        refresh();
        return focusFirst();
    }
    core::whenDone(m_files->find({m_iin->text(), other}), this,
        [this, asked = ++m_asked](const Result<QList<FoundClient>>& found) {
            if (asked == m_asked)
                show(found);
        });
}

void FindClientPage::show(const Result<QList<FoundClient>>& found)
{
    m_found = found ? std::optional(*found) : std::nullopt;
    m_failed = found ? std::nullopt : std::optional(found.error());
    if (found && found->size() == 1)
        return Q_EMIT chosen(found->constFirst().id);
    refresh();
    if (found && !found->isEmpty() && isVisible())
        m_list->setFocus();
}

void FindClientPage::refresh()
{
    QString error;
    if (m_otherKey) {
        error = tr("Only digits belong here.");
    } else if (m_iin->text().size() == kIinDigits || (m_searched && !m_iin->text().isEmpty())) {
        if (const auto iin = identity::Iin::parse(m_iin->text()); !iin)
            error = m_language.sentence(iin.error());
    }
    m_iinBox->setError(error);
    m_list->clear();
    for (const FoundClient& one : m_found.value_or(QList<FoundClient>()))
        m_list->addItem(QStringLiteral("%1\n%2").arg(one.name, one.iinShort));
    m_list->setCurrentRow(m_list->count() > 0 ? 0 : -1);
    m_list->setVisible(m_list->count() > 0);
    if (m_failed)
        m_answer->say(MessageKind::Error, m_language.sentence(*m_failed));
    else if (m_files == nullptr && m_searched && error.isEmpty())
        m_answer->say(MessageKind::Info, tr("Nothing is kept on this workstation."));
    else if (m_found && m_found->isEmpty())
        m_answer->say(MessageKind::Info, tr("Nobody is known by this here."));
    else
        m_answer->clear();
    primary()->setText(mayEnrol()            ? tr("Enrol as a new client")
                       : m_list->count() > 0 ? tr("Open the card")
                                             : tr("Find"));
}

} // namespace tirkeu::workstation
