#pragma once

#include "retentionsource.h"
#include "widgets/page.h"

class QLineEdit;
class QListWidget;

namespace tirkeu::workstation {

class DigitsField;
class LanguageSwitch;
class MessageBar;
class PinPrompt;

/// Who is due, who is held, the acts of destruction, the backup. A supervisor's page; the rules stand in the vault.
class RetentionPage : public Page
{
    Q_OBJECT
public:
    RetentionPage(const Theme& theme, const LanguageSwitch& language, RetentionSource& source, StaffSource& staff);

    void begin(); ///< reads anew; called whenever the page is opened
    void forget() override;

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    [[nodiscard]] QLabel* addField(QWidget* field, const QString& objectName);
    [[nodiscard]] QPushButton* addButton(QWidget* row, const QString& objectName, void (RetentionPage::*action)());
    void read();
    void show(const Result<RetentionShown>& shown);
    void fill();
    void showBackup();
    void allow();
    void hold();
    void release();
    void propose();
    void approve();
    void carryOut();
    void sign();
    void save();
    void backUp();
    void follow(const QFuture<Result<>>& work, const QString& doing, const QString& done);
    [[nodiscard]] QString rowText(const KeptRow& row) const;
    [[nodiscard]] QString rowText(const ActRow& row) const;
    [[nodiscard]] QString chosenClient() const; ///< the IIN typed, or the row
    [[nodiscard]] const ActRow* chosenAct() const;

    const LanguageSwitch& m_language;
    RetentionSource& m_source;
    MessageBar* m_backupBar;
    MessageBar* m_answer;
    QLineEdit* m_folder;
    QListWidget* m_clients;
    DigitsField* m_iin;
    QLineEdit* m_reason;
    QListWidget* m_acts;
    PinPrompt* m_pin;
    QList<QLabel*> m_labels; ///< folder, clients, IIN, reason, acts
    QPushButton* m_hold;
    QPushButton* m_release;
    QPushButton* m_propose;
    QPushButton* m_approve;
    QPushButton* m_carryOut;
    QPushButton* m_sign;
    QPushButton* m_save;
    QPushButton* m_backUp;
    RetentionShown m_shown;
    quint64 m_asked = 0; ///< answers to older questions are dropped
    bool m_isBusy = false;
};

} // namespace tirkeu::workstation
