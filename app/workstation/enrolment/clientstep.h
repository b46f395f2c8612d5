#pragma once

#include "clientdraft.h"
#include "stepview.h"

#include <QHash>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace tirkeu::workstation {

class DigitsField;
class FieldBox;
class KnownBar;
class TileGrid;

/// Who is at the counter: the number first, then what their document says, then that they are here in person.
class ClientStep : public StepView
{
    Q_OBJECT
public:
    explicit ClientStep(const StepTools& tools);

    void begin() override;
    void forget() override;
    void retranslate() override;
    [[nodiscard]] QWidget* firstField() const override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

    void setClientLanguage(Language language); ///< chosen by the client on their screen
    /// Shows what is written down, to be corrected; the number itself cannot change any more.
    void correct();
    /// Somebody who is known, to be looked through against the document they show; an empty purpose is chosen here.
    void prefill(const QString& iin, const enrolment::ClientData& data, const QString& purpose);
    void typeIin(const QString& iin) { setText(ClientField::Iin, iin); }
    void offerCard(bool offered); ///< where known clients have cards
    void offerApproval(bool offered);
    /// New attempts for whoever stands in the form, as a supervisor signed it.
    void setApproval(const QByteArray& signedStatement);

Q_SIGNALS:
    void cardWanted(const tirkeu::casefile::ClientId& client);
    void approvalWanted(const tirkeu::identity::Iin& iin);

private:
    FieldBox* addLine(ClientField field, const char* objectName, QLineEdit* line);
    FieldBox* addDigits(ClientField field, const char* objectName, int digits);
    void addBox(FieldBox* box);
    void buildDocument();
    void buildPrincipal();
    [[nodiscard]] QString text(ClientField field) const;
    void setText(ClientField field, const QString& text);
    [[nodiscard]] ClientDraft draft() const;
    void fill(const ClientDraft& draft);
    void findKnown();
    void showActsFor();
    void show(const CheckedDraft& checked);
    void clearWord(ClientField field);
    void nameFields();
    void nameLists();

    TileGrid* m_grid;
    QHash<ClientField, FieldBox*> m_boxes;
    FieldBox* m_purpose;
    QComboBox* m_purposes;
    FieldBox* m_language;
    QComboBox* m_languages;
    FieldBox* m_document;
    QComboBox* m_documents;
    FieldBox* m_actsFor;
    QComboBox* m_principals;
    FieldBox* m_paper;
    QComboBox* m_papers;
    QCheckBox* m_seen;
    KnownBar* m_known;
    QString m_wantedPurpose; ///< of a known client's card; empty: the list's
    QMap<ClientField, Error> m_wrong;
    QMap<ClientField, Error> m_doubtful;
    bool m_corrects = false;
    QByteArray m_approval;
    QString m_bankNumber; ///< of whoever the bank's own system knows
};

} // namespace tirkeu::workstation
