#pragma once

#include <identity/bin.h>
#include <identity/iin.h>
#include <identity/personname.h>

#include <QDate>

#include <variant>

namespace tirkeu::identity {

/// What lets one person act for another or for an organisation.
struct Authority
{
    enum class Kind {
        AppointmentOrder, ///< the head of a legal entity (MFO-6b)
        PowerOfAttorney,
        LegalRepresentative, ///< parent, guardian, by a court's or an authority's act
    };
    Kind kind;
    QString number; ///< of the paper; may be empty for a parent
    QDate issued;
    QDate validUntil; ///< null: without end

    [[nodiscard]] bool isInForce(const QDate& day) const;
    bool operator==(const Authority&) const = default;
};

[[nodiscard]] QString authorityCode(Authority::Kind kind); ///< "appointment-order", "power-of-attorney", "legal-…"
[[nodiscard]] Result<Authority::Kind> authorityFromCode(QStringView code);

/// For whom the person at the counter acts, when not for themselves. The person captured is always the one at the
/// counter.
class Representation
{
public:
    struct Organisation
    {
        Bin bin;
        QString name;
        bool operator==(const Organisation&) const = default;
    };
    struct Person
    {
        Iin iin;
        PersonName name;
        bool operator==(const Person&) const = default;
    };
    using Principal = std::variant<Organisation, Person>;

    /// Refuses a paper that does not fit the principal, that is not yet or no longer in force, and acting for oneself.
    [[nodiscard]] static Result<Representation> make(
        const Iin& agent, Principal principal, Authority authority, const QDate& today);

    [[nodiscard]] const Principal& principal() const { return m_principal; }
    [[nodiscard]] const Authority& authority() const { return m_authority; }
    bool operator==(const Representation&) const = default;

private:
    Representation(Principal principal, Authority authority)
        : m_principal(std::move(principal))
        , m_authority(std::move(authority))
    {
    }
    Principal m_principal;
    Authority m_authority;
};

[[nodiscard]] QString logMasked(const Representation& representation);

} // namespace tirkeu::identity
