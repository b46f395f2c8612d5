#pragma once

#include "confirmation.h"

#include <enrolment/onetimecode.h>

namespace tirkeu::workstation {

class DigitsField;
class FieldBox;

/// A code goes to the client's telephone; the client types it on their own screen, or here where they have none.
class CodeConfirmation final : public Confirmation
{
    Q_OBJECT
public:
    /// `codes`: none where nobody sends any.
    CodeConfirmation(const StepTools& tools, enrolment::OneTimeCodes* codes);

    [[nodiscard]] criteria::ConsentMeans means() const override { return criteria::ConsentMeans::OneTimeCode; }
    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool isOffered() const override;
    [[nodiscard]] QString sentence() const override;
    void retranslate() override;
    void ask(const Answers& answers) override;
    void drop() override;
    [[nodiscard]] bool isConfirmed() const override { return m_proof.has_value(); }
    [[nodiscard]] QString actText() const override;
    [[nodiscard]] bool mayAct() const override;
    void act() override;
    void collect(const Taken& taken) override { taken(m_proof->toBytes()); }

private:
    [[nodiscard]] bool isTypedHere() const { return m_sent && !m_proof && !stage().isReady(); }
    void send();
    void sendFor(const enrolment::ConsentStatement& statement);
    void sent(const Result<enrolment::SentCode>& code);
    void confirm(const QString& code);
    void judged(const enrolment::CodeVerdict& verdict);
    void again(const Error& error); ///< the code is spent: another one has to be sent

    enrolment::OneTimeCodes* m_codes;
    Answers m_answers;
    std::optional<enrolment::SentCode> m_sent;
    std::optional<enrolment::CodeProof> m_proof;
    std::optional<int> m_triesLeft; ///< after a wrong one
    quint64 m_asked = 0;            ///< what was asked for answers that have changed since counts no more
    DigitsField* m_code;
    FieldBox* m_box;
};

} // namespace tirkeu::workstation
