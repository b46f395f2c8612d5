#include "pagechecks.h"

#include "theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>
#include <QVBoxLayout>

using namespace tirkeu;
using namespace tirkeu::workstation;

// The checks that walk the pages have to find what is wrong: each is shown a window with one fault, and one without.
class TestPageChecks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutTextIsFound_data();
    void cutTextIsFound();
    void paleTextIsFound_data();
    void paleTextIsFound();
};

namespace {
const QString kLong = QStringLiteral("Биометриялықаутентификациялаупровайдері");

template<typename Change>
QStringList checked(QWidget* widget, QSize size, QStringList (*check)(QWidget&), Change change)
{
    QWidget window;
    window.setObjectName(QStringLiteral("workArea"));
    auto* column = new QVBoxLayout(&window);
    column->addWidget(widget);
    window.setFixedSize(size);
    change();
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return {QStringLiteral("was never shown")};
    return check(window);
}

QWidget* made(const QString& kind, const QString& text)
{
    if (kind == u"list") {
        auto* list = new QListWidget;
        list->setWordWrap(true);
        list->addItem(text);
        return list;
    }
    if (kind == u"text") {
        auto* edit = new QTextEdit;
        edit->setPlainText(text);
        return edit;
    }
    if (kind == u"placeholder") {
        auto* field = new QLineEdit;
        field->setPlaceholderText(text);
        return field;
    }
    if (kind == u"open list") {
        auto* box = new QComboBox;
        box->setMinimumContentsLength(4);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->addItems({QStringLiteral("–"), text});
        return box;
    }
    auto* button = new QPushButton(text);
    button->setEnabled(kind != u"disabled");
    return button;
}

QStringList cut(QWidget& window)
{
    return test::cutTexts(window);
}
} // namespace

void TestPageChecks::cutTextIsFound_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"list", "text", "placeholder", "open list", "button"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestPageChecks::cutTextIsFound()
{
    QFETCH(QString, kind);
    const Theme theme(*qApp);
    const auto nothing = [] {
    };
    QVERIFY(!checked(made(kind, kLong), QSize(180, 200), &cut, nothing).isEmpty());
    const QStringList wide = checked(made(kind, kLong), QSize(700, 200), &cut, nothing);
    QVERIFY2(wide.isEmpty(), qPrintable(wide.join(u'\n')));
}

void TestPageChecks::paleTextIsFound_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"list", "text", "placeholder", "disabled", "button"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestPageChecks::paleTextIsFound()
{
    QFETCH(QString, kind);
    const Theme theme(*qApp);
    if (kind == u"placeholder")
        qApp->setStyleSheet({}); // a sheet thins its colour to the half, which no theme would stand
    const auto look = [&kind](const char* colour) {
        QWidget* widget = made(kind, QStringLiteral("Өлшемшарттар"));
        const QString sheet = QStringLiteral("* { background: #ffffff; color: %1; }").arg(QLatin1StringView(colour));
        return checked(widget, QSize(400, 200), &test::paleTexts, [&] {
            QPalette palette = widget->palette();
            palette.setColor(QPalette::Base, Qt::white);
            palette.setColor(QPalette::PlaceholderText, QColor(QLatin1StringView(colour)));
            if (kind == u"placeholder")
                widget->setPalette(palette);
            else
                widget->setStyleSheet(sheet);
        });
    };
    QVERIFY(!look("#b0b0b0").isEmpty());
    const QStringList dark = look("#404040");
    QVERIFY2(dark.isEmpty(), qPrintable(dark.join(u'\n')));
}

QTEST_MAIN(TestPageChecks)
#include "tst_pagechecks.moc"
