#pragma once

#include <core/result.h>
#include <core/securebytes.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace tirkeu::token {

/// A slot number of the module, valid until the token in it changes.
struct SlotId
{
    unsigned long value = 0;
    bool operator==(const SlotId&) const = default;
};

enum class PinCount { Unknown, Low, FinalTry, Locked };

/// What a token says about its PIN before anybody types one.
struct PinState
{
    PinCount count = PinCount::Unknown;
    bool isSet = true;
    bool mustChange = false;
    bool onPinPad = false; ///< typed on the reader; no field on the screen
    int minLength = 4;
    int maxLength = 16;
    bool operator==(const PinState&) const = default;
};

struct TokenInfo
{
    SlotId slot;
    QString label;
    QString manufacturer;
    QString model;
    QString serial;
    PinState pin;

    /// The same piece of hardware, whatever slot it sits in.
    [[nodiscard]] bool isSameTokenAs(const TokenInfo& other) const
    {
        return serial == other.serial && label == other.label && manufacturer == other.manufacturer;
    }
};

/// A certificate as it lies on the token, readable without a PIN, with the name of the key that belongs to it.
struct StoredCertificate
{
    QByteArray keyId;
    QString label;
    QByteArray certificate; ///< DER
};

enum class PinNotice {
    CountLow,   ///< a wrong PIN was typed lately
    FinalTry,   ///< one more wrong PIN locks the token
    MustChange, ///< the PIN is the issuer's and has to be replaced first
    FactoryPin, ///< the PIN typed is one that everybody can read in a manual
};

/// What the PIN prompt has to show.
struct PinPrompt
{
    bool hasField = true;         ///< false: the client types on the reader; show a timer and a cancel
    bool asksExplicitYes = false; ///< the final try is not used up by a habit
    QList<PinNotice> notices;
};

/// Read the token's flags anew before every prompt. A locked or missing PIN is an error: there is nothing to prompt
/// for.
[[nodiscard]] Result<PinPrompt> pinPromptFor(const TokenInfo& token);
/// A PIN that cannot be right must not cost a try: none where it is typed on the reader, else as long as the token
/// says.
[[nodiscard]] Result<> checkPinLength(const TokenInfo& token, const core::SecureBytes& pin);
/// PINs that vendors print in their manuals.
[[nodiscard]] bool isFactoryPin(const core::SecureBytes& pin);

} // namespace tirkeu::token
