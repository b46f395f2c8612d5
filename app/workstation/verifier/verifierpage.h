#pragma once

#include "checkeddocument.h"
#include "widgets/page.h"

#include <core/result.h>

namespace tirkeu::workstation {

class DocumentChecker;
class EmptyState;
class LanguageSwitch;
class MessageBar;

/// Judges a signed document that was dropped or chosen: verdict, reasons, pictures, record.
class VerifierPage : public Page
{
    Q_OBJECT
public:
    VerifierPage(const Theme& theme, const LanguageSwitch& language, DocumentChecker& checker);
    void check(const QString& file);
    void forget() override;

protected:
    void retranslate() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void choose();
    void take(const Result<CheckedDocument>& checked);
    void rebuild();

    const LanguageSwitch& m_language;
    DocumentChecker& m_checker;
    EmptyState* m_empty;
    MessageBar* m_message;
    QWidget* m_result = nullptr;
    std::optional<CheckedDocument> m_document;
    std::optional<Error> m_error;
    int m_asked = 0; ///< which question an answer belongs to
};

} // namespace tirkeu::workstation
