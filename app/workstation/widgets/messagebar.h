#pragma once

#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tirkeu::workstation {

enum class MessageKind { Good, Info, Warning, Error };

/// A sentence with an icon in the colour of its kind; hidden while empty. Screen readers are told when it appears.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(const Theme& theme);

    void say(MessageKind kind, const QString& text);
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] MessageKind kind() const { return m_kind; }
    /// A button at the end of the bar, for what can be done about it; shown when it has a text.
    void setAction(const QString& text);

Q_SIGNALS:
    void actionRequested();

private:
    void restyle();

    const Theme& m_theme;
    MessageKind m_kind = MessageKind::Info;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace tirkeu::workstation
