#include "settingspage.h"

#include "theme/language.h"
#include "widgets/messagebar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kScaleStep = 25;
}

SettingsPage::SettingsPage(const Theme& theme, const LanguageSwitch& language)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_languageBox(new QComboBox)
    , m_schemeBox(new QComboBox)
    , m_scaleBox(new QComboBox)
    , m_languageLabel(addField(m_languageBox, QStringLiteral("languageBox")))
    , m_schemeLabel(addField(m_schemeBox, QStringLiteral("schemeBox")))
    , m_scaleLabel(addField(m_scaleBox, QStringLiteral("scaleBox")))
    , m_moduleField(new QLineEdit)
    , m_moduleLabel(addField(m_moduleField, QStringLiteral("moduleField")))
    , m_ncaLayerBox(new QCheckBox)
    , m_ncaLayerField(new QLineEdit)
    , m_ncaLayerLabel(addField(m_ncaLayerField, QStringLiteral("ncaLayerField")))
    , m_bankField(new QLineEdit)
    , m_bankLabel(addField(m_bankField, QStringLiteral("bankFolderField")))
    , m_authorities(new QPushButton)
    , m_pin(addSecondary(QStringLiteral("changePinButton")))
    , m_message(new MessageBar(theme))
{
    setObjectName(QStringLiteral("settingsPage"));
    setBodyWidth(560);
    for (const Language one : core::kLanguages)
        m_languageBox->addItem(languageName(one));
    m_schemeBox->addItems({QString(), QString(), QString()});
    for (int percent = 100; percent <= 200; percent += kScaleStep)
        m_scaleBox->addItem(QStringLiteral("%1 %").arg(percent));
    m_ncaLayerBox->setObjectName(QStringLiteral("ncaLayerBox"));
    // The switch stands above the address that it makes matter.
    body()->insertWidget(body()->indexOf(m_ncaLayerLabel), m_ncaLayerBox);
    m_authorities->setObjectName(QStringLiteral("authoritiesButton"));
    body()->insertWidget(body()->indexOf(m_bankLabel), m_authorities, 0, Qt::AlignLeft);
    body()->addWidget(m_message);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &SettingsPage::save);
    connect(m_pin, &QPushButton::clicked, this, &SettingsPage::pinRequested);
    connect(m_authorities, &QPushButton::clicked, this, &SettingsPage::authoritiesRequested);
    connect(m_ncaLayerBox, &QCheckBox::toggled, this, &SettingsPage::noteEdit);
    for (QLineEdit* field : {m_moduleField, m_ncaLayerField, m_bankField})
        connect(field, &QLineEdit::textEdited, this, &SettingsPage::noteEdit);
    for (QComboBox* box : {m_languageBox, m_schemeBox, m_scaleBox})
        connect(box, &QComboBox::currentIndexChanged, this, &SettingsPage::noteEdit);
    retranslate();
}

QLabel* SettingsPage::addField(QWidget* field, const QString& objectName)
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

void SettingsPage::focusFirst()
{
    m_languageBox->setFocus();
}

void SettingsPage::setPreferences(const Preferences& preferences)
{
    const QSignalBlocker blockers[] = {QSignalBlocker(m_languageBox), QSignalBlocker(m_schemeBox),
        QSignalBlocker(m_scaleBox), QSignalBlocker(m_ncaLayerBox)};
    m_preferences = preferences;
    m_languageBox->setCurrentIndex(static_cast<int>(preferences.language));
    m_schemeBox->setCurrentIndex(static_cast<int>(preferences.scheme));
    m_scaleBox->setCurrentIndex((preferences.scalePercent - 100) / kScaleStep);
    m_moduleField->setText(preferences.moduleFile);
    m_ncaLayerBox->setChecked(preferences.signsThroughNcaLayer);
    m_ncaLayerField->setText(preferences.ncaLayerAddress);
    m_ncaLayerField->setEnabled(preferences.signsThroughNcaLayer);
    m_bankField->setText(preferences.bankFolder);
}

void SettingsPage::noteEdit()
{
    m_preferences.language = static_cast<Language>(m_languageBox->currentIndex());
    m_preferences.scheme = static_cast<Scheme>(m_schemeBox->currentIndex());
    m_preferences.scalePercent = 100 + kScaleStep * m_scaleBox->currentIndex();
    m_preferences.moduleFile = m_moduleField->text().trimmed();
    m_preferences.signsThroughNcaLayer = m_ncaLayerBox->isChecked();
    m_preferences.bankFolder = m_bankField->text().trimmed();
    m_preferences.ncaLayerAddress = m_ncaLayerField->text().trimmed();
    m_ncaLayerField->setEnabled(m_preferences.signsThroughNcaLayer);
    m_message->clear();
}

void SettingsPage::save()
{
    if (const Result<> good = checkPreferences(m_preferences); !good)
        showNotSaved(good.error());
    else
        Q_EMIT saveRequested(m_preferences);
}

void SettingsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_message->clear();
}

void SettingsPage::offerAuthorities(bool offer)
{
    m_authorities->setVisible(offer);
}

void SettingsPage::showSaved()
{
    m_message->say(MessageKind::Good, tr("Saved."));
    bringIntoView(m_message);
}

void SettingsPage::showNotSaved(const Error& error)
{
    m_message->say(MessageKind::Error, m_language.sentence(error));
    bringIntoView(m_message);
}

void SettingsPage::retranslate()
{
    const QSignalBlocker blocker(m_schemeBox);
    setTitle(tr("Settings"));
    m_languageLabel->setText(tr("Language of this screen"));
    m_schemeLabel->setText(tr("Colours"));
    m_scaleLabel->setText(tr("Size of text and buttons"));
    m_moduleLabel->setText(tr("Module file of the token's maker (PKCS#11); in force after the next start"));
    m_ncaLayerBox->setText(tr("Sign through NCALayer"));
    m_ncaLayerLabel->setText(tr("Address of NCALayer, or of a program like it, on this computer"));
    m_bankLabel->setText(tr("Folder where the bank's own system puts its files; empty: none"));
    m_bankField->setAccessibleName(m_bankLabel->text());
    m_moduleField->setAccessibleName(m_moduleLabel->text());
    m_ncaLayerField->setAccessibleName(m_ncaLayerLabel->text());
    m_schemeBox->setItemText(0, tr("Light"));
    m_schemeBox->setItemText(1, tr("Dark"));
    m_schemeBox->setItemText(2, tr("High contrast"));
    m_languageBox->setAccessibleName(m_languageLabel->text());
    m_schemeBox->setAccessibleName(m_schemeLabel->text());
    m_scaleBox->setAccessibleName(m_scaleLabel->text());
    m_pin->setText(tr("Change the PIN"));
    m_authorities->setText(tr("Authorities for NCALayer"));
    primary()->setText(tr("Save"));
}

} // namespace tirkeu::workstation
