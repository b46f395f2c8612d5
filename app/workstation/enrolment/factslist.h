#pragma once

#include "theme/theme.h"

#include <QFrame>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// A titled card of names and values, with a way back to where they may still be changed.
class FactsList : public QFrame
{
    Q_OBJECT
public:
    FactsList(const Theme& theme, const char* objectName);
    void setTitle(const QString& title);
    void setFacts(const QList<QPair<QString, QString>>& facts);
    void setChange(const QString& text, const QString& accessible); ///< empty: nothing may be changed here

    void focusChange(); ///< the keyboard goes to that way

Q_SIGNALS:
    void changeWanted();

private:
    void restyle();

    const Theme& m_theme;
    QLabel* m_title;
    QPushButton* m_change;
    QHBoxLayout* m_head;
    QGridLayout* m_grid;
    QList<QLabel*> m_labels;
};

} // namespace tirkeu::workstation
