#pragma once

#include "theme/theme.h"

#include <QWidget>

class QLabel;

namespace tirkeu::workstation {

/// What a list says while it is empty: a picture, what belongs here, and how it comes about.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const Theme& theme, const QString& iconName);
    void setTexts(const QString& title, const QString& sentence);

private:
    void restyle();

    const Theme& m_theme;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_sentence;
};

} // namespace tirkeu::workstation
