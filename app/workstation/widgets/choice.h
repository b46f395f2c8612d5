#pragma once

#include "theme/theme.h"

#include <QList>
#include <QObject>

class QPushButton;

namespace tirkeu::workstation {

/// One of several buttons, or none yet. Unlike a button group it leaves each of them to the Tab key.
class Choice : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void add(QPushButton* button); ///< numbered from 0
    [[nodiscard]] const QList<QPushButton*>& buttons() const { return m_buttons; }
    [[nodiscard]] int chosen() const { return m_chosen; } ///< -1: none
    void choose(int number);
    void clear() { choose(-1); }
    void fit(const Theme& theme); ///< to their texts: the chosen one is bold, and is not cut off then

Q_SIGNALS:
    void changed(int number);

private:
    QList<QPushButton*> m_buttons;
    int m_chosen = -1;
};

} // namespace tirkeu::workstation
