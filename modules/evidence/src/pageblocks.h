#pragma once

#include "pagecanvas.h"

#include <QMap>

namespace tirkeu::evidence {

/// The page's pieces, top to bottom.
/// `space`: around the rule between two rows.
[[nodiscard]] QList<Block> blocksOf(const PageContent& content, const QMap<QString, QImage>& pictures, qreal space);
/// The line at the foot of every page.
void drawFooter(QPainter& painter, const PageContent& content, int page, int pages);

} // namespace tirkeu::evidence
