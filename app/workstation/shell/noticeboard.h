#pragma once

#include "noticesource.h"

#include <QWidget>

class QVBoxLayout;

namespace tirkeu::workstation {

class LanguageSwitch;

/// Notices under the header, on every page, behind the lock, too. Empty it takes no room.
class NoticeBoard : public QWidget
{
    Q_OBJECT
public:
    NoticeBoard(const Theme& theme, const LanguageSwitch& language, NoticeSource& source);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    const Theme& m_theme;
    const LanguageSwitch& m_language;
    NoticeSource& m_source;
    QVBoxLayout* m_column;
    QList<MessageBar*> m_bars; ///< one for each place; more than are shown are hidden
    QStringList m_ids;
};

} // namespace tirkeu::workstation
