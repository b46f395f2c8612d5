#pragma once

#include "preferences.h"
#include "widgets/page.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;

/// Edits a copy of the preferences; nothing changes until it is saved.
class SettingsPage : public Page
{
    Q_OBJECT
public:
    SettingsPage(const Theme& theme, const LanguageSwitch& language);
    void setPreferences(const Preferences& preferences);
    void offerAuthorities(bool offer);
    void showSaved();
    void showNotSaved(const Error& error);

Q_SIGNALS:
    void saveRequested(const tirkeu::workstation::Preferences& preferences);
    void pinRequested();
    void authoritiesRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QLabel* addField(QWidget* field, const QString& objectName);
    void noteEdit();
    void save();

    const LanguageSwitch& m_language;
    Preferences m_preferences;
    QComboBox* m_languageBox;
    QComboBox* m_schemeBox;
    QComboBox* m_scaleBox;
    QLabel* m_languageLabel;
    QLabel* m_schemeLabel;
    QLabel* m_scaleLabel;
    QLineEdit* m_moduleField;
    QLabel* m_moduleLabel;
    QCheckBox* m_ncaLayerBox;
    QLineEdit* m_ncaLayerField;
    QLabel* m_ncaLayerLabel;
    QLineEdit* m_bankField;
    QLabel* m_bankLabel;
    QPushButton* m_authorities;
    QPushButton* m_pin;
    MessageBar* m_message;
};

} // namespace tirkeu::workstation
