#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <identity/iin.h>
#include <identity/phonenumber.h>

namespace tirkeu::national {

enum class PhoneOwner { Confirmed, NotConfirmed };
[[nodiscard]] QString nameOf(PhoneOwner owner); ///< as the case's events spell it

struct PhoneWord
{
    PhoneOwner owner = PhoneOwner::NotConfirmed;
    QString source; ///< which register said so
    core::WallTime at{};
    bool operator==(const PhoneWord&) const = default;
};

/// The register of mobile numbers: whether a telephone is this person's. From any thread; blocks until there is an
/// answer or none will come. A register that is away is an error, never a word.
class PhoneRegister
{
public:
    virtual ~PhoneRegister() = default;
    [[nodiscard]] virtual Result<PhoneWord> ownerOf(const identity::Iin& iin, const identity::PhoneNumber& phone) = 0;
};

} // namespace tirkeu::national
