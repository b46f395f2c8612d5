#pragma once

#include "restoresource.h"
#include "widgets/page.h"

class QLineEdit;

namespace tirkeu::workstation {

class FieldBox;
class LanguageSwitch;
class MessageBar;
class PinField;

/// Where the store is damaged: which backup takes its place, and the recovery key that two persons bring.
class RestorePage : public Page
{
    Q_OBJECT
public:
    RestorePage(const Theme& theme, const LanguageSwitch& language, RestoreSource& source);

    void begin(); ///< offers the newest backup

Q_SIGNALS:
    void backRequested(); ///< to the start page, or to work where all is well again

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    struct File
    {
        FieldBox* box;
        QLineEdit* path;
        QPushButton* choose;
    };
    [[nodiscard]] File addFile(const QString& objectName);
    void choose(QLineEdit* path);
    void submit();
    void show(const Result<RestoreDone>& done);
    void allow();

    const LanguageSwitch& m_language;
    RestoreSource& m_source;
    MessageBar* m_damage;
    File m_backup;
    File m_keys;
    File m_recovery;
    File m_certificate;
    FieldBox* m_passwordBox;
    PinField* m_password;
    MessageBar* m_message;
    QPushButton* m_back;
    std::optional<Result<RestoreDone>> m_done;
    bool m_isBusy = false;
};

} // namespace tirkeu::workstation
