#pragma once

#include "confirmation.h"

namespace tirkeu::workstation {

/// The client signs with a finger or a pen on their own screen.
class StrokeConfirmation final : public Confirmation
{
    Q_OBJECT
public:
    explicit StrokeConfirmation(const StepTools& tools);

    [[nodiscard]] criteria::ConsentMeans means() const override { return criteria::ConsentMeans::Stroke; }
    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool isOffered() const override { return stage().isReady() && stage().takesStrokes(); }
    [[nodiscard]] QString sentence() const override;
    void retranslate() override {}
    void ask(const Answers& answers) override;
    void drop() override;
    [[nodiscard]] bool isConfirmed() const override { return !m_strokes.isEmpty(); }
    void collect(const Taken& taken) override { taken(m_strokes); }

private:
    QList<SignedAnswer> m_answers; ///< above the field; empty: nothing is asked
    QByteArray m_strokes;
};

} // namespace tirkeu::workstation
