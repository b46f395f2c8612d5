#pragma once

#include "theme/theme.h"

#include <QFrame>
#include <QImage>

class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// What a device sees right now, with a sentence under it and a button that ends it.
class LivePane : public QFrame
{
    Q_OBJECT
public:
    explicit LivePane(const Theme& theme);

    void setTexts(const QString& heading, const QString& stop);
    void show(const QImage& picture);
    void say(const QString& sentence);
    void clear();

Q_SIGNALS:
    void stopRequested();

private:
    void restyle();

    const Theme& m_theme;
    QLabel* m_heading;
    QLabel* m_picture;
    QLabel* m_sentence;
    QPushButton* m_stop;
    QImage m_last;
};

} // namespace tirkeu::workstation
