#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tirkeu::workstation {

/// A sheet of the work area: a title, a body that scrolls when it must, a footer with one primary action at the bottom
/// right, which is also Enter. Texts are set in `retranslate` alone, which runs again when the language changes.
class Page : public QWidget
{
    Q_OBJECT
public:
    [[nodiscard]] QString title() const;
    /// Puts the keyboard on the page and its top into view.
    void enter();
    /// The person has signed out: nothing of a client or of theirs stays for the next one to see.
    virtual void forget() {}

protected:
    virtual void focusFirst(); ///< where the keyboard starts on this page
    void bringIntoView(QWidget* widget);
    void scrollToTop();
    enum class Footer { None, Primary };
    Page(const Theme& theme, Footer footer);

    virtual void retranslate() = 0; ///< call once at the end of the constructor
    void setTitle(const QString& title);
    /// Limits the width of the body, so that lines stay readable on wide screens.
    void setBodyWidth(int logicalPixels);

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] QPushButton* primary() const { return m_primary; }
    [[nodiscard]] QPushButton* addSecondary(const QString& objectName); ///< left of the primary one
    void setTop(QWidget* top);                                          ///< stands above the body, whatever is scrolled
    void setSide(QWidget* side);                                        ///< likewise at its left

    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();

    const Theme& m_theme;
    QLabel* m_title;
    QVBoxLayout* m_outer;
    QHBoxLayout* m_middle;
    QScrollArea* m_scroll;
    QWidget* m_column;
    QVBoxLayout* m_body;
    QHBoxLayout* m_footer = nullptr;
    QPushButton* m_primary = nullptr;
    int m_bodyWidth = 0;
};

} // namespace tirkeu::workstation
