#include "theme/language.h"

#include <QAbstractItemView>
#include <QAction>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace tirkeu;
using namespace tirkeu::workstation;

// What Qt says by itself, in dialogs and menus, is said in the chosen language as well.
class TestQtWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void menusOfFields_data() { languages(); }
    void menusOfFields();
    void theFileDialog_data() { languages(); }
    void theFileDialog();

private:
    static void languages();
    static QStringList english(const QStringList& texts);
    LanguageSwitch m_language;
};

void TestQtWords::languages()
{
    QTest::addColumn<Language>("language");
    QTest::newRow("kk") << Language::Kazakh;
    QTest::newRow("ru") << Language::Russian;
}

QStringList TestQtWords::english(const QStringList& texts)
{
    static const QRegularExpression latin(QStringLiteral("[A-Za-z]{3,}"));
    static const QRegularExpression keys(QStringLiteral("\\t.*")); // Ctrl+C is called so everywhere
    QStringList found;
    for (QString text : texts) {
        if (text.remove(keys).contains(latin))
            found.append(text);
    }
    return found;
}

void TestQtWords::menusOfFields()
{
    QFETCH(Language, language);
    m_language.setLanguage(language);
    QLineEdit field(QStringLiteral("1"));
    const std::unique_ptr<QMenu> menu(field.createStandardContextMenu());
    QStringList texts;
    for (const QAction* action : menu->actions())
        texts.append(action->text());
    QVERIFY(texts.size() > 5);
    const QStringList left = english(texts);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

void TestQtWords::theFileDialog()
{
    QFETCH(Language, language);
    m_language.setLanguage(language);
    QTemporaryDir folder;
    QFileDialog dialog(nullptr, QString(), folder.path());
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    dialog.setFileMode(QFileDialog::ExistingFile);
    dialog.show();
    QStringList texts;
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        texts.append(label->text());
    for (const QToolButton* button : dialog.findChildren<QToolButton*>())
        texts += {button->text(), button->toolTip(), button->accessibleName()};
    for (const QAbstractButton* button : dialog.findChildren<QAbstractButton*>())
        texts.append(button->text());
    for (const QAction* action : dialog.findChildren<QAction*>())
        texts.append(action->text());
    for (const QHeaderView* header : dialog.findChildren<QHeaderView*>()) {
        for (int column = 0; header->model() && column < header->count(); ++column)
            texts.append(header->model()->headerData(column, Qt::Horizontal).toString());
    }
    texts.append(dialog.nameFilters());
    QVERIFY(texts.size() > 20);
    const QStringList left = english(texts);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

QTEST_MAIN(TestQtWords)
#include "tst_qtwords.moc"
