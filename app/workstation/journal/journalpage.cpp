#include "journalpage.h"

#include "theme/language.h"
#include "widgets/messagebar.h"
#include "widgets/tilegrid.h"

#include <core/encoding.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kMostCaseCharacters = 36;
constexpr int kListHeight = 260;
constexpr int kFilterWidth = 240;

/// In the order of the box; 0: all time.
constexpr std::array kPeriods{std::chrono::days(1), std::chrono::days(7), std::chrono::days(30), std::chrono::days(0)};
} // namespace

JournalPage::JournalPage(
    const Theme& theme, const LanguageSwitch& language, const core::Clock& clock, JournalSource& source)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_clock(clock)
    , m_source(source)
    , m_filters(new TileGrid(theme, kFilterWidth, 4))
    , m_period(new QComboBox)
    , m_kind(new QComboBox)
    , m_actor(new QComboBox)
    , m_case(new QLineEdit)
    , m_chainBar(new MessageBar(theme))
    , m_answer(new MessageBar(theme))
    , m_list(new QListWidget)
    , m_older(addSecondary(QStringLiteral("olderButton")))
    , m_export(addSecondary(QStringLiteral("exportButton")))
{
    setObjectName(QStringLiteral("journalPage"));
    m_labels = {addFilter(m_period, QStringLiteral("periodBox")), addFilter(m_kind, QStringLiteral("kindBox")),
        addFilter(m_actor, QStringLiteral("actorBox")), addFilter(m_case, QStringLiteral("caseField"))};
    m_case->setMaxLength(kMostCaseCharacters);
    for (std::size_t i = 0; i < kPeriods.size(); ++i)
        m_period->addItem(QString());
    m_list->setObjectName(QStringLiteral("journalList"));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    body()->addWidget(m_chainBar);
    body()->addWidget(m_filters);
    body()->addWidget(m_answer);
    body()->addWidget(m_list, 1);
    connect(primary(), &QPushButton::clicked, this, [this] { ask(Reading::Anew); });
    connect(m_older, &QPushButton::clicked, this, [this] { ask(Reading::Older); });
    connect(m_export, &QPushButton::clicked, this, &JournalPage::exportAll);
    connect(m_chainBar, &MessageBar::actionRequested, this, &JournalPage::check);
    const auto size = [this] {
        m_list->setMinimumHeight(this->theme().px(kListHeight));
    };
    connect(&theme, &Theme::changed, this, size);
    size();
    retranslate();
}

QLabel* JournalPage::addFilter(QWidget* field, const QString& objectName)
{
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel;
    label->setProperty("text-role", QStringLiteral("field"));
    label->setBuddy(field);
    label->setWordWrap(true);
    field->setObjectName(objectName);
    column->addWidget(label);
    column->addWidget(field);
    if (auto* box = qobject_cast<QComboBox*>(field)) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    static_cast<TileGrid*>(m_filters)->add(cell);
    return label;
}

void JournalPage::focusFirst()
{
    m_period->setFocus();
}

void JournalPage::begin()
{
    fill();
    ask(Reading::Anew);
    check();
}

void JournalPage::forget()
{
    ++m_asked; // an answer on its way belongs to whoever asked
    m_rows.clear();
    m_list->clear();
    m_case->clear();
    m_answer->clear();
}

// The boxes keep what was chosen when the language or the people change.
void JournalPage::fill()
{
    const auto refill = [](QComboBox* box, const QString& all, const QStringList& values, const auto& nameOf) {
        const QSignalBlocker blocker(box);
        const QString chosen = box->currentData().toString();
        box->clear();
        box->addItem(all, QString());
        for (const QString& value : values)
            box->addItem(nameOf(value), value);
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    };
    refill(m_kind, tr("All events"), m_source.kinds(), journalKindName);
    refill(m_actor, tr("Everybody"), m_source.actors(),
        [this](const QString& actor) { return m_source.shownName(actor); });
    const QStringList periods{tr("One day"), tr("7 days"), tr("30 days"), tr("All time")};
    for (int i = 0; i < m_period->count(); ++i)
        m_period->setItemText(i, periods.at(i));
}

JournalQuery JournalPage::query() const
{
    JournalQuery query;
    const auto days = kPeriods.at(static_cast<std::size_t>(std::max(0, m_period->currentIndex())));
    if (days.count() > 0)
        query.from = m_clock.wall() - days;
    query.kind = m_kind->currentData().toString();
    query.actor = m_actor->currentData().toString();
    query.caseId = m_case->text().trimmed();
    return query;
}

void JournalPage::ask(Reading reading)
{
    JournalQuery asked = query();
    if (reading == Reading::Older && !m_rows.isEmpty())
        asked.before = m_rows.constLast().sequence;
    m_answer->clear();
    m_source.read(asked).then(this, [this, reading, mine = ++m_asked](const Result<QList<JournalRow>>& rows) {
        if (mine == m_asked)
            show(rows, reading);
    });
}

void JournalPage::show(const Result<QList<JournalRow>>& rows, Reading reading)
{
    if (!rows) {
        m_answer->say(MessageKind::Error, m_language.sentence(rows.error()));
        return;
    }
    if (reading == Reading::Anew) {
        m_rows.clear();
        m_list->clear();
    }
    for (const JournalRow& row : *rows) {
        m_rows.append(row);
        m_list->addItem(rowText(row));
    }
    m_hasMore = rows->size() == JournalSource::kPage;
    m_older->setEnabled(m_hasMore);
    if (m_rows.isEmpty())
        m_answer->say(MessageKind::Info, tr("Nothing that fits was found. Choose a longer time or fewer filters."));
    if (m_list->currentRow() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(0);
}

QString JournalPage::rowText(const JournalRow& row) const
{
    QString text = QStringLiteral("%1  %2 · %3 · %4")
                       .arg(QString::number(row.sequence), core::shownDateTime(row.time), journalKindName(row.kind),
                           m_source.shownName(row.actor));
    QStringList said;
    for (const QString& word : row.said)
        said.append(journalWord(word));
    if (!said.isEmpty())
        text += u'\n' + said.join(QStringLiteral(" · "));
    if (!row.code.isEmpty()) {
        // What happened; the remedy was for whoever sat there.
        const QByteArray code = row.code.toLatin1();
        const QString sentence = m_language.sentence(
            Error{ErrorCode(std::string_view(code.constData(), std::size_t(code.size()))), ErrorKind::Bug, {}});
        text += u'\n' + sentence.section(u'.', 0, 0) + u'.';
    }
    if (!row.caseId.isEmpty())
        text += u'\n' + tr("Case: %1").arg(row.caseId);
    return text;
}

void JournalPage::check()
{
    m_chain.reset();
    showChain();
    m_source.check().then(this, [this](const Result<JournalChain>& chain) {
        m_chain = chain;
        showChain();
    });
}

void JournalPage::showChain()
{
    m_chainBar->setAction(m_chain ? tr("Check again") : QString());
    if (!m_chain) {
        m_chainBar->say(MessageKind::Info, tr("The journal's chain is being checked."));
        return;
    }
    if (!*m_chain) {
        m_chainBar->say(MessageKind::Error, m_language.sentence(m_chain->error()));
        return;
    }
    const JournalChain& chain = **m_chain;
    if (chain.isStopped) {
        m_chainBar->say(MessageKind::Warning,
            tr("The check was stopped before its end. Entries found whole until then: %1. Whether the others are is "
               "not known: check again.")
                .arg(chain.checked));
    } else if (!chain.isWhole) {
        m_chainBar->say(MessageKind::Error,
            tr("The journal's chain is broken. First entry that does not fit: %1. Change nothing and tell the security "
               "service.")
                .arg(chain.brokenAt));
    } else if (chain.isRolledBack) {
        m_chainBar->say(MessageKind::Error,
            tr("The journal was put back to an earlier state: somebody outside has seen entries that are missing or "
               "different here. Tell the security service."));
    } else if (chain.beside) {
        m_chainBar->say(MessageKind::Error, m_language.sentence(*chain.beside));
    } else if (chain.closedFileLost) {
        m_chainBar->say(MessageKind::Warning,
            tr("The chain is whole: %1 entries. Not everything that happened while nobody was signed in has been kept; "
               "the journal says so.")
                .arg(chain.checked));
    } else {
        const QString whole = tr("The chain is whole: %1 entries.").arg(chain.checked);
        m_chainBar->say(MessageKind::Good,
            chain.hasLocalAnchor ? whole
                                 : whole + u' ' +
                                       tr("This workstation has no TPM: the journal put back as a whole is found only "
                                          "at the next contact with the bank."));
    }
}

void JournalPage::exportAll()
{
    m_export->setEnabled(false);
    m_answer->say(MessageKind::Info, tr("The journal is being written."));
    m_source.exportAll().then(this, [this](const Result<QString>& path) {
        m_export->setEnabled(true);
        if (path)
            m_answer->say(MessageKind::Good, tr("Written and signed: %1").arg(*path));
        else
            m_answer->say(MessageKind::Error, m_language.sentence(path.error()));
    });
}

void JournalPage::retranslate()
{
    setTitle(tr("Journal"));
    primary()->setText(tr("Show"));
    m_older->setText(tr("Older"));
    m_export->setText(tr("Export"));
    const QStringList names{tr("Time"), tr("What"), tr("Who"), tr("Case")};
    const QList<QWidget*> fields{m_period, m_kind, m_actor, m_case};
    for (int i = 0; i < names.size(); ++i) {
        m_labels.at(i)->setText(names.at(i));
        fields.at(i)->setAccessibleName(names.at(i));
    }
    m_list->setAccessibleName(tr("Journal"));
    fill();
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setText(rowText(m_rows.at(i)));
    if (m_chain)
        showChain();
    m_older->setEnabled(m_hasMore);
}

} // namespace tirkeu::workstation
