#pragma once

#include "authoritysource.h"
#include "widgets/page.h"

#include <core/ports/auditsink.h>

#include <functional>

class QLineEdit;
class QListWidget;

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;

/// The authorities behind the connection to NCALayer. Everybody may read; a supervisor adds and removes, and the
/// journal keeps both.
class AuthoritiesPage : public Page
{
    Q_OBJECT
public:
    AuthoritiesPage(const Theme& theme, const LanguageSwitch& language, AuthoritySource& source, core::AuditSink& audit,
        std::function<bool()> mayChange);

    void begin(); ///< reads anew; called whenever the page is opened
    void forget() override;

Q_SIGNALS:
    void backRequested();

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    void fill();
    void allow();
    void choose();
    void add();
    void remove();
    void record(const QString& from, const QString& to);
    void say(const Result<>& done, const QString& text);

    const LanguageSwitch& m_language;
    AuthoritySource& m_source;
    core::AuditSink& m_audit;
    std::function<bool()> m_mayChange;
    QList<AuthorityShown> m_shown;
    QLabel* m_explanation;
    QLabel* m_listLabel;
    QListWidget* m_list;
    QLabel* m_fileLabel;
    QLineEdit* m_file;
    QPushButton* m_choose;
    QPushButton* m_add;
    QPushButton* m_remove;
    MessageBar* m_message;
};

} // namespace tirkeu::workstation
