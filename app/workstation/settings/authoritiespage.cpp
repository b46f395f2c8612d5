#include "authoritiespage.h"

#include "theme/language.h"
#include "widgets/flowlayout.h"
#include "widgets/messagebar.h"

#include <core/log.h>

#include <QFileDialog>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logSettings, "tirkeu.window")

constexpr int kListHeight = 140;
constexpr int kLongestPath = 1000;
constexpr qsizetype kShownDigits = 16;

// In groups, as people compare them, and so that a row can be broken.
QString grouped(const QString& digits)
{
    constexpr qsizetype kGroup = 8;
    QStringList groups;
    for (qsizetype at = 0; at < digits.size(); at += kGroup)
        groups.append(digits.mid(at, kGroup));
    return groups.join(u' ');
}

QString named(const AuthorityShown& authority)
{
    return authority.name + u' ' + authority.id.left(kShownDigits);
}
} // namespace

AuthoritiesPage::AuthoritiesPage(const Theme& theme, const LanguageSwitch& language, AuthoritySource& source,
    core::AuditSink& audit, std::function<bool()> mayChange)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_source(source)
    , m_audit(audit)
    , m_mayChange(std::move(mayChange))
    , m_explanation(new QLabel)
    , m_listLabel(new QLabel)
    , m_list(new QListWidget)
    , m_fileLabel(new QLabel)
    , m_file(new QLineEdit)
    , m_choose(new QPushButton)
    , m_add(new QPushButton)
    , m_remove(new QPushButton)
    , m_message(new MessageBar(theme))
{
    setObjectName(QStringLiteral("authoritiesPage"));
    setBodyWidth(760);
    m_explanation->setWordWrap(true);
    for (QLabel* label : {m_listLabel, m_fileLabel}) {
        label->setProperty("text-role", QStringLiteral("field"));
        label->setWordWrap(true);
    }
    m_listLabel->setBuddy(m_list);
    m_fileLabel->setBuddy(m_file);
    m_list->setObjectName(QStringLiteral("authorityList"));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_file->setObjectName(QStringLiteral("authorityFileField"));
    m_file->setMaxLength(kLongestPath);
    m_choose->setObjectName(QStringLiteral("chooseAuthorityButton"));
    m_add->setObjectName(QStringLiteral("addAuthorityButton"));
    m_remove->setObjectName(QStringLiteral("removeAuthorityButton"));
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout;
    buttons->setLayout(flow);
    for (QPushButton* button : {m_choose, m_add, m_remove})
        flow->addWidget(button);
    for (QWidget* one :
        std::initializer_list<QWidget*>{m_explanation, m_listLabel, m_list, m_fileLabel, m_file, buttons, m_message})
        body()->addWidget(one);
    body()->addStretch(1);
    const auto size = [this, flow] {
        m_list->setMinimumHeight(this->theme().px(kListHeight));
        flow->setContentsMargins(0, 0, 0, 0);
        flow->setSpacing(this->theme().px(8));
    };
    connect(&theme, &Theme::changed, this, size);
    size();
    connect(m_list, &QListWidget::itemSelectionChanged, this, &AuthoritiesPage::allow);
    connect(m_file, &QLineEdit::textChanged, this, &AuthoritiesPage::allow);
    connect(m_choose, &QPushButton::clicked, this, &AuthoritiesPage::choose);
    connect(m_add, &QPushButton::clicked, this, &AuthoritiesPage::add);
    connect(m_remove, &QPushButton::clicked, this, &AuthoritiesPage::remove);
    connect(primary(), &QPushButton::clicked, this, &AuthoritiesPage::backRequested);
    retranslate();
}

void AuthoritiesPage::begin()
{
    m_message->clear();
    fill();
}

void AuthoritiesPage::forget()
{
    m_file->clear();
    m_message->clear();
}

void AuthoritiesPage::focusFirst()
{
    m_list->setFocus();
}

void AuthoritiesPage::fill()
{
    m_shown = m_source.list();
    m_list->clear();
    for (const AuthorityShown& one : std::as_const(m_shown))
        m_list->addItem(one.name + QStringLiteral(" · ") + tr("Valid until: %1").arg(core::shownDate(one.notAfter)) +
                        u'\n' + grouped(one.id));
    if (m_shown.isEmpty()) {
        auto* none = new QListWidgetItem(tr("None: documents are not signed through NCALayer."), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    allow();
}

void AuthoritiesPage::allow()
{
    const bool mayChange = m_mayChange();
    const int row = m_list->currentRow();
    for (QWidget* one : std::initializer_list<QWidget*>{m_file, m_choose})
        one->setEnabled(mayChange);
    m_add->setEnabled(mayChange && !m_file->text().trimmed().isEmpty());
    m_remove->setEnabled(mayChange && row >= 0 && row < m_shown.size() && m_list->item(row)->isSelected());
}

void AuthoritiesPage::choose()
{
    auto* dialog = new QFileDialog(this, tr("Choose an authority's certificate"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer *.der)"), tr("All files (*)")});
    dialog->setLabelText(QFileDialog::LookIn, tr("Look in"));
    dialog->setLabelText(QFileDialog::FileName, tr("File name"));
    dialog->setLabelText(QFileDialog::FileType, tr("File type"));
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    dialog->setLabelText(QFileDialog::Reject, tr("Cancel"));
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void AuthoritiesPage::say(const Result<>& done, const QString& text)
{
    if (done)
        m_message->say(MessageKind::Good, text);
    else
        m_message->say(MessageKind::Error, m_language.sentence(done.error()));
    bringIntoView(m_message);
}

void AuthoritiesPage::add()
{
    const Result<AuthorityShown> added = m_source.add(m_file->text().trimmed());
    if (added) {
        record(QStringLiteral("none"), named(*added));
        m_file->clear();
        fill();
    }
    say(added ? Result<>() : failure(added), tr("Added. Compare the digits with those the authority publishes."));
}

void AuthoritiesPage::remove()
{
    const AuthorityShown chosen = m_shown.at(m_list->currentRow());
    const Result<> removed = m_source.remove(chosen.id);
    if (removed) {
        record(named(chosen), QStringLiteral("none"));
        fill();
    }
    say(removed, tr("Removed."));
}

void AuthoritiesPage::record(const QString& from, const QString& to)
{
    const QJsonObject fields{{QStringLiteral("setting"), QStringLiteral("ncalayer-authority")},
        {QStringLiteral("from"), from}, {QStringLiteral("to"), to}};
    if (const Result<> done = m_audit.record("setting.changed", fields); !done)
        core::logWarning(logSettings()) << "not recorded" << done.error();
}

void AuthoritiesPage::retranslate()
{
    setTitle(tr("Authorities for NCALayer"));
    primary()->setText(tr("Back"));
    m_explanation->setText(tr("NCALayer, or a program like it on this computer, shows a certificate of one of these "
                              "authorities. A supervisor adds and removes them."));
    m_listLabel->setText(tr("Authorities that are trusted here"));
    m_fileLabel->setText(tr("File with an authority's certificate"));
    m_list->setAccessibleName(m_listLabel->text());
    m_file->setAccessibleName(m_fileLabel->text());
    m_choose->setText(tr("Choose a file"));
    m_add->setText(tr("Add"));
    m_remove->setText(tr("Remove"));
    fill();
}

} // namespace tirkeu::workstation
