#pragma once

#include <demo/demobranch.h>
#include <demo/persona.h>

#include <casefile/casestate.h>

namespace tirkeu::demo {

struct DemoEnrolmentSetup
{
    QString folder; ///< where the branch lives and the documents go
    Persona persona;
    std::function<void(const QString& line)> tell; ///< each step as it is done
};

struct DemoStep
{
    QString name;
    std::chrono::milliseconds took{0};
    std::chrono::milliseconds machine{0}; ///< of it, what this program computed; the client's hand is drawn by another
    QString outcome;
};

struct DemoEnrolmentReport
{
    QList<DemoStep> steps;
    casefile::CaseState state;
    QStringList documents; ///< the files that were written
    std::chrono::milliseconds wall{0};
    std::chrono::milliseconds machine{0};
};

/// A client enrolled without a window: the same use cases, the guard asked before each capture, every picture attested
/// by the virtual scanner in its own process, every document signed. Nothing in it is shortened. Blocks for seconds.
[[nodiscard]] Result<DemoEnrolmentReport> enrolInDemo(const DemoEnrolmentSetup& setup, const core::Clock& clock);

} // namespace tirkeu::demo
