#include "pagechecks.h"

#include "theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QTextEdit>
#include <QVBoxLayout>

#include <functional>

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
    void whatHasNoNameIsFound_data();
    void whatHasNoNameIsFound();
    void whatIsSmallIsFound_data();
    void whatIsSmallIsFound();
    void whatTheKeysDoNotReachIsFound_data();
    void whatTheKeysDoNotReachIsFound();
    void whatLiesOutsideIsFound_data();
    void whatLiesOutsideIsFound();
};

namespace {
const QString kLong = QStringLiteral("Биометриялықаутентификациялаупровайдері");

using Check = std::function<QStringList(QWidget&)>;

template<typename Change>
QStringList checked(QWidget* widget, QSize size, const Check& check, Change change)
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

void nothing() {}

// A way round with the Tab key that leaves out what lies between.
class Leaping : public QPushButton
{
public:
    using QPushButton::QPushButton;
    QWidget* to = nullptr;

protected:
    bool focusNextPrevChild(bool next) override
    {
        if (to == nullptr)
            return QPushButton::focusNextPrevChild(next);
        to->setFocus();
        return true;
    }
};
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
    QVERIFY(!checked(made(kind, kLong), QSize(180, 200), cut, nothing).isEmpty());
    const QStringList wide = checked(made(kind, kLong), QSize(700, 200), cut, nothing);
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

void TestPageChecks::whatHasNoNameIsFound_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isEnabled");
    QTest::addColumn<Qt::FocusPolicy>("focus");
    for (const char* kind : {"field", "choice", "list", "button"})
        QTest::newRow(kind) << QString::fromLatin1(kind) << true << Qt::StrongFocus;
    QTest::newRow("not to be had now") << QStringLiteral("button") << false << Qt::StrongFocus;
    QTest::newRow("by mouse alone") << QStringLiteral("button") << true << Qt::ClickFocus;
}

void TestPageChecks::whatHasNoNameIsFound()
{
    QFETCH(QString, kind);
    QFETCH(bool, isEnabled);
    QFETCH(Qt::FocusPolicy, focus);
    const Theme theme(*qApp);
    const auto look = [&](const QString& name, bool isLabelled) {
        QWidget* control = kind == u"field"    ? new QLineEdit
                           : kind == u"choice" ? new QComboBox
                           : kind == u"list"   ? static_cast<QWidget*>(new QListWidget)
                                               : new QPushButton;
        control->setEnabled(isEnabled);
        control->setFocusPolicy(focus);
        control->setAccessibleName(name);
        auto* panel = new QWidget;
        auto* column = new QVBoxLayout(panel);
        auto* label = new QLabel(QStringLiteral("Телефон"));
        label->setBuddy(isLabelled ? control : nullptr);
        column->addWidget(label);
        column->addWidget(control);
        return checked(panel, QSize(400, 300), &test::namelessControls, nothing);
    };
    QVERIFY(!look({}, false).isEmpty());
    if (kind == u"field" || kind == u"choice")
        QVERIFY(!look(QStringLiteral("Телефон"), false).isEmpty()); // heard and not seen
    const QStringList good = look(QStringLiteral("Телефон"), true);
    QVERIFY2(good.isEmpty(), qPrintable(good.join(u'\n')));
}

void TestPageChecks::whatIsSmallIsFound_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isEnabled");
    QTest::addColumn<int>("least");
    QTest::newRow("of the flow") << QString() << true << 44;
    QTest::newRow("chip") << QStringLiteral("chip") << true << 24;
    QTest::newRow("not to be had now") << QString() << false << 44;
}

void TestPageChecks::whatIsSmallIsFound()
{
    QFETCH(QString, kind);
    QFETCH(bool, isEnabled);
    QFETCH(int, least);
    const Theme theme(*qApp);
    qApp->setStyleSheet({}); // the sheet knows these heights itself
    const auto look = [&](QSize size, int percent) {
        auto* button = new QPushButton;
        button->setProperty("kind", kind);
        button->setEnabled(isEnabled);
        button->setFixedSize(size);
        return checked(
            button, QSize(400, 300), [percent](QWidget& window) { return test::smallControls(window, percent); },
            nothing);
    };
    QVERIFY(!look(QSize(200, least - 1), 100).isEmpty());
    QVERIFY(!look(QSize(least - 1, 100), 100).isEmpty());
    QVERIFY(!look(QSize(200, 2 * least - 1), 200).isEmpty());
    for (const int percent : {100, 200}) {
        const QStringList good = look(QSize(200, least * percent / 100), percent);
        QVERIFY2(good.isEmpty(), qPrintable(good.join(u'\n')));
    }
}

void TestPageChecks::whatTheKeysDoNotReachIsFound_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("a text that keeps the Tab for itself") << QStringLiteral("text");
    QTest::newRow("a way that passes by") << QStringLiteral("passing");
    QTest::newRow("a way that leads back to itself") << QStringLiteral("ring");
}

void TestPageChecks::whatTheKeysDoNotReachIsFound()
{
    QFETCH(QString, kind);
    const Theme theme(*qApp);
    const auto look = [&kind](bool isFaulty) {
        auto* panel = new QWidget;
        auto* column = new QVBoxLayout(panel);
        auto* text = new QTextEdit;
        text->setTabChangesFocus(!isFaulty || kind != u"text");
        column->addWidget(text);
        QList<Leaping*> buttons;
        for (int i = 0; i < 3; ++i) {
            buttons.append(new Leaping(QString::number(i)));
            column->addWidget(buttons.last());
        }
        if (isFaulty && kind == u"passing") {
            buttons.at(0)->to = buttons.at(2);
            buttons.at(2)->to = buttons.at(0);
        } else if (isFaulty && kind == u"ring") {
            buttons.at(1)->to = buttons.at(1);
        }
        return checked(panel, QSize(400, 400), &test::focusTraps, nothing);
    };
    QVERIFY(!look(true).isEmpty());
    const QStringList good = look(false);
    QVERIFY2(good.isEmpty(), qPrintable(good.join(u'\n')));
}

void TestPageChecks::whatLiesOutsideIsFound_data()
{
    QTest::addColumn<QRect>("place");
    QTest::addColumn<bool>("isScrolled");
    QTest::addColumn<bool>("isFound");
    const QRect inside(40, 40, 100, 30);
    QTest::newRow("inside") << inside << false << false;
    QTest::newRow("beyond the right edge") << inside.translated(340, 0) << false << true;
    QTest::newRow("beyond the left edge") << inside.translated(-100, 0) << false << true;
    QTest::newRow("below the window") << inside.translated(0, 260) << false << true;
    QTest::newRow("inside what scrolls") << inside << true << false;
    QTest::newRow("what can be scrolled to") << inside.translated(0, 260) << true << false;
    QTest::newRow("beside what scrolls") << inside.translated(340, 0) << true << true;
}

void TestPageChecks::whatLiesOutsideIsFound()
{
    QFETCH(QRect, place);
    QFETCH(bool, isScrolled);
    QFETCH(bool, isFound);
    const Theme theme(*qApp);
    auto* panel = new QWidget;
    auto* label = new QLabel(QStringLiteral("ИИН"), panel);
    label->setGeometry(place);
    QWidget* shown = panel;
    if (isScrolled) {
        panel->setFixedSize(1000, 1000);
        auto* area = new QScrollArea;
        area->setWidget(panel);
        shown = area;
    }
    const QStringList found = checked(shown, QSize(400, 300), cut, nothing);
    QCOMPARE(!found.isEmpty(), isFound);
}

QTEST_MAIN(TestPageChecks)
#include "tst_pagechecks.moc"
