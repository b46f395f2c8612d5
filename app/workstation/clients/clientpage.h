#pragma once

#include "clientfiles.h"
#include "enrolment/counter.h"
#include "theme/language.h"
#include "widgets/page.h"

class QPushButton;

namespace tirkeu::workstation {

class DeliveryPanel;
class DocumentsPanel;
class EmptyState;
class FactsList;
class MessageBar;
class ResultView;

/// A known client: who they are, what they agreed to, which palms are enrolled, their documents; and what may be done
/// with them now. The primary action recognises them by their palm.
class ClientPage : public Page
{
    Q_OBJECT
public:
    struct Tools
    {
        ClientFiles& files;
        const Counter& counter;
        StaffSource& staff; ///< whoever is signed in signs what is made on request
    };
    ClientPage(const Theme& theme, const LanguageSwitch& language, const Tools& tools);

    void openClient(const casefile::ClientId& client);
    void reload(); ///< the same client, as they stand now
    void forget() override;

Q_SIGNALS:
    void beginWanted(const tirkeu::workstation::NewClient& client);
    /// The first form with what is known, for this purpose; empty: the one chosen there.
    void formWanted(const tirkeu::enrolment::ClientFile& file, const QString& purpose);
    void findWanted();

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    void build();
    void showFacts();
    void showConsents();
    void showPalms();
    void showCases();
    void showState();
    void showDocument(const CheckedDocument& document);
    void closeDocument();
    void beginConfirming();
    void closeConfirming();
    void confirm();
    void showPrimary();
    void submit();
    void begin(const QString& purpose);
    [[nodiscard]] bool isDocumentFit() const; ///< what is written down of it is valid today
    [[nodiscard]] bool mayVerify() const;
    [[nodiscard]] const criteria::Purpose* purposeOf(criteria::Purpose::Kind kind) const;
    [[nodiscard]] QString purposeName(const QString& id) const;

    const LanguageSwitch& m_language;
    ClientFiles& m_files;
    const Counter& m_counter;
    std::optional<enrolment::ClientFile> m_file;
    std::optional<CheckedDocument> m_document;
    quint64 m_asked = 0;
    EmptyState* m_empty;
    MessageBar* m_message;
    MessageBar* m_state;
    FactsList* m_facts;
    FactsList* m_consents;
    FactsList* m_palms;
    FactsList* m_cases;
    DocumentsPanel* m_documents;
    DeliveryPanel* m_delivery;
    QPushButton* m_back;
    bool m_isConfirming = false;
    ResultView* m_result = nullptr;
};

} // namespace tirkeu::workstation
