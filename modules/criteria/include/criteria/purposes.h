#pragma once

#include <criteria/consents.h>

namespace tirkeu::criteria {

/// The steps of a session. Every purpose begins with the client and ends with decision, signing and slip.
enum class Step {
    Client,
    Phone,
    Consents,
    PalmRight,
    PalmLeft,
    PalmComparison,
    Face,
    FaceComparison,
    Decision,
    Signing,
    Slip,
};
[[nodiscard]] QString code(Step step); ///< "palm-right", …

/// A reason for which a client is captured, with what it takes.
struct Purpose
{
    enum class Kind { Enrol, Verify };
    QString id;
    Kind kind;
    Texts name;
    QString paragraph; ///< "BIO-19", "BIO-39(4)": printed, and the reason code towards IDEC
    QList<Step> steps;
    QList<ConsentKind> consents;
    QList<ConsentMeans> consentMeans; ///< each enough by itself

    [[nodiscard]] bool has(Step step) const { return steps.contains(step); }
};
[[nodiscard]] QString code(Purpose::Kind kind);

} // namespace tirkeu::criteria
