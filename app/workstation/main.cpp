#include <QApplication>
#include <QLabel>
int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QLabel label(QStringLiteral("Tirkeu"));
    label.show();
    return QApplication::exec();
}
