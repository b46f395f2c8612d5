#include "retentionpage.h"

#include "signin/pinprompt.h"
#include "theme/language.h"
#include "widgets/digitsfield.h"
#include "widgets/flowlayout.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kIinDigits = 12;
constexpr int kLongestReason = 200;
constexpr int kLongestPath = 1000;
constexpr int kListHeight = 120;

QListWidget* makeList(const QString& objectName)
{
    auto* list = new QListWidget;
    list->setObjectName(objectName);
    list->setWordWrap(true);
    list->setResizeMode(QListView::Adjust);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    return list;
}
} // namespace

RetentionPage::RetentionPage(
    const Theme& theme, const LanguageSwitch& language, RetentionSource& source, StaffSource& staff)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_source(source)
    , m_backupBar(new MessageBar(theme))
    , m_answer(new MessageBar(theme))
    , m_folder(new QLineEdit)
    , m_clients(makeList(QStringLiteral("keptList")))
    , m_iin(new DigitsField(kIinDigits))
    , m_reason(new QLineEdit)
    , m_acts(makeList(QStringLiteral("actList")))
    , m_pin(new PinPrompt(theme, QStringLiteral("actPinField")))
{
    setObjectName(QStringLiteral("retentionPage"));
    m_folder->setMaxLength(kLongestPath);
    m_reason->setMaxLength(kLongestReason);
    m_clients->setSelectionMode(QAbstractItemView::ExtendedSelection);
    body()->addWidget(m_answer);
    m_labels.append(addField(m_clients, m_clients->objectName()));
    m_labels.append(addField(m_iin, QStringLiteral("heldIinField")));
    m_labels.append(addField(m_reason, QStringLiteral("reasonField")));
    auto* clientButtons = new QWidget;
    clientButtons->setLayout(new FlowLayout);
    body()->addWidget(clientButtons);
    m_hold = addButton(clientButtons, QStringLiteral("holdButton"), &RetentionPage::hold);
    m_release = addButton(clientButtons, QStringLiteral("releaseButton"), &RetentionPage::release);
    m_propose = addButton(clientButtons, QStringLiteral("proposeButton"), &RetentionPage::propose);
    m_labels.append(addField(m_acts, m_acts->objectName()));
    auto* actButtons = new QWidget;
    actButtons->setLayout(new FlowLayout);
    body()->addWidget(actButtons);
    m_approve = addButton(actButtons, QStringLiteral("approveButton"), &RetentionPage::approve);
    m_carryOut = addButton(actButtons, QStringLiteral("carryOutButton"), &RetentionPage::carryOut);
    m_sign = addButton(actButtons, QStringLiteral("signActButton"), &RetentionPage::sign);
    m_save = addButton(actButtons, QStringLiteral("saveActButton"), &RetentionPage::save);
    body()->insertWidget(body()->indexOf(actButtons), m_pin);
    m_labels.append(addField(m_folder, QStringLiteral("backupFolderField")));
    body()->addWidget(m_backupBar);
    auto* backupButtons = new QWidget;
    backupButtons->setLayout(new FlowLayout);
    body()->addWidget(backupButtons);
    m_backUp = addButton(backupButtons, QStringLiteral("backUpButton"), &RetentionPage::backUp);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &RetentionPage::read);
    for (QListWidget* list : {m_clients, m_acts})
        connect(list, &QListWidget::itemSelectionChanged, this, &RetentionPage::allow);
    connect(m_iin, &QLineEdit::textChanged, this, &RetentionPage::allow);
    m_pin->follow(staff, PinPrompt::For::Documents);
    connect(m_pin, &PinPrompt::changed, this, &RetentionPage::allow);
    connect(m_pin, &PinPrompt::yesAppeared, this, &RetentionPage::bringIntoView);
    connect(m_pin, &PinPrompt::cancelRequested, &staff, &StaffSource::cancel);
    const auto size = [this] {
        for (QListWidget* list : {m_clients, m_acts})
            list->setMinimumHeight(this->theme().px(kListHeight));
        for (QWidget* row : {m_hold->parentWidget(), m_approve->parentWidget(), m_backUp->parentWidget()}) {
            row->layout()->setContentsMargins(0, 0, 0, 0);
            row->layout()->setSpacing(this->theme().px(8));
        }
    };
    connect(&theme, &Theme::changed, this, size);
    size();
    retranslate();
}

QLabel* RetentionPage::addField(QWidget* field, const QString& objectName)
{
    auto* label = new QLabel;
    label->setProperty("text-role", QStringLiteral("field"));
    label->setBuddy(field);
    label->setWordWrap(true);
    field->setObjectName(objectName);
    body()->addWidget(label);
    body()->addWidget(field);
    return label;
}

QPushButton* RetentionPage::addButton(QWidget* row, const QString& objectName, void (RetentionPage::*action)())
{
    auto* button = new QPushButton;
    button->setObjectName(objectName);
    row->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, action);
    return button;
}

void RetentionPage::focusFirst()
{
    m_clients->setFocus();
}

void RetentionPage::begin()
{
    m_answer->clear();
    read();
}

void RetentionPage::forget()
{
    ++m_asked; // an answer on its way belongs to whoever asked
    m_isBusy = false;
    m_shown = {};
    m_iin->clear();
    m_reason->clear();
    m_pin->setWaiting(false);
    m_pin->clear();
    m_folder->clear();
    m_answer->clear();
    fill();
}

void RetentionPage::read()
{
    core::whenDone(m_source.read(), this, [this, mine = ++m_asked](const Result<RetentionShown>& shown) {
        if (mine == m_asked)
            show(shown);
    });
}

void RetentionPage::show(const Result<RetentionShown>& shown)
{
    if (!shown) {
        m_answer->say(MessageKind::Error, m_language.sentence(shown.error()));
        return;
    }
    m_shown = *shown;
    m_folder->setText(m_shown.backup.folder);
    fill();
}

void RetentionPage::fill()
{
    m_clients->clear();
    for (const KeptRow& row : std::as_const(m_shown.clients))
        m_clients->addItem(rowText(row));
    m_acts->clear();
    for (const ActRow& row : std::as_const(m_shown.acts))
        m_acts->addItem(rowText(row));
    showBackup();
    allow();
}

QString RetentionPage::rowText(const KeptRow& row) const
{
    QString text = row.shown;
    text += u'\n' + (row.until ? tr("Keep until: %1").arg(core::shownDate(*row.until)) : tr("The relation goes on"));
    if (row.isHeld)
        text += QStringLiteral(" · ") + tr("Destruction forbidden: %1").arg(row.reason);
    else if (row.isErasable)
        text += QStringLiteral(" · ") + tr("May be destroyed");
    return text;
}

QString RetentionPage::rowText(const ActRow& row) const
{
    QString text = core::shownDateTime(row.proposed) + QStringLiteral(" · ") + tr("Clients: %1").arg(row.clients) +
                   QStringLiteral(" · ") + row.reason;
    text += u'\n' + tr("Proposed by: %1").arg(row.proposer);
    if (!row.approver.isEmpty())
        text += QStringLiteral(" · ") + tr("Approved by: %1").arg(row.approver);
    switch (row.state) {
    case ActState::Waits:
        return text + QStringLiteral(" · ") + tr("Waits for a second supervisor");
    case ActState::Approved:
        return text + QStringLiteral(" · ") + tr("Not carried out yet");
    case ActState::Done:
        return text + QStringLiteral(" · ") + tr("Carried out") + QStringLiteral(" · ") +
               (row.isDocumented ? tr("The act is signed") : tr("The act is not signed yet"));
    }
    Q_UNREACHABLE();
}

void RetentionPage::showBackup()
{
    const BackupShown& backup = m_shown.backup;
    const QString made = backup.made ? tr("Last backup: %1.").arg(core::shownDateTime(*backup.made))
                                     : tr("No backup has been made yet.");
    if (backup.why)
        m_backupBar->say(MessageKind::Error, made + u' ' + m_language.sentence(*backup.why));
    else if (backup.isOverdue || !backup.made)
        m_backupBar->say(MessageKind::Warning, made + u' ' + tr("Make one now, on another disk where there is one."));
    else
        m_backupBar->say(MessageKind::Good, made + u' ' + tr("One is made every day, at sign-out."));
}

QString RetentionPage::chosenClient() const
{
    if (m_iin->text().size() == kIinDigits)
        return m_iin->text();
    const QModelIndexList rows = m_clients->selectionModel()->selectedRows();
    return rows.size() == 1 ? m_shown.clients.at(rows.front().row()).client : QString();
}

const ActRow* RetentionPage::chosenAct() const
{
    const int row = m_acts->currentRow();
    return row >= 0 && row < m_shown.acts.size() && m_acts->item(row)->isSelected() ? &m_shown.acts.at(row) : nullptr;
}

// What makes no sense is not offered; what is forbidden is refused by the vault.
void RetentionPage::allow()
{
    const bool isOne = !chosenClient().isEmpty();
    const bool isTyped = !m_iin->text().isEmpty();
    const QModelIndexList rows = m_clients->selectionModel()->selectedRows();
    const ActRow* act = chosenAct();
    m_hold->setEnabled(!m_isBusy && isOne);
    m_release->setEnabled(!m_isBusy && isOne);
    m_propose->setEnabled(!m_isBusy && !isTyped && !rows.isEmpty());
    m_approve->setEnabled(!m_isBusy && act && act->state == ActState::Waits && !act->isMine);
    m_carryOut->setEnabled(!m_isBusy && act && act->state == ActState::Approved);
    m_backUp->setEnabled(!m_isBusy);
    const bool isUnsigned = act && act->state == ActState::Done && !act->isDocumented;
    m_pin->setVisible(isUnsigned);
    m_sign->setEnabled(!m_isBusy && isUnsigned && m_pin->isReady());
    m_save->setEnabled(!m_isBusy && act && act->isDocumented);
}

void RetentionPage::follow(const QFuture<Result<>>& work, const QString& doing, const QString& done)
{
    m_isBusy = true;
    allow();
    m_answer->say(MessageKind::Info, doing);
    core::whenDone(work, this, [this, done, mine = ++m_asked](const Result<>& result) {
        if (mine != m_asked)
            return;
        m_isBusy = false;
        m_pin->setWaiting(false);
        if (result) {
            m_answer->say(MessageKind::Good, done);
            m_iin->clear();
            m_reason->clear();
        } else {
            m_answer->say(MessageKind::Error, m_language.sentence(result.error()));
        }
        read();
    });
}

void RetentionPage::hold()
{
    follow(m_source.hold(chosenClient(), m_reason->text()), tr("Being written."), tr("Destruction is forbidden now."));
}

void RetentionPage::release()
{
    follow(m_source.release(chosenClient(), m_reason->text()), tr("Being written."), tr("The hold is lifted."));
}

void RetentionPage::propose()
{
    QStringList clients;
    for (const QModelIndex& row : m_clients->selectionModel()->selectedRows())
        clients.append(m_shown.clients.at(row.row()).client);
    follow(m_source.propose(clients, m_reason->text()), tr("Being written."),
        tr("Proposed. Another supervisor approves it."));
}

void RetentionPage::approve()
{
    follow(m_source.approve(chosenAct()->act), tr("Being written."), tr("Approved. It can be carried out now."));
}

void RetentionPage::carryOut()
{
    follow(m_source.carryOut(chosenAct()->act), tr("The data are being destroyed and a backup is made."),
        tr("Destroyed; the backup of the keys is replaced. Choose the act and sign its document."));
}

void RetentionPage::sign()
{
    PinTry once = m_pin->take();
    m_pin->setWaiting(true);
    follow(m_source.sign(chosenAct()->act, std::move(once.pin), once.lastTry),
        tr("The document of the act is drawn and signed."), tr("The act is signed and kept."));
}

void RetentionPage::save()
{
    auto* dialog = new QFileDialog(this, tr("Save the signed act"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->setNameFilters({tr("Documents (*.pdf)")});
    dialog->setLabelText(QFileDialog::LookIn, tr("Look in"));
    dialog->setLabelText(QFileDialog::FileName, tr("File name"));
    dialog->setLabelText(QFileDialog::FileType, tr("File type"));
    dialog->setLabelText(QFileDialog::Accept, tr("Save"));
    dialog->setLabelText(QFileDialog::Reject, tr("Cancel"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, act = chosenAct()->act](const QString& file) {
        follow(m_source.save(act, file), tr("Being written."), tr("The signed act is saved."));
    });
    dialog->open();
}

void RetentionPage::backUp()
{
    follow(m_source.backUp(m_folder->text().trimmed()), tr("The backup is being made and read back."),
        tr("The backup is made and has been read back."));
}

void RetentionPage::retranslate()
{
    setTitle(tr("Keeping"));
    primary()->setText(tr("Refresh"));
    const QStringList names{tr("Clients whose keeping ends, or whose destruction is forbidden"),
        tr("IIN of another client"), tr("Reason"), tr("Acts of destruction"), tr("Folder for backups")};
    const QList<QWidget*> fields{m_clients, m_iin, m_reason, m_acts, m_folder};
    for (int i = 0; i < names.size(); ++i) {
        m_labels.at(i)->setText(names.at(i));
        fields.at(i)->setAccessibleName(names.at(i));
    }
    m_hold->setText(tr("Forbid destruction"));
    m_release->setText(tr("Allow again"));
    m_propose->setText(tr("Propose destruction"));
    m_approve->setText(tr("Approve"));
    m_carryOut->setText(tr("Carry out"));
    m_sign->setText(tr("Sign the act"));
    m_save->setText(tr("Save the signed act"));
    m_pin->setName(tr("PIN of your token, to sign the act"));
    m_pin->retranslate();
    m_backUp->setText(tr("Make a backup"));
    fill();
}

} // namespace tirkeu::workstation
