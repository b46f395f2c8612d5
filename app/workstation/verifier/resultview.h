#pragma once

#include "checkeddocument.h"
#include "theme/theme.h"

#include <QWidget>

class QFrame;
class QVBoxLayout;

namespace tirkeu::workstation {

class LanguageSwitch;

/// A judged document from verdict to record, in the language and scheme of the moment; made anew when either changes.
class ResultView : public QWidget
{
    Q_OBJECT
public:
    ResultView(const Theme& theme, const LanguageSwitch& language, const CheckedDocument& document);

private:
    void addVerdict();
    void addRecord();
    void addPictures();
    void addSignature(const CheckedSignature& signature);
    void addFileChecks();
    [[nodiscard]] QVBoxLayout* addCard(const QString& title);
    void addChecks(QVBoxLayout* column, const QList<CheckLine>& checks);
    [[nodiscard]] QWidget* mark(Verdict verdict, int size) const;

    const Theme& m_theme;
    const LanguageSwitch& m_language;
    const CheckedDocument& m_document;
    QVBoxLayout* m_column;
};

} // namespace tirkeu::workstation
