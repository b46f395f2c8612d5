#pragma once

#include <QLayout>
#include <QList>
#include <QWidget>

#include <limits>
#include <memory>
#include <vector>

namespace tirkeu::workstation {

/// Lays its items in rows, as words in a paragraph, so that nothing is cut off when the scale grows.
class FlowLayout : public QLayout
{
public:
    FlowLayout() = default;
    /// Items from this one on stand at the far edge of their row.
    void setTrailingFrom(int index) { m_trailing = static_cast<std::size_t>(index); }
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Apply { No, Yes };
    int flow(const QRect& rect, Apply apply) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    std::size_t m_trailing = std::numeric_limits<std::size_t>::max();
};

} // namespace tirkeu::workstation
