#include "picturestrip.h"

#include "widgets/flowlayout.h"

#include <QLabel>

namespace tirkeu::workstation {

PictureStrip::PictureStrip(const Theme& theme)
    : m_theme(theme)
{
    auto* flow = new FlowLayout;
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(theme.px(12));
    setLayout(flow);
    setObjectName(QStringLiteral("pictureStrip"));
    hide();
}

void PictureStrip::setPictures(const QList<StripPicture>& pictures)
{
    qDeleteAll(findChildren<QLabel*>(Qt::FindDirectChildrenOnly));
    for (const StripPicture& picture : pictures) {
        const QImage image = QImage::fromData(picture.bytes);
        if (image.isNull())
            continue;
        auto* shown = new QLabel;
        shown->setPixmap(QPixmap::fromImage(
            image.scaled(m_theme.px(180), m_theme.px(135), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        shown->setAccessibleName(picture.caption);
        shown->setToolTip(picture.caption);
        layout()->addWidget(shown);
    }
    setVisible(layout()->count() > 0);
}

} // namespace tirkeu::workstation
