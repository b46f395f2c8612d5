#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace tirkeu::workstation {

struct StripPicture
{
    QByteArray bytes;
    QString caption; ///< also for whoever does not see it
};

/// Pictures side by side, as small as they can be told apart. What is no picture is left out.
class PictureStrip : public QWidget
{
    Q_OBJECT
public:
    explicit PictureStrip(const Theme& theme);

    void setPictures(const QList<StripPicture>& pictures);

private:
    const Theme& m_theme;
};

} // namespace tirkeu::workstation
