#pragma once

#include <core/clock.h>
#include <core/error.h>
#include <criteria/guardpolicy.h>

#include <QList>

namespace tirkeu::guard {

/// What was seen, not judged.
struct Finding
{
    criteria::GuardFinding kind;
    QString name;      ///< of the program, library or product: what an exception of the criteria names
    QString evidence;  ///< where and how it was seen
    QString file = {}; ///< whose digest an exception may ask for
    bool operator==(const Finding&) const = default;
};

enum class Action {
    Allowed, ///< by an exception of the criteria, or in support mode
    Warn,
    Block,
};
[[nodiscard]] QString nameOf(Action action); ///< "allowed", for journal and reports

struct JudgedFinding
{
    Finding finding;
    Action action;
    bool operator==(const JudgedFinding&) const = default;
};

enum class Depth {
    Quick, ///< before a capture: what was read before and has not been written since is not read again
    Full,  ///< every file is read again
};

struct Report
{
    Depth depth = Depth::Full;
    core::WallTime at{};
    std::chrono::microseconds took{};
    int files = 0; ///< how many were held against manifest and packages
    QList<JudgedFinding> findings = {};

    /// The gravest action over all of one kind; Allowed where there is nothing.
    [[nodiscard]] Action action(criteria::GuardFinding kind) const;
    [[nodiscard]] bool blocks() const;
    /// The names of one kind, those that are allowed left out; not more than a line holds.
    [[nodiscard]] QStringList names(criteria::GuardFinding kind) const;
    /// What to tell about a kind: the sentence with its remedy, and the names in it.
    [[nodiscard]] Error told(criteria::GuardFinding kind) const;
};

} // namespace tirkeu::guard
