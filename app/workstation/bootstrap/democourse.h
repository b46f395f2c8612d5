#pragma once

#include "training/trainingcourse.h"

#include <demo/persona.h>

namespace tirkeu::workstation {

/// The course over the demo's virtual clients. What was passed is remembered in a file, as the cases themselves are in
/// the demo's vault.
class DemoCourse final : public TrainingCourse
{
    Q_OBJECT
public:
    /// `offered`: the demo's own key files lie in the reader, not a real token.
    DemoCourse(QString file, bool offered);

    [[nodiscard]] bool isOffered() const override { return m_offered; }
    [[nodiscard]] TrainingClient client(int number) const override;
    void seat(int number) override;
    [[nodiscard]] QSet<int> passed() const override { return m_passed; }
    [[nodiscard]] Result<> notePassed(int number) override;

Q_SIGNALS:
    void seated(int index); ///< of the virtual clients, from 0

private:
    void read();

    QString m_file;
    bool m_offered;
    QSet<int> m_passed;
};

} // namespace tirkeu::workstation
