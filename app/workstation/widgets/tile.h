#pragma once

#include "theme/theme.h"

#include <QPushButton>

class QLabel;

namespace tirkeu::workstation {

/// A large button with an icon, a name and a sentence; grows with its text. Enter and Space press it.
class Tile : public QPushButton
{
    Q_OBJECT
public:
    Tile(const Theme& theme, const QString& iconName, const QString& objectName);

    void setTexts(const QString& name, const QString& sentence, const QString& keys = {});

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    void restyle();

    const Theme& m_theme;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_name;
    QLabel* m_sentence;
    QLabel* m_keys;
};

} // namespace tirkeu::workstation
