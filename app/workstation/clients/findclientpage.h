#pragma once

#include "clientfiles.h"
#include "widgets/page.h"

#include <QTimer>

class QLineEdit;
class QListWidget;

namespace tirkeu::workstation {

class DigitsField;
class FieldBox;
class LanguageSwitch;
class MessageBar;

/// Finds a client of this workstation by IIN, typed or read from a card, by the number of a document or by telephone.
/// A whole IIN finds by itself; one client who answers is opened at once.
class FindClientPage : public Page
{
    Q_OBJECT
public:
    FindClientPage(const Theme& theme, const LanguageSwitch& language, ClientFiles* files);
    void forget() override;

Q_SIGNALS:
    void chosen(const tirkeu::casefile::ClientId& client);
    void newClientWanted(const QString& iin);

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void edited();
    void submit();
    void search();
    void show(const Result<QList<FoundClient>>& found);
    void refresh();
    [[nodiscard]] bool mayEnrol() const; ///< nobody is known by this IIN

    const LanguageSwitch& m_language;
    ClientFiles* m_files; ///< none: nothing is kept here
    DigitsField* m_iin;
    FieldBox* m_iinBox;
    QLineEdit* m_other;
    FieldBox* m_otherBox;
    MessageBar* m_answer;
    QListWidget* m_list;
    std::optional<QList<FoundClient>> m_found;
    std::optional<Error> m_failed;
    quint64 m_asked = 0;
    QTimer m_settle; ///< a reader's Enter may still come, and must not press what opens
    bool m_otherKey = false;
    bool m_searched = false;
};

} // namespace tirkeu::workstation
