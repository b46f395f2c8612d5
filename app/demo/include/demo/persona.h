#pragma once

#include <casefile/results.h>
#include <core/result.h>
#include <identity/iin.h>
#include <simulation_devices/scannerscript.h>

#include <QList>

namespace tirkeu::demo {

/// A client who never was, with hands that a program draws. Whoever plays the teller chooses one.
struct Persona
{
    QString name;         ///< "ordinary", for the command line
    QString iin;          ///< of the synthetic numbers
    std::uint64_t person; ///< whose hands
    QString surname;
    QString given;
    simulation_palm::Condition condition = simulation_palm::Condition::Normal;
    simulation_palm::Attack attack = simulation_palm::Attack::None; ///< instead of a living hand
    bool hasLeftHand = true;
    int wrongHands = 0; ///< how often the other hand is shown first
    /// Who was enrolled here before this client came, by one hand: index into `forerunners`; none: nobody.
    std::optional<int> after = {};

    /// What stands before the scanner when it is the turn of `hand`, for the so-manieth time.
    [[nodiscard]] simulation_devices::Scan scan(casefile::Hand hand, int presentation) const;
};

[[nodiscard]] const QList<Persona>& personas();
/// A sibling whose name the twin gives, the teller as a client of the bank.
[[nodiscard]] const QList<Persona>& forerunners();
[[nodiscard]] Result<Persona> personaNumber(int number); ///< from 1

} // namespace tirkeu::demo
