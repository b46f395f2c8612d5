#include "flowlayout.h"

#include <algorithm>

namespace tirkeu::workstation {

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* item = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    return flow(QRect(0, 0, width, 0), Apply::No);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto& item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const auto& item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + spacing();
        height = std::max(height, item->sizeHint().height());
    }
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(), height + margins.top() + margins.bottom()};
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    flow(rect, Apply::Yes);
}

int FlowLayout::flow(const QRect& rect, Apply apply) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int y = inside.top();
    std::size_t first = 0;
    while (first < m_items.size()) {
        // Collect a row, then centre its items on the row's height.
        int width = 0;
        int height = 0;
        std::size_t next = first;
        for (; next < m_items.size(); ++next) {
            if (m_items[next]->isEmpty())
                continue;
            const QSize size = m_items[next]->sizeHint();
            const int wider = width + (width > 0 ? spacing() : 0) + size.width();
            if (width > 0 && wider > inside.width())
                break;
            width = wider;
            height = std::max(height, size.height());
        }
        int x = inside.left();
        const int spare = std::max(0, inside.width() - width);
        for (std::size_t i = first; i < next; ++i) {
            if (m_items[i]->isEmpty())
                continue;
            if (i == m_trailing)
                x += spare;
            const QSize size = m_items[i]->sizeHint().boundedTo(QSize(inside.width(), QWIDGETSIZE_MAX));
            if (apply == Apply::Yes)
                m_items[i]->setGeometry(QRect(QPoint(x, y + (height - size.height()) / 2), size));
            x += size.width() + spacing();
        }
        y += height + (next < m_items.size() ? spacing() : 0);
        first = next;
    }
    return y - inside.top() + contentsMargins().top() + contentsMargins().bottom();
}

} // namespace tirkeu::workstation
