#pragma once

#include <QList>
#include <QMap>
#include <QString>

#include <array>

namespace tirkeu::criteria {

/// What a decision looks at (BIO-16, 29).
enum class Fact { PalmAuthenticity, PalmMatch, FaceAuthenticity, FaceMatch, Phone, Duplicate, Exception };
inline constexpr std::array kFacts{Fact::PalmAuthenticity, Fact::PalmMatch, Fact::FaceAuthenticity, Fact::FaceMatch,
    Fact::Phone, Fact::Duplicate, Fact::Exception};
[[nodiscard]] QString code(Fact fact);

/// For a duplicate and an exception, positive means that there is one.
enum class FactState { Positive, Negative, Undecided, Pending, Absent };
inline constexpr std::array kFactStates{
    FactState::Positive, FactState::Negative, FactState::Undecided, FactState::Pending, FactState::Absent};
[[nodiscard]] QString code(FactState state);

enum class Verdict { Accept, Refuse, Supervisor, Pending };
[[nodiscard]] QString code(Verdict verdict);

/// Facts that are not given count as absent.
using Facts = QMap<Fact, FactState>;

/// One line of the rule: where every condition holds, the verdict is this.
struct DecisionRule
{
    QString id; ///< named in the decision document
    QMap<Fact, QList<FactState>> when;
    Verdict then;
};

struct Decision
{
    Verdict verdict;
    QString rule; ///< empty where no rule fitted: then a supervisor decides
};

/// The first rule that fits decides.
[[nodiscard]] Decision decide(const QList<DecisionRule>& rules, const Facts& facts);

} // namespace tirkeu::criteria
