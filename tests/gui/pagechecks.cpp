#include "pagechecks.h"

#include "theme/colours.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHash>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSet>
#include <QStyle>
#include <QStyleOptionButton>
#include <QStyleOptionComboBox>
#include <QStyleOptionViewItem>
#include <QTest>
#include <QTextEdit>

#include <algorithm>

namespace tirkeu::test {

namespace {
constexpr int kListFrame = 10; // what an open list spends on its edge and indent

QString named(const QWidget& widget)
{
    QString path;
    for (const QWidget* at = &widget; at != nullptr; at = at->parentWidget()) {
        if (!at->objectName().isEmpty() && !at->objectName().startsWith(u"qt_"))
            path = at->objectName() + (path.isEmpty() ? QString() : QStringLiteral("/") + path);
    }
    return QStringLiteral("%1 %2").arg(QLatin1StringView(widget.metaObject()->className()), path);
}

QList<QWidget*> shown(const QWidget& window)
{
    QList<QWidget*> list;
    for (QWidget* child : window.findChildren<QWidget*>()) {
        if (child->isVisible())
            list.append(child);
    }
    return list;
}

// What a person works with, by key or by mouse; one that is not to be had now will be in a moment.
bool isTool(const QWidget& widget)
{
    return widget.focusPolicy() != Qt::NoFocus && (qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
                                                      qobject_cast<const QLineEdit*>(&widget) != nullptr ||
                                                      qobject_cast<const QComboBox*>(&widget) != nullptr ||
                                                      qobject_cast<const QAbstractScrollArea*>(&widget) != nullptr);
}

// What the keyboard comes to now.
bool isControl(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.isEnabled() && isTool(widget);
}

QString wordThatDoesNotFit(const QString& text, const QFontMetrics& metrics, int width)
{
    static const QRegularExpression breaks(QStringLiteral("[ \\x{200b}]")); // a line may break at both
    for (const QString& word : text.simplified().split(breaks)) {
        if (metrics.horizontalAdvance(word) > width + 1)
            return QStringLiteral("the word does not fit: ") + word;
    }
    return {};
}

QString cutLabel(const QLabel& label)
{
    if (label.text().isEmpty())
        return {};
    if (label.wordWrap()) {
        const int wanted = label.heightForWidth(label.width());
        if (wanted > label.height() + 1)
            return QStringLiteral("needs %1 px of height, has %2").arg(wanted).arg(label.height());
        return wordThatDoesNotFit(label.text(), label.fontMetrics(), label.contentsRect().width());
    }
    const int wanted = label.sizeHint().width();
    return wanted > label.width() + 1 ? QStringLiteral("needs %1 px of width, has %2").arg(wanted).arg(label.width())
                                      : QString();
}

QString cutButton(const QPushButton& button)
{
    if (button.text().isEmpty() || button.layout() != nullptr)
        return {};
    QStyleOptionButton option;
    option.initFrom(&button);
    option.text = button.text();
    option.icon = button.icon();
    option.iconSize = button.iconSize();
    const QRect room = button.style()->subElementRect(QStyle::SE_PushButtonContents, &option, &button);
    int wanted = button.fontMetrics().horizontalAdvance(button.text());
    if (!button.icon().isNull())
        wanted += button.iconSize().width() + 4;
    if (wanted > room.width() + 1)
        return QStringLiteral("needs %1 px for its text, has %2").arg(wanted).arg(room.width());
    if (button.fontMetrics().height() > button.height())
        return QStringLiteral("is lower than its text");
    return {};
}

// The rows in view, each with the place the style gives its text.
QList<std::pair<QString, QRect>> shownRows(const QAbstractItemView& view)
{
    QList<std::pair<QString, QRect>> rows;
    for (int row = 0; view.model() != nullptr && row < view.model()->rowCount(view.rootIndex()); ++row) {
        for (int column = 0; column < view.model()->columnCount(view.rootIndex()); ++column) {
            const QModelIndex index = view.model()->index(row, column, view.rootIndex());
            QStyleOptionViewItem option;
            option.initFrom(&view);
            option.rect = view.visualRect(index);
            option.text = index.data().toString().replace(u'\n', QChar::LineSeparator); // as the delegate does
            option.features = QStyleOptionViewItem::HasDisplay | QStyleOptionViewItem::WrapText;
            if (option.text.isEmpty() || !option.rect.intersects(view.viewport()->rect()))
                continue;
            const QRect text = view.style()->subElementRect(QStyle::SE_ItemViewItemText, &option, &view);
            rows.append({option.text, QRect(text.left(), option.rect.top(), text.width(), option.rect.height())});
        }
    }
    return rows;
}

QString cutRow(const QAbstractItemView& view)
{
    for (const auto& [text, room] : shownRows(view)) {
        if (room.right() > view.viewport()->width())
            return QStringLiteral("a row ends at %1 px of %2: ").arg(room.right()).arg(view.viewport()->width()) + text;
        if (const QString word = wordThatDoesNotFit(text, view.fontMetrics(), room.width()); !word.isEmpty())
            return word;
        const QRect free(0, 0, room.width(), QWIDGETSIZE_MAX);
        const int wanted = view.fontMetrics().boundingRect(free, Qt::TextWordWrap, text).height();
        if (wanted > room.height() + 1)
            return QStringLiteral("a row needs %1 px of height, has %2: ").arg(wanted).arg(room.height()) + text;
    }
    return {};
}

QString cutOther(const QWidget& widget)
{
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
        return cutRow(*view);
    if (const auto* text = qobject_cast<const QTextEdit*>(&widget))
        return wordThatDoesNotFit(text->toPlainText(), text->fontMetrics(),
            text->viewport()->width() - 2 * static_cast<int>(text->document()->documentMargin()));
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) {
        QStyleOptionFrame option;
        option.initFrom(field);
        const int room = field->style()->subElementRect(QStyle::SE_LineEditContents, &option, field).width();
        if (field->fontMetrics().horizontalAdvance(field->placeholderText()) > room)
            return QStringLiteral("cuts its placeholder: ") + field->placeholderText();
    }
    if (const auto* box = qobject_cast<const QCheckBox*>(&widget);
        box != nullptr && box->sizeHint().width() > box->width() + 1)
        return QStringLiteral("needs %1 px of width, has %2").arg(box->sizeHint().width()).arg(box->width());
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        QStyleOptionComboBox option;
        option.initFrom(combo);
        const QRect room =
            combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
        if (combo->fontMetrics().horizontalAdvance(combo->currentText()) > room.width())
            return QStringLiteral("cuts its text");
        const int list = std::max(combo->width(), combo->view()->minimumWidth()) - kListFrame;
        for (int i = 0; i < combo->count(); ++i) {
            if (combo->fontMetrics().horizontalAdvance(combo->itemText(i)) > list)
                return QStringLiteral("cuts in its open list: ") + combo->itemText(i);
        }
    }
    return {};
}

// What lies beyond the right edge of a scrolled page can never be reached.
QString outside(const QWidget& widget)
{
    for (const QWidget* at = widget.parentWidget(); at != nullptr; at = at->parentWidget()) {
        const auto* scroll = qobject_cast<const QScrollArea*>(at);
        const QWidget* frame = scroll != nullptr ? scroll->viewport() : at->isWindow() ? at : nullptr;
        if (frame == nullptr)
            continue;
        const QRect place(widget.mapTo(frame, QPoint(0, 0)), widget.size());
        if (place.left() < -1 || place.right() > frame->width() + 1)
            return QStringLiteral("reaches beyond the edge by %1 px").arg(place.right() - frame->width());
        if (scroll == nullptr && (place.bottom() > frame->height() + 1))
            return QStringLiteral("reaches below the window");
        return {};
    }
    return {};
}

// Where a widget has letters: its ground for the most part, and no other widget's.
QList<QRect> writtenIn(const QWidget& widget)
{
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
        QList<QRect> places;
        const QPoint origin = view->viewport()->pos();
        for (const auto& row : shownRows(*view)) {
            if (view->viewport()->rect().contains(row.second))
                places.append(row.second.translated(origin));
        }
        return places;
    }
    if (const auto* text = qobject_cast<const QTextEdit*>(&widget); text != nullptr && !text->document()->isEmpty())
        return {text->viewport()->geometry()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget); label != nullptr && !label->text().isEmpty())
        return {label->contentsRect()};
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget);
        field != nullptr && !(field->text() + field->placeholderText()).isEmpty())
        return {field->contentsRect().adjusted(4, 4, -4, -4)};
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    if (button != nullptr && !button->text().isEmpty() && button->layout() == nullptr)
        return {button->rect().adjusted(4, 4, -4, -4)};
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget))
        return {combo->rect().adjusted(4, 4, -24, -4)};
    return {};
}

double contrastIn(const QImage& picture, const QRect& place)
{
    QHash<QRgb, int> count;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x)
            ++count[picture.pixel(x, y)];
    }
    const QRgb ground =
        *std::max_element(count.keyBegin(), count.keyEnd(), [&](QRgb a, QRgb b) { return count[a] < count[b]; });
    double best = 1;
    for (auto it = count.keyBegin(); it != count.keyEnd(); ++it)
        best = std::max(best, workstation::contrast(QColor(*it), QColor(ground)));
    return best;
}

// In the window's place, what scrolled pages show of it.
QRect visiblePart(const QWidget& widget, const QWidget& window)
{
    QRect part = window.rect();
    for (const QWidget* at = &widget; at != &window && at != nullptr; at = at->parentWidget())
        part &= QRect(at->mapTo(&window, QPoint(0, 0)), at->size());
    return part;
}
} // namespace

QStringList cutTexts(const QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : shown(window)) {
        QString complaint;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            complaint = cutLabel(*label);
        else if (const auto* button = qobject_cast<const QPushButton*>(widget))
            complaint = cutButton(*button);
        else
            complaint = cutOther(*widget);
        const bool matters = qobject_cast<const QLabel*>(widget) != nullptr || isControl(*widget);
        if (complaint.isEmpty() && matters)
            complaint = outside(*widget);
        if (!complaint.isEmpty())
            found.append(named(*widget) + QStringLiteral(": ") + complaint);
    }
    return found;
}

QStringList namelessControls(const QWidget& window)
{
    QStringList found;
    QSet<const QWidget*> withLabel;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        if (label->buddy() != nullptr)
            withLabel.insert(label->buddy());
    }
    for (QWidget* widget : shown(window)) {
        if (!isTool(*widget))
            continue;
        const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
        if (interface == nullptr || interface->text(QAccessible::Name).trimmed().isEmpty())
            found.append(named(*widget) + QStringLiteral(": has no accessible name"));
        const bool field = qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr;
        if (field && !withLabel.contains(widget))
            found.append(named(*widget) + QStringLiteral(": no label names it"));
    }
    return found;
}

QStringList smallControls(const QWidget& window, int percent)
{
    QStringList found;
    for (const QWidget* widget : shown(window)) {
        if (!isTool(*widget) || qobject_cast<const QAbstractScrollArea*>(widget) != nullptr)
            continue;
        const bool flow = widget->property("kind") != QStringLiteral("chip");
        const int least = (flow ? 44 : 24) * percent / 100;
        if (std::min(widget->width(), widget->height()) < least)
            found.append(named(*widget) +
                         QStringLiteral(": %1×%2, at least %3").arg(widget->width()).arg(widget->height()).arg(least));
    }
    return found;
}

QStringList paleTexts(QWidget& window)
{
    QStringList found;
    // The text cursor is darker than any text.
    QWidget* focus = window.focusWidget();
    const bool hasCursor = qobject_cast<QLineEdit*>(focus) != nullptr || qobject_cast<QTextEdit*>(focus) != nullptr;
    if (hasCursor)
        focus->clearFocus();
    const QImage picture = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
    if (hasCursor)
        focus->setFocus();
    for (const QWidget* widget : shown(window)) {
        for (const QRect& written : writtenIn(*widget)) {
            // What a scrolled page cuts is seen whole at another scale. WCAG lets disabled controls be pale; here they
            // are read as well, to learn what is missing.
            const QRect place = written.translated(widget->mapTo(&window, QPoint(0, 0)));
            if (place.isEmpty() || !visiblePart(*widget, window).contains(place))
                continue;
            if (const double best = contrastIn(picture, place); best < 4.5)
                found.append(named(*widget) + QStringLiteral(": contrast %1:1").arg(best, 0, 'f', 1));
        }
    }
    return found;
}

QStringList focusTraps(QWidget& window)
{
    QStringList found;
    QSet<QWidget*> wanted;
    for (QWidget* widget : shown(window)) {
        if (isControl(*widget))
            wanted.insert(widget);
    }
    for (const Qt::Key key : {Qt::Key_Tab, Qt::Key_Backtab}) {
        QSet<QWidget*> seen;
        for (qsizetype step = 0; step < 2 * wanted.size() + 4; ++step) {
            QWidget* focus = window.focusWidget();
            seen.insert(focus);
            QTest::keyClick(focus != nullptr ? focus : &window, key);
        }
        for (const QWidget* missed : wanted - seen)
            found.append(named(*missed) + QStringLiteral(": is not reached by ") +
                         (key == Qt::Key_Tab ? QStringLiteral("Tab") : QStringLiteral("Shift+Tab")));
    }
    return found;
}

} // namespace tirkeu::test
