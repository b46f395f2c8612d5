#pragma once

#include "theme/theme.h"

#include <QFrame>

class QLabel;

namespace tirkeu::workstation {

/// What is to be learnt, and what to do now; above every page while a guided case runs. Takes no keyboard.
class TrainingBar : public QFrame
{
    Q_OBJECT
public:
    explicit TrainingBar(const Theme& theme);
    /// `title` gives way at great scales, where every line is wanted.
    void tell(const QString& title, const QString& client, const QString& hint);

private:
    void restyle();

    const Theme& m_theme;
    QLabel* m_title;
    QLabel* m_client;
    QLabel* m_hint;
};

} // namespace tirkeu::workstation
