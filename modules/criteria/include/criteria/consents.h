#pragma once

#include <criteria/texts.h>

#include <QList>

#include <array>
#include <optional>

namespace tirkeu::criteria {

/// The five consents, kept apart (BIO-19, 40; NBAS-4).
enum class ConsentKind { PersonalData, IdecAuthentication, EdsKeys, ThirdParties, PalmScanning };
inline constexpr std::array kConsentKinds{ConsentKind::PersonalData, ConsentKind::IdecAuthentication,
    ConsentKind::EdsKeys, ConsentKind::ThirdParties, ConsentKind::PalmScanning};
[[nodiscard]] QString code(ConsentKind kind); ///< "personal-data", "idec-authentication", "eds-keys", …

/// How a client's own act confirms a consent.
enum class ConsentMeans { Stroke, OneTimeCode, EdsToken, SignedPaper };
[[nodiscard]] QString code(ConsentMeans means);

/// One consent in one version. The operator with its BIN and the person's name are the first two of the contents that
/// the law lists; they are filled in when the consent is taken.
struct ConsentText
{
    ConsentKind kind;
    int version;
    Texts sentence; ///< the one plain sentence the client answers
    Texts purpose;
    Texts data; ///< which data are collected
    Texts term;
    Texts thirdParties; ///< whether they are handed on
    Texts crossBorder;
    Texts publicSources;
    Texts withdrawal;
    Texts ifRefused; ///< what will not be possible, and what is offered instead
};

struct Consents
{
    QList<ConsentText> texts;
    bool oneSignatureForAll = false; ///< one act confirms all listed answers

    /// The newest version, or a given one.
    [[nodiscard]] const ConsentText* find(ConsentKind kind, std::optional<int> version = {}) const;
};

} // namespace tirkeu::criteria
