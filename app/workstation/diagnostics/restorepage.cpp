#include "restorepage.h"

#include "theme/language.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <core/whendone.h>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kLongestPath = 1000;
}

RestorePage::RestorePage(const Theme& theme, const LanguageSwitch& language, RestoreSource& source)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_source(source)
    , m_damage(new MessageBar(theme))
    , m_backup(addFile(QStringLiteral("backupField")))
    , m_keys(addFile(QStringLiteral("keysField")))
    , m_recovery(addFile(QStringLiteral("recoveryKeyField")))
    , m_certificate(addFile(QStringLiteral("recoveryCertificateField")))
    , m_password(new PinField)
    , m_message(new MessageBar(theme))
    , m_back(addSecondary(QStringLiteral("backButton")))
{
    setObjectName(QStringLiteral("restorePage"));
    setBodyWidth(860);
    m_password->setObjectName(QStringLiteral("recoveryPasswordField"));
    m_passwordBox = new FieldBox(theme, m_password);
    body()->insertWidget(0, m_damage);
    body()->addWidget(m_passwordBox);
    body()->addWidget(m_message);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &RestorePage::submit);
    connect(m_back, &QPushButton::clicked, this, &RestorePage::backRequested);
    connect(&source, &RestoreSource::damageChanged, this, &RestorePage::retranslate);
    retranslate();
}

RestorePage::File RestorePage::addFile(const QString& objectName)
{
    File file{nullptr, new QLineEdit, new QPushButton};
    file.path->setObjectName(objectName);
    file.path->setMaxLength(kLongestPath);
    file.choose->setObjectName(objectName + QStringLiteral("Choose"));
    file.box = new FieldBox(theme(), file.path);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(file.box, 1);
    layout->addWidget(file.choose, 0, Qt::AlignBottom);
    body()->addWidget(row);
    connect(file.path, &QLineEdit::textChanged, this, &RestorePage::allow);
    connect(file.choose, &QPushButton::clicked, this, [this, path = file.path] { choose(path); });
    return file;
}

void RestorePage::begin()
{
    const RestoreFiles newest = m_source.newest();
    m_backup.path->setText(newest.backup);
    m_keys.path->setText(newest.keys);
    m_recovery.path->clear();
    m_certificate.path->clear();
    m_password->clearPin();
    m_done.reset();
    m_message->clear();
    retranslate();
}

void RestorePage::focusFirst()
{
    (m_backup.path->text().isEmpty() ? m_backup.path : m_recovery.path)->setFocus();
}

void RestorePage::choose(QLineEdit* path)
{
    auto* dialog = new QFileDialog(this, tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("All files (*)")});
    dialog->setLabelText(QFileDialog::LookIn, tr("Look in"));
    dialog->setLabelText(QFileDialog::FileName, tr("File name"));
    dialog->setLabelText(QFileDialog::FileType, tr("File type"));
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    dialog->setLabelText(QFileDialog::Reject, tr("Cancel"));
    connect(dialog, &QFileDialog::fileSelected, path, &QLineEdit::setText);
    dialog->open();
}

void RestorePage::submit()
{
    m_isBusy = true;
    m_done.reset();
    allow();
    m_message->say(MessageKind::Info, tr("The backup is tried, then put in the place of what is damaged."));
    const RestoreFiles files{m_backup.path->text().trimmed(), m_keys.path->text().trimmed(),
        m_recovery.path->text().trimmed(), m_certificate.path->text().trimmed()};
    core::whenDone(
        m_source.restore(files, m_password->takePin()), this, [this](const Result<RestoreDone>& done) { show(done); });
}

void RestorePage::show(const Result<RestoreDone>& done)
{
    m_isBusy = false;
    m_done = done;
    retranslate();
    bringIntoView(m_message);
}

void RestorePage::allow()
{
    const bool isOver = m_done && m_done->has_value();
    for (const File& file : {m_backup, m_keys, m_recovery, m_certificate}) {
        file.box->setEnabled(!m_isBusy && !isOver);
        file.choose->setEnabled(!m_isBusy && !isOver);
    }
    m_passwordBox->setEnabled(!m_isBusy && !isOver);
    const bool isNamed =
        !m_backup.path->text().isEmpty() && !m_keys.path->text().isEmpty() && !m_recovery.path->text().isEmpty();
    primary()->setEnabled(!m_isBusy && !isOver && isNamed && m_source.damage().has_value());
    m_back->setEnabled(!m_isBusy);
}

void RestorePage::retranslate()
{
    setTitle(tr("Restore from a backup"));
    primary()->setText(tr("Restore"));
    m_back->setText(tr("Back"));
    if (const auto damage = m_source.damage())
        m_damage->say(MessageKind::Error, m_language.sentence(*damage));
    else
        m_damage->clear();
    m_backup.box->setName(tr("Backup of the store"));
    m_keys.box->setName(tr("Newest backup of the clients' keys"));
    m_recovery.box->setName(tr("Recovery key, kept by two persons"));
    m_recovery.box->setHint(tr("A file with a password (*.p12), or a key with its certificate beside it"));
    m_certificate.box->setName(tr("Its certificate, where the key's file does not hold it"));
    m_passwordBox->setName(tr("Password of the key's file, where it has one"));
    for (const File& file : {m_backup, m_keys, m_recovery, m_certificate})
        file.choose->setText(tr("Choose a file"));
    if (m_done && *m_done) {
        QString text = tr("Restored. Entries of the journal: %1.").arg((*m_done)->entries);
        if (!(*m_done)->aside.isEmpty())
            text += u' ' + tr("What was damaged lies unchanged in: %1").arg((*m_done)->aside);
        const std::optional<Error>& left = (*m_done)->left;
        if (left)
            text += u' ' + m_language.sentence(*left);
        m_message->say(left ? MessageKind::Warning : MessageKind::Good, text);
    } else if (m_done) {
        m_message->say(MessageKind::Error, m_language.sentence(m_done->error()));
    }
    allow();
}

} // namespace tirkeu::workstation
