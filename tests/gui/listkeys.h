#pragma once

#include <QListWidget>
#include <QTest>

namespace tirkeu::test {

/// Chooses a row as a person does, by the keys of the list; nothing where there is no such row.
inline void chooseRow(QListWidget* list, int row)
{
    if (list->currentRow() < 0)
        QTest::keyClick(list, Qt::Key_Home);
    for (int step = 0; step < list->count() && list->currentRow() != row; ++step)
        QTest::keyClick(list, list->currentRow() < row ? Qt::Key_Down : Qt::Key_Up);
    if (const QListWidgetItem* item = list->item(row); item != nullptr && !item->isSelected())
        QTest::keyClick(list, Qt::Key_Space);
}

} // namespace tirkeu::test
