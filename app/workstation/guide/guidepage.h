#pragma once

#include "theme/language.h"
#include "widgets/page.h"

namespace tirkeu::workstation {

class MessageBar;

/// The teller's guide in the language of the screen, and as a PDF to be printed.
class GuidePage : public Page
{
    Q_OBJECT
public:
    GuidePage(const Theme& theme, const LanguageSwitch& language, const QString& folder);

Q_SIGNALS:
    void backRequested();

protected:
    void retranslate() override;

private:
    void write();

    const LanguageSwitch& m_language;
    QString m_folder;
    MessageBar* m_said;
    QPushButton* m_save;
    QWidget* m_text = nullptr;
};

} // namespace tirkeu::workstation
