#pragma once

#include "daycare.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace tirkeu::workstation {

class LanguageSwitch;

/// The day's first look at the devices, told at the top of the home page: what is being looked at, and where to wipe.
/// Hidden while there is nothing to say.
class CareStrip : public QFrame
{
    Q_OBJECT
public:
    CareStrip(const Theme& theme, const LanguageSwitch& language, DeviceSource& source, ShellController& shell);

    [[nodiscard]] const DayCare& care() const { return m_care; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void restyle();

    const Theme& m_theme;
    const LanguageSwitch& m_language;
    DayCare m_care;
    QLabel* m_icon;
    QLabel* m_sentence;
    QLabel* m_where;
    QLabel* m_picture;
    QProgressBar* m_busy;
    QPushButton* m_again;
    QPushButton* m_clean;
    QPushButton* m_later;
};

} // namespace tirkeu::workstation
